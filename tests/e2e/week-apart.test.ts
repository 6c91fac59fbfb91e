import type { Page } from '@playwright/test';
import { ServerProcess } from '../support/server-process.ts';
import { DESK, PHONE } from './people.ts';
import { PER, PETRA, allSaved, enterTeam, offline, row, visit, violations } from './planners.ts';
import {
	cell,
	chips,
	count,
	day,
	dialog,
	dragTo,
	expectCount,
	holdOver,
	open,
	openWeek,
	told,
	twoOffline
} from './weeks.ts';
import { expect, test } from './test.ts';

let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

const note = (page: Page) => page.locator('.note');
const shoot = (page: Page, name: string) => page.screenshot({ path: `test-results/apart-${name}.png` });
/** What is told of a visit that was moved here from Friday. */
const apart = (page: Page) => page.getByRole('region').filter({ hasText: 'från fredag' });

test('[E76] while a visit is dragged in the week, the way, what is left, continuity and what stands in the way are told', async ({
	browser
}) => {
	const page = await enterTeam(browser, server.origin, PETRA, DESK);
	await openWeek(page);
	await open(page, 'Anna Ek', 1);
	const before = await count(page, 'Anna Ek', 1);
	await holdOver(page, 'Dina', 2);
	await expect(note(page)).toContainText(/Dina Haddad · .* \d\d:\d\d/);
	await expect(note(page)).toContainText(/min resa (från|till)|Samtidigt som/);
	await expect(note(page)).toContainText(/på 14 dagar/);
	await shoot(page, 'note');
	await page.emulateMedia({ colorScheme: 'dark' });
	await shoot(page, 'note-dark');
	await page.keyboard.press('Escape');
	await expect(note(page)).toHaveCount(0);
	await page.mouse.up();
	await expect(chips(page).first()).toBeVisible();
	expect(await count(page, 'Anna Ek', 1)).toBe(before);

	const name = ((await chips(page).first().getAttribute('aria-label')) ?? '').split(', ')[1] ?? '';
	await page.goto(`/besok?dag=${day(1)}`);
	await row(page, 'Anna Ek').locator('.visit').first().click();
	await expect(dialog(page)).toContainText(name);
	await dialog(page).getByRole('button', { name: 'Lås' }).click();
	await dialog(page).getByRole('button', { name: 'Lås' }).last().click();
	await expect(dialog(page)).toHaveCount(0);
	await openWeek(page);
	await open(page, 'Anna Ek', 1);
	await holdOver(page, 'Dina', 2);
	await expect(note(page)).toContainText('låst');
	await expect(note(page)).not.toContainText('min resa');
	await page.mouse.up();
	await told(page, 'låst');
	expect(await count(page, 'Anna Ek', 1)).toBe(before);
	await page.context().close();
});

test('[E77] moved apart to two days it is told on both of them, and one tap on either settles it on all', async ({
	browser
}) => {
	const [petra, per] = await twoOffline(browser, server.origin);
	const [saturday, sunday] = [await count(petra, 'Dina', 5), await count(petra, 'Dina', 6)];
	await dragTo(petra, 'Dina', 5);
	await dragTo(per, 'Dina', 6);
	for (const page of [petra, per]) await offline(page, false);
	for (const page of [petra, per]) {
		await expectCount(page, 'Dina', 5, saturday + 1);
		await expectCount(page, 'Dina', 6, sunday + 1);
	}
	await expect(cell(petra, 'Dina', 5)).toContainText('1 att avgöra');
	await expect(cell(petra, 'Dina', 6)).toContainText('1 att avgöra');

	const phone = await enterTeam(browser, server.origin, PETRA, PHONE);
	for (const [page, index] of [
		[petra, 5],
		[phone, 5],
		[per, 6]
	] as const) {
		await page.goto(`/besok?dag=${day(index)}`);
		await expect(apart(page)).toHaveCount(1);
		await expect(apart(page).getByText('Flyttat till', { exact: false })).toHaveCount(2);
	}
	await shoot(petra, 'flag-desk');
	await shoot(phone, 'flag-phone');
	expect([...(await violations(petra)), ...(await violations(phone))]).toEqual([]);
	await offline(per, true);
	await apart(per).getByRole('listitem').filter({ hasText: 'söndag' }).getByRole('button').click();
	await expect(apart(per)).toHaveCount(0);
	await told(per, 'Det är avgjort.');
	await offline(per, false);
	await expect(apart(petra)).toHaveCount(0);
	await expect(apart(phone)).toHaveCount(0);
	await allSaved(per);
	await openWeek(petra);
	await expectCount(petra, 'Dina', 5, saturday);
	await expectCount(petra, 'Dina', 6, sunday + 1);
	for (const page of [petra, per, phone]) await page.context().close();
});

/** Per moves the first visit of Anna's Monday to a carer. */
async function perMoves(per: Page, label: string, carer: string): Promise<void> {
	await visit(per, 'Anna Ek', label).click();
	await dialog(per).getByRole('button', { name: 'Flytta', exact: true }).click();
	await dialog(per).getByLabel('Medarbetare', { exact: true }).selectOption(carer);
	await dialog(per).getByRole('button', { name: 'Flytta besöket' }).click();
	await expect(dialog(per)).toHaveCount(0);
}

test('[E78] a visit that a colleague moves while it is dragged, in the day or the week, is told, and the drag changes nothing', async ({
	browser
}) => {
	const petra = await enterTeam(browser, server.origin, PETRA, DESK);
	const per = await enterTeam(browser, server.origin, PER, DESK);
	for (const page of [petra, per]) await page.goto(`/besok?dag=${day(0)}`);
	const first = row(petra, 'Anna Ek').locator('.visit').first();
	const label = (await first.getAttribute('aria-label')) ?? '';
	await expect(visit(per, 'Anna Ek', label)).toBeVisible();
	await allSaved(petra);
	await first.hover(); // as soon as the grid stands still
	const [from, dina] = [await first.boundingBox(), await row(petra, 'Dina Haddad').boundingBox()];
	if (!from || !dina) throw new Error('The grid is not on the screen');
	await petra.mouse.move(from.x + 5, from.y + 5);
	await petra.mouse.down();
	await petra.mouse.move(from.x + 5, dina.y + dina.height / 2, { steps: 4 });
	await expect(note(petra)).toContainText('Dina Haddad');
	await expect(visit(per, 'Anna Ek', label)).toHaveAccessibleName(/Petra Norén flyttar det nu/);
	await perMoves(per, label, 'Berit Öst');
	await told(petra, /Per Åkerblom ändrade besöket hos .* medan du höll i det\. Det gäller nu: Berit Öst\./);
	await expect(note(petra)).toHaveCount(0);
	await shoot(petra, 'meanwhile');
	await petra.mouse.up();
	await expect(visit(petra, 'Berit Öst', label)).toBeVisible();
	await expect(visit(petra, 'Dina Haddad', label)).toHaveCount(0);

	await openWeek(petra);
	await open(petra, 'Anna Ek', 0);
	const [anna, dinas] = [await count(petra, 'Anna Ek', 0), await count(petra, 'Dina', 2)];
	const held = await holdOver(petra, 'Dina', 2);
	const [time = '', name = ''] = held.split(', ');
	await perMoves(per, `${name}, ${time}`, 'Berit Öst');
	await told(petra, 'medan du höll i det');
	await expect(petra.locator('.target')).toHaveCount(0);
	await shoot(petra, 'meanwhile-week');
	await petra.mouse.up();
	await expectCount(petra, 'Anna Ek', 0, anna - 1);
	expect(await count(petra, 'Dina', 2)).toBe(dinas);
	for (const page of [petra, per]) await page.context().close();
});
