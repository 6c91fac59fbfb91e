import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

const CLIENT = join(import.meta.dirname, '../../build/client');

/** What the page of the list and the sign-in load of scripts before anything is cached, in bytes as gzip sends them. */
export async function firstRouteBytes(page: Page, origin: string): Promise<number> {
	const scripts = new Set<string>();
	page.on('response', (response) => {
		const isScript = response.request().resourceType() === 'script';
		if (isScript && response.url().startsWith(origin)) scripts.add(new URL(response.url()).pathname);
	});
	await page.goto('/arbetsorder');
	await page.getByRole('button', { name: 'Logga in', exact: true }).waitFor();
	return [...scripts].reduce((sum, path) => sum + gzipSync(readFileSync(join(CLIENT, path)), { level: 9 }).length, 0);
}
