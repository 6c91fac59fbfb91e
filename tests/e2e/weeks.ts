import type { Browser, Page } from '@playwright/test';
import { dayAfter, swedishDay } from '#swedish/dates';
import { mondayOf } from '#modules/visits/domain/index.ts';
import { DESK } from './people.ts';
import { PER, PETRA, enterTeam, offline } from './planners.ts';
import { MOMENT, expect } from './test.ts';

/** Next week: all its days are ahead, whatever today is, and each test has days of its own. */
export const MONDAY = dayAfter(mondayOf(swedishDay(MOMENT)), 7);
export const day = (index: number) => dayAfter(MONDAY, index);

export async function openWeek(page: Page): Promise<void> {
	await page.goto(`/besok/vecka?dag=${MONDAY}`);
	await expect(page.getByRole('grid')).toBeVisible();
	await expect(cell(page, 'Anna Ek', 0)).toContainText(/\d+:\d\d h/);
}
export const cell = (page: Page, carer: string, index: number) =>
	page
		.getByRole('row')
		.filter({ hasText: carer })
		.locator(`[data-day="${day(index)}"]`);
export const chips = (page: Page) => page.locator('.panel .chip');
export const told = (page: Page, text: string | RegExp) =>
	expect(page.getByRole('status').filter({ hasText: text })).toBeVisible();
export const undo = (page: Page) => page.getByRole('button', { name: 'Ångra', exact: true }).click();
export const dialog = (page: Page) => page.getByRole('dialog');
/** How many visits a cell has. */
export const count = async (page: Page, carer: string, index: number) =>
	Number(/, (\d+) besök/.exec((await cell(page, carer, index).getAttribute('aria-label')) ?? '')?.[1]);
export const expectCount = (page: Page, carer: string, index: number, visits: number) =>
	expect.poll(() => count(page, carer, index), { timeout: 30_000 }).toBe(visits);

export async function open(page: Page, carer: string, index: number): Promise<void> {
	await cell(page, carer, index).click();
	await expect(chips(page).first()).toBeFocused();
}

/** Takes the first visit of the open cell up, and holds it over another cell; gives what it is called. */
export async function holdOver(page: Page, carer: string, index: number): Promise<string> {
	const label = (await chips(page).first().getAttribute('aria-label')) ?? '';
	await chips(page).first().hover(); // as soon as the list stands still
	const [from, to] = [await chips(page).first().boundingBox(), await cell(page, carer, index).boundingBox()];
	if (!from || !to) throw new Error('The week is not on the screen');
	await page.mouse.move(from.x + 6, from.y + 6);
	await page.mouse.down();
	await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 6 });
	await expect(page.locator('.target')).toBeVisible();
	return label;
}

/** Drags the first visit of the open cell to another cell; gives what it is called. */
export async function dragTo(page: Page, carer: string, index: number): Promise<string> {
	const label = await holdOver(page, carer, index);
	await page.mouse.up();
	return label;
}

export async function chooseInDialog(page: Page, index: number, carer?: string): Promise<void> {
	await dialog(page).getByLabel('Dag').selectOption(day(index));
	if (carer) await dialog(page).getByLabel('Medarbetare', { exact: true }).selectOption(carer);
	await dialog(page).getByRole('button', { name: 'Flytta besöket' }).click();
	await expect(dialog(page)).toHaveCount(0);
}

/** Two planners at the week, both without a network, with a cell open that has visits to move. */
export async function twoOffline(browser: Browser, origin: string): Promise<[petra: Page, per: Page]> {
	const pages = [await enterTeam(browser, origin, PETRA, DESK), await enterTeam(browser, origin, PER, DESK)] satisfies [
		Page,
		Page
	];
	for (const page of pages) {
		await openWeek(page);
		await offline(page, true);
		await open(page, 'Dina', 4);
	}
	return pages;
}
