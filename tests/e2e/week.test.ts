import { swedishDay } from '#swedish/dates';
import { ServerProcess } from '../support/server-process.ts';
import { DESK, PHONE } from './people.ts';
import { PETRA, enterTeam, offline, row, violations } from './planners.ts';
import { MOMENT, expect, test } from './test.ts';

let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

test('[E51] a week is seen without network, gone through by keyboard, and leads to its days', async ({ browser }) => {
	const page = await enterTeam(browser, server.origin, PETRA, DESK);
	await offline(page, true);
	await page.getByRole('link', { name: 'Vecka', exact: true }).click();
	await expect(page.getByRole('heading', { name: /^Vecka \d+/ })).toBeVisible();
	const week = page.getByRole('grid');
	await expect(week.getByRole('row').filter({ hasText: 'Anna Ek' })).toContainText(/\d+ h/);
	expect(await violations(page)).toEqual([]);

	await week.locator('td button[tabindex="0"]').focus();
	await page.keyboard.press('ArrowDown');
	const sinceMonday = (new Date(swedishDay(MOMENT)).getUTCDay() + 6) % 7;
	for (let day = 0; day < sinceMonday; day += 1) await page.keyboard.press('ArrowRight');
	const focused = week.locator('button:focus');
	await expect(focused).toHaveAttribute('aria-label', /^Anna Ek, .* [1-9]\d* besök/);
	await expect(week.locator('td button[tabindex="0"]')).toHaveCount(1);
	const day = (await focused.getAttribute('data-day')) ?? '';
	await page.keyboard.press('Enter');
	await page.getByRole('link', { name: 'Öppna dagen' }).click();
	await expect(page).toHaveURL(new RegExp(`dag=${day}`));
	await expect(row(page, 'Anna Ek').locator('.visit').first()).toBeVisible();
	await page.context().close();
});

test('[E51] on a phone the week is a list of days', async ({ browser }) => {
	const page = await enterTeam(browser, server.origin, PETRA, PHONE);
	await page.goto('/besok/vecka');
	const days = page.getByRole('main').getByRole('listitem').filter({ hasText: 'besök' });
	await expect(days).toHaveCount(7);
	expect(await violations(page)).toEqual([]);
	await days.nth(2).getByRole('link').click();
	await expect(page).toHaveURL(/besok\?dag=/);
	await page.context().close();
});

test('[E52] while a visit is dragged, the way, the time that is left and continuity are told', async ({ browser }) => {
	const page = await enterTeam(browser, server.origin, PETRA, DESK);
	const visit = row(page, 'Anna Ek').locator('.visit').nth(1);
	const [from, to] = [await visit.boundingBox(), await row(page, 'Dina Haddad').boundingBox()];
	if (!from || !to) throw new Error('The grid is not on the screen');
	await page.mouse.move(from.x + 5, from.y + 5);
	await page.mouse.down();
	await page.mouse.move(from.x + 25, to.y + to.height / 2, { steps: 5 });
	const note = page.locator('.note');
	await expect(note).toContainText('Dina Haddad');
	await expect(note).toContainText(/min resa (från|till)|Samtidigt som/);
	await expect(note).toContainText(/på 14 dagar/);
	await page.mouse.up();
	await expect(note).toHaveCount(0);
	await page.context().close();
});
