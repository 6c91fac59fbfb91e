import { globSync } from 'node:fs';
import { basename } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { serveGallery } from '../support/gallery.ts';
import { DESK, PHONE } from './people.ts';
import { expect, test } from './test.ts';

const COMPONENTS = globSync('src/platform/ui/*.svelte').map((file) => basename(file, '.svelte'));

/** Axe reckons in the page's own pixels: drawing four times as many would only take time. */
const COARSE_PHONE = { ...PHONE, deviceScaleFactor: 1 };

let served: Awaited<ReturnType<typeof serveGallery>>;
test.beforeAll(async () => {
	served = await serveGallery();
});
test.afterAll(() => served.close());

/**
 * What axe finds with all its rules, also those that are no law; in the dark only what colours change. One rule cannot
 * hold here: a page has each part of its frame once, and this one shows them again and again.
 */
async function violations(page: Page, scheme: 'light' | 'dark'): Promise<string[]> {
	const axe = new AxeBuilder({ page });
	const judged = scheme === 'light' ? axe.disableRules('landmark-unique') : axe.withRules(['color-contrast']);
	const { violations: found } = await judged.analyze();
	return found.flatMap(({ id, nodes }) => nodes.map((node) => `${scheme} ${id}: ${node.target.join(' ')}`));
}

/** The components whose content reaches over the edge of the window. */
const tooWide = (page: Page) =>
	page
		.locator('[data-component]')
		.evaluateAll((all) =>
			all
				.filter((each) =>
					[...each.querySelectorAll('*')].some((part) => part.getBoundingClientRect().right > innerWidth + 1)
				)
				.map((each) => each.getAttribute('data-component'))
		);

for (const [name, screen] of [
	['phone', COARSE_PHONE],
	['desk', DESK]
] as const) {
	test(`[E92] every state of every component is free of axe violations on a ${name}, in light and dark`, async ({
		browser
	}) => {
		const context = await browser.newContext(screen);
		const page = await context.newPage();
		const thrown: string[] = [];
		page.on('pageerror', ({ message }) => thrown.push(message));
		await page.goto(served.url);
		for (const component of COMPONENTS) {
			await expect(page.locator(`[data-component="${component}"]`), component).toBeVisible();
		}
		for (const frame of await page.locator('iframe').all()) {
			await expect(frame.contentFrame().locator('h1').first()).toBeAttached();
		}
		const found: string[] = [];
		for (const scheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme: scheme });
			found.push(...(await violations(page, scheme)));
			for (const dialog of ['Öppna kort', 'Öppna lång']) {
				await page.getByRole('button', { name: dialog }).click();
				await expect(page.getByRole('dialog')).toBeVisible();
				found.push(...(await violations(page, scheme)));
				await page.keyboard.press('Escape');
				await expect(page.getByRole('dialog')).toBeHidden();
			}
		}
		expect(await tooWide(page)).toEqual([]);
		expect(found).toEqual([]);
		expect(thrown).toEqual([]);
		await context.close();
	});
}
