import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { runBackup } from '#app/backup';
import { ServerProcess } from '../support/server-process.ts';
import { now } from '../support/time.ts';
import { PHONE } from './people.ts';
import { ANNA, PETRA, allSaved, enterTeam, offline, violations } from './planners.ts';
import { expect, test } from './test.ts';

const ULLA = 'ulla@lovasa.example';
const RECIPIENTS = '/besok/lag?visa=recipients';
const CAME_BACK = 'Personer som kom tillbaka från enheter efter återställningen (1)';

let server: ServerProcess;
let backup: string;
test.beforeEach(async () => {
	server = await ServerProcess.create();
	backup = await mkdtemp(join(tmpdir(), 'avbrottsfri-backup-'));
});
test.afterEach(async () => {
	await server.remove();
	await rm(backup, { recursive: true, force: true });
});

async function backUp(what: 'backup' | 'restore'): Promise<void> {
	const lines: string[] = [];
	const status = await runBackup([what, backup], { DATA_DIR: server.dataDir }, (line) => lines.push(line), { now });
	expect(status, lines.join('\n')).toBe(0);
}

const shows = (page: Page, name: string) => expect(page.getByRole('listitem').filter({ hasText: name })).toBeVisible();

test('[E105] who was added after the backup is known again from a colleague’s phone, when the adding device is gone', async ({
	browser
}) => {
	const petra = await enterTeam(browser, server.origin, PETRA);
	const anna = await enterTeam(browser, server.origin, ANNA, PHONE);
	const besides = await anna.context().newPage();
	const thrown: string[] = [];
	for (const page of [anna, besides]) page.on('pageerror', ({ message }) => thrown.push(message));
	await backUp('backup');
	await petra.goto(RECIPIENTS);
	await petra.getByRole('button', { name: 'Ny brukare' }).click();
	await petra.getByRole('dialog').getByLabel('Namn').fill('Nils Nytillkommen');
	await petra.getByRole('dialog').getByLabel('Adress').fill('Storgatan 9');
	await petra.getByRole('dialog').getByRole('button', { name: 'Spara' }).click();
	await allSaved(petra);
	for (const page of [anna, besides]) {
		await page.goto(RECIPIENTS);
		await page.getByRole('searchbox').fill('Nils Ny');
		await shows(page, 'Nils Nytillkommen');
	}
	await petra.context().close();

	await offline(anna, true);
	await server.kill();
	await backUp('restore');
	await server.start();
	await offline(anna, false);
	await allSaved(anna);
	const ulla = await enterTeam(browser, server.origin, ULLA);
	await ulla.goto(RECIPIENTS);
	await ulla.getByText(CAME_BACK).click();
	await expect(ulla.getByRole('group').filter({ hasText: 'Nils Nytillkommen' })).toContainText('från Anna Ek');
	await ulla.getByRole('searchbox').fill('Nils Ny');
	await shows(ulla, 'Storgatan 9');
	for (const page of [anna, besides]) {
		await page.reload();
		await page.getByRole('searchbox').fill('Nils Ny');
		await shows(page, 'Storgatan 9');
	}
	expect(await violations(ulla)).toEqual([]);
	await ulla.goto('/driftlage/efter');
	await expect(ulla.getByText(CAME_BACK)).toBeVisible();
	expect(thrown).toEqual([]);
	for (const page of [anna, ulla]) await page.context().close();
});
