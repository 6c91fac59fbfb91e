import { dayAfter, swedishDay } from '#swedish/dates';
import { ServerProcess } from '../support/server-process.ts';
import { DESK, PHONE } from './people.ts';
import { PER, PETRA, allSaved, enterTeam, offline, violations } from './planners.ts';
import {
	cell,
	chips,
	chooseInDialog,
	count,
	day,
	dialog,
	dragTo,
	expectCount,
	open,
	openWeek,
	told,
	twoOffline,
	undo
} from './weeks.ts';
import { MOMENT, expect, test } from './test.ts';

let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

test('[E65] in the week a visit is dragged to another carer and to another day without network, and each taken back', async ({
	browser
}) => {
	const page = await enterTeam(browser, server.origin, PETRA, DESK);
	const per = await enterTeam(browser, server.origin, PER, DESK);
	await openWeek(page);
	await openWeek(per);
	const [anna, berit, beritLater] = [
		await count(page, 'Anna Ek', 0),
		await count(page, 'Berit', 0),
		await count(page, 'Berit', 1)
	];
	await offline(page, true);
	await open(page, 'Anna Ek', 0);
	expect(await violations(page)).toEqual([]);
	await page.setViewportSize(DESK.viewport);
	await dragTo(page, 'Berit', 0);
	await told(page, /är flyttat till Berit/);
	await expectCount(page, 'Anna Ek', 0, anna - 1);
	await expectCount(page, 'Berit', 0, berit + 1);
	await undo(page);
	await expectCount(page, 'Anna Ek', 0, anna);

	const label = await dragTo(page, 'Berit', 1);
	await expectCount(page, 'Anna Ek', 0, anna - 1);
	await expectCount(page, 'Berit', 1, beritLater + 1);
	await expect(page.locator('.panel')).toContainText('Flyttat till');
	await page.screenshot({ path: 'test-results/week-moved.png' });
	await undo(page);
	await told(page, 'Din senaste ändring är tillbakatagen.');
	await expectCount(page, 'Anna Ek', 0, anna);
	await expectCount(page, 'Berit', 1, beritLater);

	await dragTo(page, 'Berit', 1);
	await offline(page, false);
	await expectCount(per, 'Berit', 1, beritLater + 1);
	await expectCount(per, 'Anna Ek', 0, anna - 1);
	await open(per, 'Berit', 1);
	await expect(per.locator('.panel').getByRole('button', { name: label }).first()).toBeVisible();
	for (const each of [page, per]) await each.context().close();
});

test('[E66] by keyboard a cell is opened, gone through, and a visit moved; on a phone from the day; each day leads to the other', async ({
	browser
}) => {
	const page = await enterTeam(browser, server.origin, PETRA, DESK);
	await openWeek(page);
	const [anna, berit] = [await count(page, 'Anna Ek', 2), await count(page, 'Berit', 3)];
	await cell(page, 'Anna Ek', 2).focus();
	await page.keyboard.press('Enter');
	await expect(chips(page).first()).toBeFocused();
	await page.keyboard.press('ArrowRight');
	await expect(chips(page).nth(1)).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(chips(page)).toHaveCount(0);
	await expect(cell(page, 'Anna Ek', 2)).toBeFocused();
	await page.keyboard.press('Space');
	await expect(chips(page).first()).toBeFocused();
	const name = ((await chips(page).first().getAttribute('aria-label')) ?? '').split(', ')[1] ?? '';
	await page.keyboard.press('m');
	await expect(dialog(page)).toBeVisible();
	expect(await violations(page)).toEqual([]);
	await page.setViewportSize(DESK.viewport);
	await chooseInDialog(page, 3, 'Berit Öst');
	await told(page, new RegExp(`${name} är flyttat till Berit`));
	await expectCount(page, 'Anna Ek', 2, anna - 1);
	await expectCount(page, 'Berit', 3, berit + 1);

	await page.getByRole('link', { name: /^Flyttat till/ }).click();
	await expect(dialog(page)).toContainText('Flyttat till');
	await dialog(page).getByRole('link', { name: 'Visa den dagen' }).click();
	await expect(page).toHaveURL(new RegExp(`dag=${day(3)}`));
	await expect(dialog(page)).toContainText('Flyttat hit från');
	await allSaved(page);

	const phone = await enterTeam(browser, server.origin, PETRA, PHONE);
	await phone.goto(`/besok?dag=${day(4)}`);
	await phone.getByLabel('Brukarschema för').selectOption('Anna Ek');
	// What is wrong with the plan is told in a list too, a moment later.
	const visits = phone.locator('li > button.sheet');
	await expect(visits.first()).toBeVisible();
	const before = await visits.count();
	await visits.first().click();
	await dialog(phone).getByRole('button', { name: 'Flytta', exact: true }).click();
	await phone.screenshot({ path: 'test-results/week-phone-dialog.png' });
	expect(await violations(phone)).toEqual([]);
	await chooseInDialog(phone, 5);
	await told(phone, 'Flyttat till');
	await expect(visits).toHaveCount(before - 1);
	await undo(phone);
	await expect(visits).toHaveCount(before);
	for (const each of [page, phone]) await each.context().close();
});

test('[E67] two move one visit apart: to one day it is one visit, to two it stands on both until one tap settles it', async ({
	browser
}) => {
	const [petra, per] = await twoOffline(browser, server.origin);
	const [friday, saturday, sunday] = [
		await count(petra, 'Dina', 4),
		await count(petra, 'Dina', 5),
		await count(petra, 'Dina', 6)
	];
	for (const page of [petra, per]) await dragTo(page, 'Dina', 5);
	await dragTo(petra, 'Dina', 5);
	await dragTo(per, 'Dina', 6);
	for (const page of [petra, per]) await offline(page, false);
	for (const page of [petra, per]) {
		await expectCount(page, 'Dina', 4, friday - 2);
		await expectCount(page, 'Dina', 5, saturday + 2);
		await expectCount(page, 'Dina', 6, sunday + 1);
	}

	await petra.goto(`/besok?dag=${day(4)}`);
	const conflict = petra.getByRole('region').filter({ hasText: 'Båda är kvar tills någon väljer' });
	await expect(conflict).toHaveCount(1);
	await expect(conflict.getByText('Flyttat till', { exact: false })).toHaveCount(2);
	await petra.screenshot({ path: 'test-results/week-conflict.png' });
	await conflict.getByRole('listitem').filter({ hasText: 'söndag' }).getByRole('button').click();
	await expect(conflict).toHaveCount(0);
	await expectCount(per, 'Dina', 5, saturday + 1);
	await expectCount(per, 'Dina', 6, sunday + 1);
	for (const each of [petra, per]) await each.context().close();
});

test('[E68] a recurring visit is another one from a day on, and what was changed on a single day stays', async ({
	browser
}) => {
	const page = await enterTeam(browser, server.origin, PETRA, DESK);
	const [before, changed, after] = [2, 3, 4].map((days) => dayAfter(swedishDay(MOMENT), days)) as [
		string,
		string,
		string
	];
	const visits = page.locator('.visit').filter({ hasText: 'Nils' });
	const at = (time: string) => visits.filter({ hasText: time });
	const show = async (date: string) => {
		await page.goto(`/besok?dag=${date}`);
		await expect(visits.first()).toBeVisible();
	};
	await page.goto('/besok/lag?visa=recurring');
	await page.getByRole('button', { name: 'Nytt återkommande besök' }).click();
	await dialog(page).getByLabel('Brukare', { exact: true }).selectOption('Nils Ek');
	await dialog(page).getByLabel('Start').fill('16:05');
	for (const name of ['lör', 'sön']) await dialog(page).getByLabel(name).check();
	await dialog(page).getByRole('button', { name: 'Spara' }).click();
	// Nothing behind the dialog can be written in while it is still saving.
	await expect(dialog(page)).toHaveCount(0);
	await page.getByRole('searchbox').fill('Nils Ek');
	await expect(page.getByRole('button', { name: /Nils Ek 16:05/ })).toBeVisible();
	await show(changed);
	await expect(at('16:05')).toHaveCount(1, { timeout: 30_000 });
	await at('16:05').click();
	await dialog(page).getByLabel('Start').fill('17:10');
	await dialog(page).getByRole('button', { name: 'Spara' }).click();
	await expect(at('17:10')).toHaveCount(1);
	await allSaved(page);

	await page.goto('/besok/lag?visa=recurring');
	await page.getByRole('searchbox').fill('Nils Ek');
	await page.getByRole('button', { name: /Nils Ek 16:05/ }).click();
	await expect(dialog(page).getByLabel('Ändringen gäller')).toHaveValue('from');
	await dialog(page).getByLabel('Ändras från och med').fill(changed);
	await dialog(page).getByLabel('Start').fill('16:35');
	await page.screenshot({ path: 'test-results/week-recurring.png' });
	expect(await violations(page)).toEqual([]);
	await dialog(page).getByRole('button', { name: 'Spara' }).click();
	await expect(page.getByRole('button', { name: /Nils Ek 16:35/ })).toBeVisible();
	await expect(page.getByRole('button', { name: new RegExp(`Nils Ek 16:05.*till ${before}`) })).toBeVisible();
	await show(after);
	await expect(at('16:35')).toHaveCount(1, { timeout: 30_000 });
	await expect(at('16:05')).toHaveCount(0);
	await show(before);
	await expect(at('16:05')).toHaveCount(1);
	await show(changed);
	await expect(at('17:10')).toHaveCount(1);
	await expect(at('16:35')).toHaveCount(0);
	await page.context().close();
});

test('[E68] a file with unknown headings is read in by choosing its columns, once', async ({ browser }) => {
	const page = await enterTeam(browser, server.origin, PETRA, DESK);
	const file = (date: string) => ({
		name: 'export.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from(
			`Planeringsdatum;Insatstid;Omfång;Person\n${date};21:10;25;Nils Ek\n${date};21:40;15;Elsa Andersson\n`
		)
	});
	const choose = (date: string) =>
		page
			.getByLabel(/Välj (fil|en annan fil)/)
			.last()
			.setInputFiles(file(date));
	await page.goto('/besok/importera');
	await offline(page, true);
	await choose(day(2));
	await expect(page.getByRole('heading', { name: 'Vilken kolumn är vilken?' })).toBeVisible();
	await page.getByLabel('Datum').selectOption({ label: `Planeringsdatum (${day(2)})` });
	await page.getByLabel('Start').selectOption({ label: 'Insatstid (21:10)' });
	await page.getByRole('button', { name: 'Läs filen så' }).click();
	await expect(page.getByRole('alert')).toHaveText('Välj datum, start, brukare, och längd eller slut.');
	await page.getByLabel('Längd').selectOption({ label: 'Omfång (25)' });
	await page.getByLabel('Brukare', { exact: true }).selectOption({ label: 'Person (Nils Ek)' });
	await page.screenshot({ path: 'test-results/week-columns.png' });
	expect(await violations(page)).toEqual([]);
	await page.getByRole('button', { name: 'Läs filen så' }).click();
	await page.getByRole('button', { name: 'Läs in 2 besök' }).click();
	await told(page, '2 besök');

	await page.reload();
	await choose(day(3));
	await expect(page.getByText('Kolumnerna är valda för hand.')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Läs in 2 besök' })).toBeVisible();
	await page.getByRole('button', { name: 'Välj om' }).click();
	await expect(page.getByRole('heading', { name: 'Vilken kolumn är vilken?' })).toBeVisible();
	await expect(page.getByLabel('Start')).toHaveValue('1');
	await page.context().close();
});
