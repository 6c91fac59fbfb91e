import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from '@playwright/test';
import * as Y from 'yjs';
import { swedishDay } from '#swedish/dates';
import { type PlanDay, openFlags, planDocument, readPlan } from '#modules/visits/domain/index.ts';
import { runBackup } from '#app/backup';
import { demoId } from '#server/demo/accounts';
import { DEMO_TEAM } from '#modules/visits/server/demo/team.ts';
import { ServerProcess } from '../support/server-process.ts';
import { now } from '../support/time.ts';
import { PHONE, saving } from './people.ts';
import {
	ANNA,
	BERIT,
	PER,
	PETRA,
	allSaved,
	drag,
	enterTeam,
	giveByCodes,
	offline,
	openDay,
	openExchange,
	readBundle,
	row,
	saveFile,
	visit
} from './planners.ts';
import { MOMENT, expect, test } from './test.ts';

const TODAY = swedishDay(MOMENT);
const PLAN = planDocument(DEMO_TEAM.id, TODAY);
const PEOPLE = ['Elsa Andersson', 'Birgit Frisk', 'Sven Kvist', 'Ingrid Dahl', 'Karl Ivarsson', 'Märta Bengtsson'];
const CARERS = ['Anna Ek', 'Berit Öst', 'Carl Lundin', 'Dina Haddad'];
const IMPORTED = 24;

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

/** A day of visits between the rounds, as a file of another system. */
function dayAsFile(people: readonly string[]) {
	const header = ['Besöks-id', 'Datum', 'Start', 'Längd', 'Brukare', 'Medarbetare'];
	const rows = Array.from({ length: IMPORTED }, (_unused, at) => {
		const start = 13 * 60 + Math.floor(at / CARERS.length) * 25;
		const clock = `${Math.floor(start / 60)}:${String(start % 60).padStart(2, '0')}`;
		return [`D${at}`, TODAY, clock, 20, people[at % people.length], CARERS[at % CARERS.length]];
	});
	const buffer = Buffer.from([header, ...rows].map((cells) => cells.join(';')).join('\r\n'));
	return { name: 'dagen.csv', mimeType: 'text/csv', buffer };
}

/** Today's plan as the server's next start would load it, and who has written how many rows of it, by kind. */
function atServer(): { plan: PlanDay; rows: Record<string, number> } {
	const database = new DatabaseSync(join(server.dataDir, 'documents.db'), { readOnly: true });
	const doc = new Y.Doc();
	const snapshot = database.prepare('select bytes from doc_snapshots where doc = ?').get(PLAN);
	if (snapshot) Y.applyUpdate(doc, snapshot['bytes'] as Uint8Array);
	const rows: Record<string, number> = {};
	for (const { bytes, kind, member } of database.prepare('select * from doc_updates where doc = ?').all(PLAN)) {
		Y.applyUpdate(doc, bytes as Uint8Array);
		rows[`${String(kind)} ${String(member)}`] = (rows[`${String(kind)} ${String(member)}`] ?? 0) + 1;
	}
	database.close();
	return { plan: readPlan(doc, TODAY), rows };
}

/** Who has registered what the server has. */
const registered = () => atServer().plan.visits.flatMap(({ registrations }) => registrations.map(({ by }) => by));

const countSms = () => {
	const database = new DatabaseSync(join(server.dataDir, 'avbrottsfri.db'), { readOnly: true });
	const row = database.prepare(`select count(*) as n from effects where kind = 'sms'`).get();
	database.close();
	return Number(row?.['n']);
};

const labelOf = async (page: Page, carer: string, at: number) => {
	const label = await row(page, carer).locator('.visit').nth(at).getAttribute('aria-label');
	if (!label) throw new Error(`${carer} has no such visit`);
	return label;
};

/** Registers a carer's own visit on her phone; gives whose home it was. */
async function register(page: Page, at: number, words: string): Promise<void> {
	const own = page.locator('li > button').nth(at);
	await own.click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('button', { name: 'Registrera' }).click();
	await dialog.getByLabel('Dokumentation').fill(words);
	await dialog.getByRole('button', { name: 'Spara registreringen' }).click();
	await expect(dialog).toHaveCount(0);
	await expect(own).toContainText('utfört');
}

const each = (pages: readonly Page[], step: (page: Page) => Promise<unknown>) => Promise.all(pages.map(step));

test('[E50] the drill: the server dies in the morning and comes back as it was yesterday; nothing is lost or done twice', async ({
	browser
}) => {
	test.setTimeout(600_000);
	const enter = (person: string, screen?: object) => enterTeam(browser, server.origin, person, screen);
	const [petra, per] = [await enter(PETRA), await enter(PER)];
	const [anna, berit] = [await enter(ANNA, PHONE), await enter(BERIT, PHONE)];
	await backUp('backup');

	// The day is read in, and reaches everybody.
	await petra.getByRole('link', { name: 'Läs in' }).click();
	const choose = petra.getByLabel('Välj fil').last();
	await choose.setInputFiles(dayAsFile(PEOPLE));
	await petra.getByRole('button', { name: `Läs in ${IMPORTED} besök` }).click();
	await expect(petra.getByText(`${IMPORTED} besök är inlästa.`)).toBeVisible();
	await allSaved(petra);
	await openDay(petra);
	await each([petra, per], (page) =>
		expect(row(page, 'Dina Haddad').getByRole('button', { name: /13:00/ })).toBeVisible()
	);
	await each([anna, berit], (page) => expect(page.getByRole('listitem').filter({ hasText: '13:00' })).toBeVisible());
	const whole = atServer().plan.visits.length;
	const sms = countSms();

	// 06:40: the server is gone. Carl is ill.
	await server.kill();
	await each([petra, per, anna, berit], (page) =>
		expect(saving(page)).toContainText('Utan kontakt', { timeout: 60_000 })
	);
	const disputed = await labelOf(petra, 'Anna Ek', 0);
	const other = await labelOf(petra, 'Berit Öst', 0);
	await row(petra, 'Carl Lundin').getByRole('button', { name: 'Carl Lundin', exact: true }).click();
	await petra
		.getByRole('dialog')
		.getByLabel(/utan medarbetare/)
		.check();
	await petra.getByRole('dialog').getByRole('button', { name: 'Markera som borta', exact: true }).click();
	await expect(row(petra, 'Carl Lundin').locator('.visit')).toHaveCount(0);
	await drag(petra, disputed, 'Dina Haddad');
	await drag(per, disputed, 'Erik Sjöberg');
	await drag(per, other, 'Fatima Ali');

	// The planners exchange by codes on their screens.
	await each([petra, per], (page) => openExchange(page));
	await giveByCodes(petra, per, 'Petra Norén');
	await expect(per.getByText('1 att avgöra')).toBeVisible();
	await giveByCodes(per, petra, 'Per Åkerblom');

	// Two carers register on their phones; Anna and Per exchange by file.
	await register(anna, 1, 'Allt väl.');
	await register(anna, 2, 'Åt bra.');
	await register(berit, 1, 'Hämtat posten.');
	await openExchange(anna);
	await readBundle(per, await saveFile(anna));
	await expect(per.getByRole('heading', { name: 'Mottaget från Anna Ek' })).toBeVisible();
	await readBundle(anna, await saveFile(per));
	await expect(anna.getByRole('heading', { name: 'Mottaget från Per Åkerblom' })).toBeVisible();

	// Yesterday is put back and started; one device alone reaches it.
	await each([petra, anna, berit], (page) => offline(page, true));
	await backUp('restore');
	await server.start();
	expect(atServer().plan.visits.length).toBe(whole - IMPORTED);
	await allSaved(per);
	await expect.poll(() => registered().length, { timeout: 90_000 }).toBe(2);
	await expect(per.getByText('Bärs för kollegor')).toHaveCount(0);
	await expect.poll(() => atServer().plan.visits.length, { timeout: 60_000 }).toBe(whole);
	const first = atServer();
	expect(openFlags(first.plan)).toHaveLength(1);
	expect(Object.keys(first.rows)).toEqual(
		expect.arrayContaining([`recovered ${demoId(PER)}`, `carried ${demoId(PETRA)}`, `carried ${demoId(ANNA)}`])
	);
	expect(registered()).toEqual([demoId(ANNA), demoId(ANNA)]);

	// Everybody comes back: nothing twice.
	await each([petra, anna, berit], (page) => offline(page, false));
	await each([petra, anna, berit, per], (page) => allSaved(page));
	await expect.poll(() => registered().length, { timeout: 90_000 }).toBe(3);
	const last = atServer().plan;
	expect(last.visits.length).toBe(whole);
	expect(openFlags(last)).toHaveLength(1);
	expect(countSms()).toBe(sms);
	await each([petra, per], async (page) => {
		await openDay(page);
		await expect(visit(page, 'Dina Haddad', disputed)).toBeVisible();
		await expect(visit(page, 'Erik Sjöberg', disputed)).toBeVisible();
		await expect(visit(page, 'Fatima Ali', other)).toBeVisible();
		await expect(row(page, 'Carl Lundin').locator('.visit')).toHaveCount(0);
		await expect(row(page, 'Anna Ek').getByRole('button', { name: /utfört/ })).toHaveCount(2);
	});

	// One tap settles what two did apart.
	await petra
		.getByRole('listitem')
		.filter({ hasText: 'Dina Haddad' })
		.getByRole('button', { name: /Behåll|Välj den här/ })
		.click();
	await each([petra, per], async (page) => {
		await allSaved(page);
		await expect(visit(page, 'Dina Haddad', disputed)).toBeVisible();
		await expect(visit(page, 'Erik Sjöberg', disputed)).toHaveCount(0);
	});
	await each([petra, per, anna, berit], (page) => page.context().close());
});
