import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { swedishDay } from '#swedish/dates';
import { weekdayOf } from '#modules/visits/domain/index.ts';
import { DEMO_PASSWORD } from '#server/demo/accounts';
import { DESK, appIsInstalled, saving } from './people.ts';
import { MOMENT, expect } from './test.ts';

export const [PETRA, PER, ANNA, BERIT] = ['petra', 'per', 'anna', 'berit'].map((name) => `${name}@lovasa.example`) as [
	string,
	string,
	string,
	string
];

/** The demo's carers take turns with two groups of people: one on odd weekdays, Monday the first, one on even ones. */
export const isOddWeekday = weekdayOf(swedishDay(MOMENT)) % 2 === 1;

/** Signs somebody of the home-care team in, in a browser of their own; resolves when the app is installed. */
export async function enterTeam(
	browser: Browser,
	origin: string,
	person: string,
	screen: object = DESK
): Promise<Page> {
	const page = await (await browser.newContext({ ...screen, baseURL: origin })).newPage();
	await signInToTeam(page, person);
	return page;
}

/** Signs somebody of the home-care team in on a new page. */
export async function signInToTeam(page: Page, person: string): Promise<void> {
	await page.goto('/');
	await page.getByLabel('Organisationsnummer').fill(person);
	await page.getByLabel('Lösenord').fill(DEMO_PASSWORD);
	await page.getByRole('button', { name: 'Logga in', exact: true }).click();
	await expect(page).toHaveURL(/besok/);
	await allSaved(page);
	await appIsInstalled(page);
}

export const offline = (page: Page, is: boolean) => page.context().setOffline(is);
export const allSaved = (page: Page) => expect(saving(page)).toContainText('Allt är sparat', { timeout: 60_000 });
export const row = (page: Page, carer: string) => page.getByRole('group', { name: carer });
export const visit = (page: Page, carer: string, label: string) =>
	row(page, carer).getByRole('button', { name: label });

/** Drags the visit with this label to a carer's row, straight down. */
export async function drag(page: Page, label: string, carer: string): Promise<void> {
	const from = await page.getByRole('button', { name: label }).first().boundingBox();
	const to = await row(page, carer).boundingBox();
	if (!from || !to) throw new Error('The grid is not on the screen');
	await page.mouse.move(from.x + 5, from.y + 5);
	await page.mouse.down();
	await page.mouse.move(from.x + 5, to.y + to.height / 2, { steps: 6 });
	await page.mouse.up();
	await expect(visit(page, carer, label)).toBeVisible();
}

export const openDay = (page: Page) =>
	page.getByRole('navigation').getByRole('link', { name: 'Besök' }).first().click();

export async function openExchange(page: Page): Promise<void> {
	await page.getByRole('navigation').getByRole('link', { name: 'Driftläge' }).first().click();
	await page.getByRole('link', { name: 'Byt plan utan nät' }).click();
	await expect(page.getByRole('heading', { name: 'Byt plan med en kollega' })).toBeVisible();
}

/** Photographs a page's codes, so many different ones. */
export async function photograph(page: Page, codes: number): Promise<Buffer[]> {
	const canvas = page.locator('canvas');
	const pictures = new Map<string, Buffer>();
	while (pictures.size < codes) {
		const picture = await canvas.screenshot();
		pictures.set(picture.toString('base64'), picture);
	}
	return [...pictures.values()];
}

export const showPictures = (page: Page, pictures: readonly Buffer[]) =>
	page
		.locator('input[type=file][accept^=image]')
		.setInputFiles(pictures.map((buffer, at) => ({ name: `${at}.png`, mimeType: 'image/png', buffer })));

/** Gives what one page has to the other by pictures of its codes, until the other has read the whole. */
export async function giveByCodes(from: Page, to: Page, name: string): Promise<void> {
	await from.getByRole('button', { name: 'Visa kod' }).click();
	await expect(from.locator('canvas')).toBeVisible();
	const came = to.getByRole('heading', { name: `Mottaget från ${name}` });
	await expect(async () => {
		await showPictures(to, await photograph(from, 25));
		await expect(to.getByRole('button', { name: 'Läs med kameran' })).toBeEnabled();
		await expect(came).toBeVisible({ timeout: 1500 });
	}).toPass({ timeout: 100_000, intervals: [0] });
	await from.getByRole('button', { name: 'Dölj koden' }).click();
}

/** Saves what the page has to give as a file. */
export async function saveFile(page: Page): Promise<Buffer> {
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Spara fil' }).click();
	const saved = await download;
	expect(saved.suggestedFilename()).toMatch(/^\d{6} \d{4} plan\.avbrott$/);
	await expect(page.getByText('Filen är sparad')).toBeVisible();
	return readFile(await saved.path());
}

export const readBundle = (page: Page, buffer: Buffer) =>
	page
		.locator('input[type=file]:not([accept])')
		.setInputFiles({ name: 'plan.avbrott', mimeType: 'application/octet-stream', buffer });

/**
 * What axe finds on a page; on a window as tall as the page, since axe takes what lies beneath the bar at the foot for
 * too small to hit.
 */
export async function violations(page: Page): Promise<string[]> {
	const width = page.viewportSize()?.width ?? 0;
	let before = -1;
	await expect(page.getByText('Läser in …')).toHaveCount(0);
	// What the page shows may still be on its way from the device.
	await expect(async () => {
		const known = before;
		before = await page.evaluate(() => document.querySelector('main')?.scrollHeight ?? 0);
		expect(before).toBe(known);
	}).toPass({ intervals: [300] });
	// A list grows with the window, until all of it is there.
	await expect(async () => {
		const height = await page.evaluate(() => document.documentElement.scrollHeight + 200);
		await page.setViewportSize({ width, height });
		await expect(page.getByRole('button', { name: /^Visa \d+ till$/ })).toHaveCount(0, { timeout: 500 });
		expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(height);
	}).toPass();
	await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
	return judge(page, new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']));
}

/** What is too faint to read on the page in the dark: all that the colours change. The page is light again afterwards. */
export async function faintInDark(page: Page): Promise<string[]> {
	await page.emulateMedia({ colorScheme: 'dark' });
	await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
	const found = await judge(page, new AxeBuilder({ page }).withRules(['color-contrast']));
	await page.emulateMedia({ colorScheme: 'light' });
	return found.map((each) => `dark: ${each}`);
}

async function judge(page: Page, axe: AxeBuilder): Promise<string[]> {
	const { violations: found } = await axe.analyze();
	return found.flatMap(({ id, nodes }) => nodes.map((node) => `${page.url()} ${id}: ${node.target.join(' ')}`));
}
