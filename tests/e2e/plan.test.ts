import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, Page } from '@playwright/test';
import { dayAfter, swedishDay } from '#swedish/dates';
import { writeSpreadsheet } from '#device/spreadsheet/write.ts';
import { ServerProcess } from '../support/server-process.ts';
import { DESK, PHONE, saving } from './people.ts';
import { allSaved, enterTeam, offline, faintInDark, violations } from './planners.ts';
import { MOMENT, expect, test } from './test.ts';

let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

const TODAY = swedishDay(MOMENT);

const enter = (browser: Browser, person: string, screen: object, origin = server.origin) =>
	enterTeam(browser, origin, `${person}@lovasa.example`, screen);

const dialog = (page: Page) => page.getByRole('dialog');
const told = (page: Page, text: string | RegExp) =>
	expect(page.getByRole('status').filter({ hasText: text })).toBeVisible();
const undo = (page: Page) => page.getByRole('button', { name: 'Ångra', exact: true }).click();
const press = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).click();
/** A visit of the grid or of a phone's list, by the recipient and the minutes that it takes. */
const visit = (page: Page, person: string, time: string) =>
	page.locator('.visit, li > button').filter({ hasText: time }).filter({ hasText: person });

/** Adds a visit for Nils Ek in the afternoon. */
async function addVisit(page: Page, start: string, more: (page: Page) => Promise<unknown> = () => Promise.resolve()) {
	await page.getByRole('button', { name: 'Nytt besök' }).click();
	await dialog(page).getByLabel('Brukare', { exact: true }).selectOption({ label: 'Nils Ek' });
	await dialog(page).getByLabel('Start').fill(start);
	await dialog(page).getByLabel('Medarbetare', { exact: true }).selectOption('Anna Ek');
	await more(page);
	await press(page, 'Lägg till besöket');
	await told(page, 'Besöket är tillagt.');
}

// Both plan the same day on the same server, hours apart.
for (const [where, screen, hour] of [
	['a desk', DESK, 14],
	['a phone', PHONE, 19]
] as const) {
	const at = (minute: string) => `${hour}:${minute}`;
	test(`[E36] without network on ${where} a visit is added, changed, split, swapped, pinned, cancelled, and each undone`, async ({
		browser
	}) => {
		const page = await enter(browser, 'petra', screen);
		await offline(page, true);
		if (screen === PHONE) await page.getByLabel('Brukarschema för').selectOption('Anna Ek');
		await addVisit(page, at('02'), async () => {
			await dialog(page).getByText('Fler uppgifter').click();
			await dialog(page)
				.getByLabel('Tidigast')
				.fill(`${hour - 1}:00`);
			await dialog(page)
				.getByLabel('Senast klart')
				.fill(`${hour + 1}:00`);
			await dialog(page).getByLabel('Sorts besök').selectOption('Extra');
			await dialog(page).getByLabel('Insatser').fill('Promenad\nFika');
		});
		await expect(visit(page, 'Nils', at('02'))).toHaveCount(1);
		await undo(page);
		await expect(visit(page, 'Nils', at('02'))).toHaveCount(0);
		await addVisit(page, at('02'));

		await visit(page, 'Nils', at('02')).click();
		await dialog(page).getByLabel('Start').fill(at('10'));
		await dialog(page).getByLabel('Längd i minuter').fill('40');
		await dialog(page).getByLabel('Insatser').fill('Promenad');
		await press(page, 'Spara');
		await expect(visit(page, 'Nils', `${at('10')}–${at('50')}`)).toHaveCount(1);
		await undo(page);
		await expect(visit(page, 'Nils', `${at('02')}–${at('32')}`)).toHaveCount(1);

		await visit(page, 'Nils', at('02')).click();
		await press(page, 'Dela');
		await dialog(page).getByLabel('Andra delen börjar').fill(at('20'));
		await press(page, 'Dela');
		await expect(visit(page, 'Nils', `${at('20')}–${at('32')}`)).toHaveCount(1);
		await undo(page);
		await expect(visit(page, 'Nils', `${at('02')}–${at('32')}`)).toHaveCount(1);

		await visit(page, 'Nils', at('02')).click();
		await press(page, 'Byt');
		const others = dialog(page).getByLabel('Byt med');
		const berit = await others.locator('option').filter({ hasText: 'Berit Öst' }).first().getAttribute('value');
		await others.selectOption(berit);
		await press(page, 'Byt');
		await told(page, 'Medarbetarna har bytt plats.');
		await undo(page);
		await expect(visit(page, 'Nils', at('02'))).toHaveCount(1);

		await visit(page, 'Nils', at('02')).click();
		await press(page, 'Lås');
		await dialog(page).getByLabel('Orsak').fill('Läkartid');
		await press(page, 'Lås');
		await visit(page, 'Nils', at('02')).click();
		await expect(dialog(page)).toContainText('Läkartid');
		await press(page, 'Lås upp');
		await told(page, 'Besöket är upplåst.');

		await visit(page, 'Nils', at('02')).click();
		await press(page, 'Ställ in');
		await dialog(page).getByLabel('Orsak').fill('Sjukhus');
		await press(page, 'Ställ in');
		await told(page, 'Besöket är inställt.');
		await undo(page);
		await expect(visit(page, 'Nils', at('02'))).toHaveCount(1);

		await addVisit(page, at('04'));
		const doubtful = page
			.getByRole('region', { name: /Nils Ek/ })
			.filter({ hasText: 'kan vara samma besök två gånger' });
		await expect(doubtful).toBeVisible();
		await doubtful.getByRole('button', { name: 'Det är två besök' }).click();
		await expect(doubtful).toHaveCount(0);

		const findings = page.getByRole('region', { name: /Att se över/ });
		const all = findings.getByRole('button', { name: /^Visa alla/ });
		if (await all.isVisible()) await all.click();
		const overlap = findings
			.getByRole('listitem')
			.filter({ hasText: 'På två ställen samtidigt' })
			.filter({ hasText: at('04') });
		await overlap
			.first()
			.getByRole('button', { name: /^Låt vara/ })
			.click();
		await told(page, /Du låter det vara/);
		await expect(saving(page)).toContainText(/Sparat på (datorn|telefonen)/);
		await offline(page, false);
		await allSaved(page);
		await page.context().close();
	});
}

test('[E36] everything of a visit is reached by keyboard', async ({ browser }) => {
	const page = await enter(browser, 'petra', DESK);
	await expect(page.locator('.visit').first()).toBeVisible();
	await page.keyboard.press('n');
	await expect(dialog(page)).toBeVisible();
	await expect(dialog(page).getByLabel('Brukare', { exact: true })).toBeFocused();
	await page.keyboard.type('Greta');
	await dialog(page).getByLabel('Start').focus();
	await page.keyboard.type('0233PM');
	await page.keyboard.press('Enter');
	await told(page, 'Besöket är tillagt.');
	await page.keyboard.press('Control+z');
	await told(page, /tillbakatagen/);

	// In the row below it is another element: the keyboard goes along, and moves it on from there.
	const visit = page.locator('.visit.planned').first();
	const moved = (await visit.getAttribute('data-visit')) ?? '';
	await visit.focus();
	for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) {
		await page.keyboard.press(key);
		await told(page, 'Besöket är flyttat.');
		await expect(page.locator(':focus')).toHaveAttribute('data-visit', moved);
		await expect(page.locator(`.visit.planned[data-visit="${moved}"]`)).toBeFocused();
	}
	await allSaved(page);
	await page.context().close();
});

const HEADER = ['Besöks-id', 'Datum', 'Start', 'Längd', 'Brukare', 'Medarbetare', 'Adress'];
const DAY = dayAfter(TODAY, 2);
const ROWS = [
	['B1', DAY, '13:05', 20, 'Nils Ek', 'Anna Ek', ''],
	['B2', DAY, 'kvart', 20, 'Nils Ek', 'Anna Ek', ''],
	['B3', DAY, '13:40', 20, 'Ture Ny', 'Kim Kort', 'Torget 1']
];

async function xlsx(rows: (string | number)[][]) {
	const columns = HEADER.map((heading, index) => ({
		heading,
		width: 12,
		kind: index === 1 ? ('day' as const) : index === 3 ? ('number' as const) : ('text' as const)
	}));
	const blob = await writeSpreadsheet([{ name: 'Besök', columns, rows }]);
	return { name: 'plan.xlsx', mimeType: blob.type, buffer: Buffer.from(await blob.arrayBuffer()) };
}
const csv = (rows: unknown[][]) => ({
	name: 'plan.csv',
	mimeType: 'text/csv',
	buffer: Buffer.from([HEADER, ...rows].map((row) => row.join(';')).join('\r\n'))
});
const choose = (page: Page, file: Awaited<ReturnType<typeof xlsx>>) =>
	page.getByLabel('Välj fil').last().setInputFiles(file);

test('[E37] a file is looked at, its people are added and it is read in, all without network; again it does nothing', async ({
	browser
}) => {
	const page = await enter(browser, 'petra', DESK);
	await page.getByRole('link', { name: 'Läs in' }).click();
	await expect(page.getByRole('heading', { name: 'Läs in en plan' })).toBeVisible();
	await offline(page, true);
	await choose(page, await xlsx(ROWS));
	await expect(page.getByText('3 rader · 1 besök')).toBeVisible();
	await expect(page.getByRole('row', { name: /^3 Start går inte att tyda kvart/ })).toBeVisible();
	await expect(page.getByRole('row', { name: /^4 Brukaren finns inte i laget Ture Ny/ })).toBeVisible();
	await page.getByRole('button', { name: 'Lägg till 2 personer' }).click();
	await expect(page.getByText('3 rader · 2 besök')).toBeVisible();
	await expect(page.getByRole('row', { name: /finns inte i laget/ })).toHaveCount(0);
	await page.getByRole('button', { name: 'Läs in 2 besök' }).click();
	await expect(page.getByText('2 besök är inlästa.')).toBeVisible();
	await choose(page, csv(ROWS));
	await expect(page.getByText('Allt i filen är redan inläst.')).toBeVisible();
	await choose(page, csv([['B1', DAY, '13:15', 20, 'Nils Ek', 'Anna Ek', '']]));
	await page.getByLabel(/Ställ in besök från tidigare/).check();
	await page.getByRole('button', { name: 'Läs in 1 besök' }).click();
	await expect(page.getByText('1 besök är inlästa.')).toBeVisible();
	await page.getByRole('link', { name: 'Visa dagen' }).click();
	await expect(visit(page, 'Nils', '13:15')).toHaveCount(1);
	await expect(visit(page, 'Ture', '13:40')).toHaveCount(0);

	await offline(page, false);
	await allSaved(page);
	const per = await enter(browser, 'per', DESK);
	await per.goto(`/besok?dag=${DAY}`);
	await expect(visit(per, 'Nils', '13:15')).toHaveCount(1);
	await per.goto('/besok/lag?visa=recipients');
	await expect(per.getByRole('button', { name: /Ture Ny Torget 1/ })).toBeVisible();
	for (const each of [page, per]) await each.context().close();
});

test('[E37] what is no plan is refused in words, and the template is one', async ({ browser }) => {
	const page = await enter(browser, 'petra', PHONE);
	await page.goto('/besok/importera');
	await choose(page, { name: 'bild.xlsx', mimeType: '', buffer: Buffer.from([0x50, 0x4b, 3, 4, 9]) });
	await expect(page.getByRole('alert')).toContainText('Filen går inte att läsa');
	await choose(page, { name: 'plan.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b\n1;2') });
	await expect(page.getByRole('alert')).toContainText('rubriker');
	const waiting = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Hämta mall' }).click();
	const template = await waiting;
	await page
		.getByLabel('Välj fil')
		.last()
		.setInputFiles(await template.path());
	await expect(page.getByText('1 rad · 0 besök')).toBeVisible();
	await expect(page.getByText('Elsa Exempel').first()).toBeVisible();
	await page.context().close();
});

test('[E38] the team is kept in the app: new people, working hours, and a recurring visit that stands in the days ahead', async ({
	browser
}) => {
	const petra = await enter(browser, 'petra', DESK);
	const anna = await enter(browser, 'anna', PHONE);
	await petra.goto('/besok/lag?visa=recipients');
	await offline(petra, true);
	await petra.getByRole('button', { name: 'Ny brukare' }).click();
	await dialog(petra).getByLabel('Namn').fill('Ada Först');
	await dialog(petra).getByLabel('Så kommer man in').fill('Portkod 4711');
	await press(petra, 'Spara');
	await expect(dialog(petra).getByRole('alert')).toContainText('ser ut som en kod');
	await dialog(petra).getByLabel('Så kommer man in').fill('Port C');
	await press(petra, 'Spara');
	await expect(petra.getByRole('button', { name: /Ada Först.*väntar på att skickas/ })).toBeVisible();
	await petra.getByRole('link', { name: 'Återkommande' }).click();
	await petra.getByRole('button', { name: 'Nytt återkommande besök' }).click();
	await dialog(petra).getByLabel('Brukare', { exact: true }).selectOption('Ada Först');
	await dialog(petra).getByLabel('Start').fill('13:33');
	await dialog(petra).getByLabel('Medarbetare', { exact: true }).selectOption('Anna Ek');
	for (const day of ['lör', 'sön']) await dialog(petra).getByLabel(day).check();
	await press(petra, 'Spara');
	await expect(petra.getByRole('button', { name: /Ada Först 13:33.*väntar på att skickas/ })).toBeVisible();
	await petra.goto(`/besok?dag=${DAY}`);
	await expect(visit(petra, 'Ada', '13:33')).toHaveCount(1);
	await offline(petra, false);
	await allSaved(petra);

	await anna.goto(`/besok/brukarschema?dag=${DAY}`);
	await expect(anna.getByRole('listitem').filter({ hasText: 'Ada Först' })).toContainText('Port C', {
		timeout: 60_000
	});
	await anna.goto('/besok/lag');
	await expect(anna.getByRole('button', { name: 'Ny medarbetare' })).toHaveCount(0);
	await petra.goto('/besok/lag?visa=shifts');
	await petra.getByRole('button', { name: 'Ny arbetstid' }).click();
	await dialog(petra).getByLabel('Medarbetare').selectOption('Anna Ek');
	await dialog(petra).getByLabel('Gäller').selectOption('En enda dag');
	await dialog(petra).getByLabel('Dag', { exact: true }).fill(DAY);
	await dialog(petra).getByLabel('Ledig den dagen').check();
	await press(petra, 'Spara');
	await expect(dialog(petra)).toHaveCount(0);
	await allSaved(petra);
	await petra.goto(`/besok?dag=${DAY}`);
	await expect(petra.getByText('Arbetar inte den dagen').first()).toBeVisible();
	for (const page of [petra, anna]) await page.context().close();
});

test('[E38] a carer is ill: her visits are found or given free, and one tap brings all back', async ({ browser }) => {
	const page = await enter(browser, 'petra', DESK);
	const lane = page.getByRole('group', { name: 'Berit Öst' });
	await expect(lane.locator('.visit').first()).toBeVisible();
	const before = await lane.locator('.visit').count();
	await offline(page, true);
	await lane.getByRole('button', { name: 'Berit Öst', exact: true }).click();
	await press(page, 'Markera som borta');
	await expect(lane.getByText('borta')).toBeVisible();
	await expect(page.getByText('Är borta').first()).toBeVisible();
	await undo(page);
	await expect(lane.getByText('borta')).toHaveCount(0);
	await lane.getByRole('button', { name: 'Berit Öst', exact: true }).click();
	await dialog(page)
		.getByLabel(/utan medarbetare/)
		.check();
	await press(page, 'Markera som borta');
	await expect(lane.locator('.visit')).toHaveCount(0);
	await undo(page);
	await expect(lane.locator('.visit')).toHaveCount(before);
	await page.context().close();
});

test('[E38] who plans for two teams chooses one, and the device remembers it', async ({ browser }) => {
	const both = await ServerProcess.create();
	const db = new DatabaseSync(join(both.dataDir, 'avbrottsfri.db'));
	db.exec(`
		insert into teams select 'f00d0000000000000000000000000001', organisation_id, 'Vinberg' from teams;
		insert into team_members select 'f00d0000000000000000000000000001', id, null from members
			where username = 'petra@lovasa.example';
		insert into role_grants (id, member_id, role, scope_kind, scope_id)
			select 'f00d0000000000000000000000000002', id, 'planner', 'team', 'f00d0000000000000000000000000001' from members
			where username = 'petra@lovasa.example';
		insert into team_entries values ('f00d0000000000000000000000000001', 'carers', 'c1', '{"name":"Vera Vin"}');
		insert into facts_dirty (about, scopes_json) values ('f00d0000000000000000000000000001', '[]');
	`);
	db.close();
	const page = await enter(browser, 'petra', PHONE, both.origin);
	await page.getByLabel('Team', { exact: true }).selectOption('Vinberg');
	await page.getByRole('link', { name: 'Laget' }).click();
	await expect(page.getByRole('button', { name: 'Vera Vin' })).toBeVisible();
	await page.reload();
	await expect(page.getByLabel('Team', { exact: true })).toHaveValue('f00d0000000000000000000000000001');
	await expect(page.getByRole('button', { name: 'Vera Vin' })).toBeVisible();
	await page.context().close();
	await both.remove();
});

for (const [where, screen] of [
	['a desk', DESK],
	['a phone', PHONE]
] as const) {
	test(`[E6] the lists of the team and the dialogs of the plan are free of axe violations on ${where}, in light and dark`, async ({
		browser
	}) => {
		const page = await enter(browser, 'petra', screen);
		const found: string[] = [];
		const pages = ['carers', 'shifts', 'recurring'].map((list) => `/besok/lag?visa=${list}`);
		for (const path of pages) {
			await page.goto(path);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			const add = page.getByRole('button', { name: /^(Ny|Nytt) / });
			if (await add.count()) await expect(page.locator('.line').first()).toBeVisible();
			found.push(...(await violations(page)), ...(await faintInDark(page)));
			if ((await add.count()) === 0) continue;
			await add.click();
			await expect(dialog(page)).toBeVisible();
			found.push(...(await violations(page)), ...(await faintInDark(page)));
		}
		await page.goto('/besok');
		await page.getByRole('button', { name: 'Nytt besök' }).click();
		await dialog(page).getByText('Fler uppgifter').click();
		found.push(...(await violations(page)), ...(await faintInDark(page)));
		expect(found).toEqual([]);
		await page.context().close();
	});
}
