import type { Browser, Page } from '@playwright/test';
import { getDocumentProxy } from 'unpdf';
import { boxesOfRow } from '#modules/visits/domain/copies/index.ts';
import { photograph, randomOf, tickIn } from '../support/paper-picture.ts';
import { dayAfter, swedishDay } from '#swedish/dates';
import { ServerProcess } from '../support/server-process.ts';
import { now } from '../support/time.ts';
import { codeOf, print, sheet } from './papers.ts';
import { DESK, PHONE, saving } from './people.ts';
import { enterTeam, violations } from './planners.ts';
import { expect, test } from './test.ts';

const TIME = 60_000;
let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

const enter = (browser: Browser, person: string, screen: object) =>
	enterTeam(browser, server.origin, `${person}@lovasa.example`, screen);

const yesterday = () => dayAfter(swedishDay(now()), -1);

test('[E42] the client lists of a week are printed in one go, each sheet numbered, with a code and one person', async ({
	browser
}) => {
	const petra = await enter(browser, 'petra', DESK);
	const sheets = await print(petra, 'week', 'Alla i teamet');
	const paper = await getDocumentProxy(new Uint8Array(await petra.pdf({ preferCSSPageSize: true })));
	expect(sheets.length).toBeGreaterThan(7);
	expect(paper.numPages).toBe(sheets.length);
	const copies = new Set<string>();
	for (const content of [sheets[0], sheets.at(-1)]) {
		const code = await codeOf(content ?? '');
		expect(content).toContain(`Kopia ${code.copy}`);
		expect(content).toContain(`Sida ${code.page} av ${code.pages}`);
		copies.add(code.copy);
	}
	expect(copies.size).toBe(2);
	await petra.context().close();
});

const lines = (page: Page) => page.locator('[data-line]');

test('[E43] a day is registered afterwards without a network, by keyboard at a desk', async ({ browser }) => {
	const petra = await enter(browser, 'petra', DESK);
	await petra.goto(`/besok/efterregistrering?dag=${yesterday()}`);
	await expect(lines(petra).first()).toBeVisible({ timeout: TIME });
	await petra.context().setOffline(true);
	await petra.getByLabel('Visa', { exact: true }).selectOption({ label: 'Anna Ek' });
	const open = lines(petra).filter({ hasText: 'inte registrerat' });
	const before = await open.count();
	expect(before).toBeGreaterThan(3);
	const key = (await open.first().getAttribute('data-line')) ?? '';
	const first = petra.locator(`[data-line="${key}"]`);
	await first.locator('[data-open]').focus();
	await petra.keyboard.press('3');
	const dialog = petra.getByRole('dialog');
	await expect(dialog.getByLabel('Vad hände')).toHaveValue('not-home');
	await dialog.getByLabel('Dokumentation').fill('Ingen öppnade.');
	await dialog.getByRole('button', { name: 'Registrera' }).click();
	await expect(first).toContainText('inte hemma');
	await expect(first).toContainText('Ingen öppnade.');
	await expect(first.locator('[data-open]')).toBeFocused();
	await open.first().locator('[data-open]').focus();
	await petra.keyboard.press('1');
	await expect(open).toHaveCount(before - 2);
	await open.first().locator('[data-open]').focus();
	await petra.keyboard.press('2');
	await dialog.getByLabel('Vem var där').selectOption({ label: 'Berit Öst' });
	await dialog.getByLabel('Gick').fill('23:58');
	await dialog.getByRole('button', { name: 'Registrera' }).click();
	await expect(open).toHaveCount(before - 3);
	await expect(lines(petra).filter({ hasText: '23:58' })).toContainText('Berit Öst');
	await petra.screenshot({ path: 'test-results/afterwards-desk.png' });
	await petra
		.getByRole('button', { name: /som planerat$/ })
		.first()
		.click();
	await dialog.getByRole('button', { name: `Registrera ${before - 3} besök` }).click();
	await expect(petra.getByText('Allt som har varit är registrerat')).toBeVisible();
	await expect(open).toHaveCount(0);
	expect(await violations(petra)).toEqual([]);
	await petra.emulateMedia({ colorScheme: 'dark' });
	await petra.screenshot({ path: 'test-results/afterwards-desk-dark.png' });
	expect(await violations(petra)).toEqual([]);

	await first.getByRole('button', { name: 'Rätta' }).click();
	await dialog.getByLabel('Vad hände').selectOption('refused');
	await dialog.getByRole('button', { name: 'Registrera' }).click();
	await expect(first).toContainText('avböjt');
	await expect(first).not.toContainText('registrerat olika');
	await petra.context().setOffline(false);
	await expect(saving(petra)).toContainText('Allt är sparat', { timeout: TIME });
	const anna = await enter(browser, 'anna', PHONE);
	await anna.goto(`/besok/efterregistrering?dag=${yesterday()}`);
	await expect(anna.locator(`[data-line="${key}"]`)).toContainText('avböjt', { timeout: TIME });
	await anna.screenshot({ path: 'test-results/afterwards-phone.png' });
	expect(await violations(anna)).toEqual([]);
	for (const page of [petra, anna]) await page.context().close();
});

test('[E44] a photograph of a ticked sheet is read without a network, confirmed, and registers once', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const petra = await enter(browser, 'petra', DESK);
	const day = yesterday();
	const [content = ''] = await print(petra, day, 'Berit Öst');
	const code = await codeOf(content);
	const random = randomOf(44);
	const units = code.rows.map((_row, at) => code.rows.slice(0, at).reduce((sum, { units: high }) => sum + high, 0));
	const box = (row: number, at: number) => {
		const found = boxesOfRow(units[row] ?? 0)[at];
		if (!found) throw new Error('There is no such box');
		return found;
	};
	const [done, notHome, both] = [box(0, 0), box(1, 3), [box(2, 0), box(2, 2)]];
	const ink = [done, notHome, ...both].flatMap((area) => tickIn(area, random));
	const shot = { turn: -5, tilt: 0.03, light: [210, 130], noise: 6, width: 1800, height: 2400 } as const;
	const picture = await photograph(sheet(content, ink), shot, random);

	await petra.goto(`/besok/efterregistrering/papper?dag=${day}`);
	const choose = () =>
		petra
			.locator('input[type=file]')
			.last()
			.setInputFiles({ name: 'papper.jpg', mimeType: 'image/jpeg', buffer: picture });
	await petra.getByRole('button', { name: 'Välj bild' }).waitFor();
	await choose();
	const question = petra.getByRole('region', { name: /Fråga 1 av 1/ });
	await expect(question).toBeVisible({ timeout: TIME });
	const register = petra.getByRole('button', { name: /^Registrera \d besök/ });
	await expect(register).toBeDisabled();
	await petra.screenshot({ path: 'test-results/paper-desk.png', fullPage: true });
	expect(await violations(petra)).toEqual([]);
	await question.getByRole('button', { name: 'Avböjt' }).click();
	const rows = petra.locator('li').filter({ has: petra.locator('canvas') });
	await expect(rows).toHaveCount(code.rows.length);
	await expect(rows.nth(0).getByLabel('Vad hände')).toHaveValue('done');
	await expect(rows.nth(1).getByLabel('Vad hände')).toHaveValue('not-home');
	await expect(rows.nth(2).getByLabel('Vad hände')).toHaveValue('refused');
	await rows.nth(1).getByLabel('Dokumentation').fill('Lapp i brevlådan.');
	await register.click();
	await expect(petra.getByText('3 besök är registrerade från pappret.')).toBeVisible({ timeout: TIME });
	await petra.getByRole('button', { name: 'Visa bilden' }).click();
	await expect(petra.getByRole('dialog').getByRole('img')).toBeVisible();
	await petra.getByRole('button', { name: 'Stäng' }).click();
	await choose();
	await expect(rows.first()).toContainText('redan registrerat', { timeout: TIME });
	await expect(petra.getByText('redan registrerat', { exact: true })).toHaveCount(3);
	await expect(register).toBeDisabled();

	await petra.goto(`/besok/efterregistrering?dag=${day}`);
	await petra.getByLabel('Visa', { exact: true }).selectOption({ label: 'Berit Öst' });
	await expect(lines(petra).filter({ hasText: 'från papper' })).toHaveCount(3);
	await expect(lines(petra).filter({ hasText: 'Lapp i brevlådan.' })).toContainText('inte hemma');
	await petra.context().close();
});
