import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DEMO_PASSWORD } from '#server/demo/accounts';
import { ServerProcess } from '../support/server-process.ts';
import { DESK, PHONE } from './people.ts';
import {
	ANNA,
	BERIT,
	PETRA,
	allSaved,
	enterTeam,
	isOddWeekday,
	offline,
	signInToTeam,
	violations
} from './planners.ts';
import { expect, launchProfile, test } from './test.ts';

const CODE = '480213';
const CANARY = '4711-kanarie';
/** The code as JSON and as Chromium's IndexedDB write a text: among ids, six digits alone may stand by chance. */
const AS_TEXT = [`"${CODE}`, `"\u0006${CODE}`];

let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

/** A recipient; several have the same name. */
interface Home {
	name: string;
	address: string;
}

const dialog = (page: Page) => page.getByRole('dialog').last();
const button = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true });
const keyButtons = (page: Page) => page.getByRole('button', { name: /^Visa nyckel och kod: / });

async function chooseCode(page: Page): Promise<void> {
	await fillCode(page);
	await expect(dialog(page).getByLabel('Din nyckelkod')).toBeVisible();
}

async function fillCode(page: Page): Promise<void> {
	await dialog(page).getByLabel('Nyckelkod, sex siffror').fill(CODE);
	await dialog(page).getByLabel('Skriv koden en gång till').fill(CODE);
	await dialog(page).getByLabel('Ditt lösenord').fill(DEMO_PASSWORD);
	await button(page, 'Spara koden').click();
}

/** Asks to see a key; who is not at the own visit says why. */
async function look(page: Page, code = CODE, reason = 'Hoppar in för en kollega'): Promise<void> {
	await expect(dialog(page).getByLabel('Din nyckelkod')).toBeVisible();
	const asked = dialog(page).getByLabel('Varför behöver du se den?');
	if (await asked.isVisible()) await asked.fill(reason);
	await dialog(page).getByLabel('Din nyckelkod').fill(code);
	await button(page, 'Visa i 30 sekunder').click();
}

/** Opens what a planner writes of a recipient's key. */
async function openPlan(page: Page, { name, address }: Home): Promise<void> {
	await page.goto('/besok/lag?visa=recipients');
	await page.getByRole('button', { name: `${name} ${address}` }).click();
	await button(page, 'Nyckel och kod').click();
	await expect(dialog(page).getByRole('heading', { name: `Nyckel och kod: ${name}` })).toBeVisible();
}

/** The recipient of the last of Anna's visits today, of whom there is a key. */
async function lastRecipient(page: Page): Promise<Home> {
	await page.goto('/besok/brukarschema');
	const line = page
		.getByRole('main')
		.locator('ol > li')
		.filter({ has: keyButtons(page) })
		.last();
	const name = await line.locator('.what button').textContent();
	const address = await line.locator('.what > span').first().textContent();
	return { name: name?.trim() ?? '', address: address?.split(' · ')[0]?.trim() ?? '' };
}

test('[E53] a planner writes a code without a network; a carer sees it for 30 seconds, and each look is logged', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const petra = await enterTeam(browser, server.origin, PETRA);
	const anna = await enterTeam(browser, server.origin, ANNA, PHONE);
	const home = await lastRecipient(anna);
	await petra.goto('/besok/lag?visa=recipients');
	await expect(petra.getByRole('button', { name: `${home.name} ${home.address}` })).toBeVisible();
	await offline(petra, true);
	await openPlan(petra, home);
	await expect(dialog(petra)).toContainText(/Finns, ändrad .* av Petra Norén/);
	await expect(dialog(petra)).not.toContainText(/\d{4}/);
	await dialog(petra).getByLabel('Portkod').fill('9182#');
	await dialog(petra).getByLabel('Nyckel nummer').fill('U-42');
	await button(petra, 'Spara').click();
	await petra.goto('/utkorg');
	await expect(petra.getByText('Ändra nyckel och kod')).toBeVisible();
	await offline(petra, false);
	await expect(petra.getByText('Ändra nyckel och kod')).toBeHidden();

	await keyButtons(anna).last().click();
	await chooseCode(anna);
	await look(anna);
	await expect(dialog(anna)).toContainText('9182#');
	await expect(dialog(anna)).toContainText('U-42');
	await anna.emulateMedia({ media: 'print' });
	await expect(dialog(anna).getByText('9182#')).toBeHidden();
	await anna.emulateMedia({ media: 'screen' });
	await expect(dialog(anna).getByText('9182#')).toBeVisible();
	await expect(dialog(anna).getByRole('timer')).toHaveText(/Döljs om [12]\d s/);
	await expect(anna.getByText('9182#')).toHaveCount(0, { timeout: 35_000 });

	await offline(anna, true);
	await anna.reload();
	await keyButtons(anna).last().click();
	await look(anna);
	await expect(dialog(anna)).toContainText('9182#');
	// Another app comes to the front.
	await anna.evaluate(() => {
		Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
		document.dispatchEvent(new Event('visibilitychange'));
		Reflect.deleteProperty(document, 'visibilityState');
	});
	await expect(anna.getByText('9182#')).toHaveCount(0);
	await anna.goto('/utkorg');
	await expect(anna.getByText('Visa nyckel och kod')).toBeVisible();
	await expect(anna.getByText('9182#')).toHaveCount(0);
	await offline(anna, false);
	await expect(anna.getByText('Visa nyckel och kod')).toBeHidden();

	await petra.goto('/besok/lag?visa=recipients');
	await petra.getByRole('link', { name: 'Nyckelvisningar' }).click();
	const handed = petra.getByRole('region', { name: 'Utlämnat till enheter' }).getByRole('listitem');
	await expect(handed.filter({ hasText: home.name }).first()).toContainText('Anna Ek');
	const looks = petra
		.getByRole('main')
		.getByRole('listitem')
		.filter({ hasNotText: /(finns|fanns) där till/ });
	const rows = looks.filter({ hasText: home.name });
	await expect(rows).toHaveCount(2);
	await expect(rows.first()).toContainText('Anna Ek');
	await petra.getByLabel('Medarbetare').selectOption('Anna Ek');
	await expect(rows).toHaveCount(2);
	for (const page of [petra, anna]) await page.context().close();
});

test('[E54] a code that was written and seen lies in no file of the browser, the server or its copies', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const anna = await enterTeam(browser, server.origin, ANNA);
	const home = await lastRecipient(anna);
	await anna.context().close();
	const profile = await mkdtemp(join(tmpdir(), 'avbrottsfri-profile-'));
	const { launchOptions = {} } = test.info().project.use;
	const context = await launchProfile(profile, {
		...launchOptions,
		...DESK,
		baseURL: server.origin,
		acceptDownloads: true
	});
	const page = context.pages()[0] ?? (await context.newPage());
	await signInToTeam(page, PETRA);
	await openPlan(page, home);
	for (const field of ['Portkod', 'Så gör du']) await dialog(page).getByLabel(field).fill(CANARY);
	await button(page, 'Spara').click();
	await expect(page.getByRole('dialog')).toHaveCount(1);
	await page.getByRole('dialog').getByRole('textbox', { name: 'Att tänka på' }).fill('vanlig-kanarie');
	await button(page, 'Spara').click();
	await allSaved(page);
	await openPlan(page, home);
	await button(page, 'Visa nyckel och kod').click();
	await chooseCode(page);
	await look(page);
	await expect(dialog(page).getByText(CANARY).first()).toBeVisible();
	await button(page, 'Dölj nu').click();
	await page.goto('/driftlage/utbyte');
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Spara fil' }).click();
	const bundle = await readFile(await (await download).path());
	await page.goto('/besok/brukarschema');
	await page.emulateMedia({ media: 'print' });
	expect(await page.locator('body').innerText()).not.toContain(CANARY);
	await page.emulateMedia({ media: 'screen' });
	await allSaved(page);
	await context.close();
	await server.stop();

	const [inBrowser, atServer] = [await readAll(profile), await readAll(server.dataDir)];
	const holding = (files: readonly Buffer[], words: string) =>
		files.filter((bytes) => bytes.includes(words) || bytes.includes(Buffer.from(words, 'utf16le'))).length;
	for (const places of [inBrowser, atServer, [bundle, Buffer.from(server.output)]])
		expect([CANARY, ...AS_TEXT].map((words) => holding(places, words))).toEqual([0, 0, 0]);
	for (const places of [inBrowser, atServer]) expect(holding(places, 'vanlig-kanarie')).toBeGreaterThan(0);
	await rm(profile, { recursive: true, force: true });
	await server.start();
});

test('[E55] ten wrong codes destroy the keys; who has none is told why and whom to call; a sign-out leaves nothing', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const anna = await enterTeam(browser, server.origin, ANNA, PHONE);
	await anna.goto('/besok/brukarschema');
	const found: string[] = [];
	await keyButtons(anna).last().click();
	await expect(dialog(anna).getByRole('heading', { name: 'Välj en nyckelkod' })).toBeVisible();
	found.push(...(await violations(anna)));
	await dialog(anna).getByLabel('Nyckelkod, sex siffror').fill('123456');
	await button(anna, 'Spara koden').click();
	await expect(dialog(anna).getByRole('alert')).toContainText('svårare att gissa');
	await chooseCode(anna);
	found.push(...(await violations(anna)));
	for (let left = 9; left > 0; left -= 1) {
		await look(anna, '480214');
		await expect(dialog(anna).getByRole('alert')).toContainText(left === 1 ? 'Ett försök kvar' : `${left} försök kvar`);
		if (left !== 6) continue;
		await anna.reload(); // the count goes on
		await keyButtons(anna).last().click();
	}
	await offline(anna, true);
	await look(anna, '480214');
	await expect(dialog(anna).getByRole('alert').first()).toContainText('nycklarna är raderade');
	await offline(anna, false);
	await chooseCode(anna);
	await look(anna);
	await expect(dialog(anna).getByRole('timer')).toBeVisible();
	found.push(...(await violations(anna)));
	await button(anna, 'Dölj nu').click();

	// Somebody else's visits, to people that Berit never visits: her device holds nothing for them, at any hour.
	const berit = await enterTeam(browser, server.origin, BERIT, PHONE);
	await berit.goto('/besok/brukarschema');
	await berit.getByLabel('Medarbetare').selectOption(isOddWeekday ? 'Dina Haddad' : 'Anna Ek');
	await keyButtons(berit).last().click();
	await fillCode(berit);
	await expect(dialog(berit)).toContainText('Nycklar lämnas ut ett dygn före besöket');
	await expect(dialog(berit).getByRole('link', { name: /070-174 06 91/ })).toBeVisible();
	found.push(...(await violations(berit)));
	await berit.context().close();

	const petra = await enterTeam(browser, server.origin, PETRA);
	await openPlan(petra, await homeWithoutKey(petra));
	found.push(...(await violations(petra)));
	await petra.goto('/installningar/nyckelvisningar');
	await expect(petra.getByRole('main').getByRole('listitem').first()).toBeVisible();
	found.push(...(await violations(petra)));
	expect(found).toEqual([]);
	await petra.context().close();

	await anna.goto('/konto');
	await anna.getByRole('button', { name: 'Logga ut', exact: true }).click();
	await expect(anna).toHaveURL(/logga-in/);
	const names = () => anna.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
	await expect.poll(async () => (await names()).filter((each) => each.includes('-keys-'))).toEqual([]);
	await anna.context().close();
});

async function homeWithoutKey(page: Page): Promise<Home> {
	await page.goto('/besok/lag?visa=recipients');
	const without = page.getByRole('main').getByRole('listitem').filter({ hasNotText: 'Nyckel' });
	const name = await without.first().locator('strong').textContent();
	const about = await without.first().locator('.soft').textContent();
	return { name: name?.trim() ?? '', address: about?.split(' · ')[0]?.trim() ?? '' };
}

/** The content of every file of a folder. */
async function readAll(folder: string): Promise<Buffer[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile());
	return Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name))));
}
