import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { demoId } from '#server/demo/accounts';
import { ServerProcess } from '../support/server-process.ts';
import { filmCodes } from './code-film.ts';
import { DESK, PHONE, saving } from './people.ts';
import {
	PER,
	PETRA,
	allSaved,
	drag,
	enterTeam,
	giveByCodes,
	offline,
	openDay,
	openExchange,
	photograph,
	readBundle,
	row,
	saveFile,
	showPictures,
	visit
} from './planners.ts';
import { expect, launchBrowser, test } from './test.ts';

let server: ServerProcess;
test.beforeEach(async () => {
	server = await ServerProcess.create();
});
test.afterEach(() => server.remove());

const enter = (browser: Browser, person: string, screen: object = DESK) =>
	enterTeam(browser, server.origin, person, screen);

/** Two planners without a network: one visit goes to two carers, another to a third. Gives the visits' labels. */
async function planApart(petra: Page, per: Page): Promise<[disputed: string, other: string]> {
	const firstOf = (carer: string) => row(petra, carer).locator('.visit').first().getAttribute('aria-label');
	const [disputed, other] = [await firstOf('Anna Ek'), await firstOf('Berit Öst')];
	if (!disputed || !other) throw new Error('The day is empty');
	for (const page of [petra, per]) await offline(page, true);
	await drag(petra, disputed, 'Berit Öst');
	await drag(per, disputed, 'Carl Lundin');
	await drag(per, other, 'Dina Haddad');
	for (const page of [petra, per]) await expect(saving(page)).toContainText('Sparat på datorn');
	return [disputed, other];
}

const reading = (page: Page) => page.getByRole('progressbar', { name: 'Läst hittills' });

/** What the server's log has of today's plan, by who wrote it. */
function writtenBy(person: string): { kind: string; device: string; sha256: string }[] {
	const database = new DatabaseSync(join(server.dataDir, 'documents.db'), { readOnly: true });
	const rows = database
		.prepare(`select kind, device, sha256 from doc_updates where doc like 'plan:%' and member = ? order by seq`)
		.all(demoId(person));
	database.close();
	return rows as { kind: string; device: string; sha256: string }[];
}

test('[E33] two without a network exchange plans by codes; whoever comes online first delivers for both, once', async ({
	browser
}) => {
	test.setTimeout(300_000);
	const petra = await enter(browser, PETRA);
	const per = await enter(browser, PER);
	const [disputed, other] = await planApart(petra, per);
	for (const page of [petra, per]) await openExchange(page);

	await giveByCodes(petra, per, 'Petra Norén');
	await expect(per.getByText('1 att avgöra')).toBeVisible();
	await expect(per.getByRole('heading', { name: 'Visa nu din kod för Petra Norén' })).toBeVisible();
	await giveByCodes(per, petra, 'Per Åkerblom');
	await expect(petra.getByText('1 att avgöra')).toBeVisible();
	await expect(petra.getByText('Per Åkerblom har fått 1 ändring av dig.')).toBeVisible();
	await petra
		.getByRole('link', { name: /Utkorg/ })
		.first()
		.click();
	await expect(petra.getByRole('heading', { name: 'Bärs för kollegor' })).toBeVisible();
	await expect(petra.getByRole('listitem').filter({ hasText: 'Per Åkerblom · 2 ändringar' })).toBeVisible();
	expect([writtenBy(PETRA).length, writtenBy(PER).length]).toEqual([0, 0]);

	await offline(petra, false);
	await allSaved(petra);
	await expect(petra.getByRole('heading', { name: 'Bärs för kollegor' })).toHaveCount(0, { timeout: 60_000 });
	const [hers, his] = [writtenBy(PETRA), writtenBy(PER)];
	expect([hers.length, his.map(({ kind }) => kind)]).toEqual([1, ['carried', 'carried']]);
	expect(hers[0]?.device).not.toBe(his[0]?.device);

	await offline(per, false);
	await allSaved(per);
	expect([writtenBy(PETRA), writtenBy(PER)]).toEqual([hers, his]);
	for (const page of [petra, per]) {
		await openDay(page);
		for (const carer of ['Berit Öst', 'Carl Lundin']) await expect(visit(page, carer, disputed)).toBeVisible();
		await expect(visit(page, 'Dina Haddad', other)).toHaveCount(1);
		await page.reload();
		await expect(visit(page, 'Dina Haddad', other)).toHaveCount(1);
	}
	for (const page of [petra, per]) await page.context().close();
});

test('[E34] the same by files, also locked with a passphrase; what cannot be taken says why', async ({ browser }) => {
	test.setTimeout(240_000);
	const petra = await enter(browser, PETRA);
	const per = await enter(browser, PER);
	const [disputed, other] = await planApart(petra, per);
	for (const page of [petra, per]) await openExchange(page);

	const file = await saveFile(petra);
	await readBundle(petra, file);
	await expect(petra.getByRole('alert')).toContainText('Det är din egen kod');
	const damaged = Buffer.from(file);
	damaged[100] = (damaged[100] ?? 0) ^ 1;
	await readBundle(per, damaged);
	await expect(per.getByRole('alert')).toContainText('Filen är skadad');
	await readBundle(per, Buffer.from('{"what": "is this"}'));
	await expect(per.getByRole('alert')).toContainText('ingen plan från Avbrottsfri');
	await readBundle(per, file);
	await expect(per.getByRole('heading', { name: 'Mottaget från Petra Norén' })).toBeVisible();
	await expect(per.getByText('1 att avgöra')).toBeVisible();

	await per.getByText('Lås med lösenfras i stället').click();
	await per.getByLabel('Lösenfras').fill('blå måndag');
	await per.getByRole('button', { name: 'Spara fil' }).click();
	await expect(per.getByRole('alert')).toContainText('för kort');
	await per.getByLabel('Lösenfras').fill('en blå måndag i Vallhed');
	const locked = await saveFile(per);
	await readBundle(petra, locked);
	await expect(petra.getByRole('alert')).toContainText('låst med en lösenfras');
	for (const [phrase, answer] of [
		['en grön måndag i Vallhed', petra.getByRole('alert').filter({ hasText: 'stämmer inte' })],
		['en blå måndag i Vallhed', petra.getByRole('heading', { name: 'Mottaget från Per Åkerblom' })]
	] as const) {
		await petra.getByLabel('Lösenfras').fill(phrase);
		await petra.getByRole('button', { name: 'Lås upp' }).click();
		await expect(answer).toBeVisible();
	}

	// The other one this time: Per delivers for Petra.
	await offline(per, false);
	await allSaved(per);
	await expect.poll(() => writtenBy(PETRA).map(({ kind }) => kind), { timeout: 60_000 }).toEqual(['carried']);
	const before = [writtenBy(PETRA), writtenBy(PER)];
	expect(before[1]).toHaveLength(2);
	await offline(petra, false);
	await allSaved(petra);
	await petra
		.getByRole('link', { name: /Utkorg/ })
		.first()
		.click();
	await expect(petra.getByText('Allt är sparat på servern.')).toBeVisible();
	expect([writtenBy(PETRA), writtenBy(PER)]).toEqual(before);
	await openDay(petra);
	await expect(visit(petra, 'Dina Haddad', other)).toHaveCount(1);
	await expect(visit(petra, 'Carl Lundin', disputed)).toBeVisible();
	for (const page of [petra, per]) await page.context().close();
});

for (const [where, screen] of [
	['a phone', PHONE],
	['a desk', DESK]
] as const) {
	test(`[E35] a reading that is interrupted goes on, and the page is free of axe violations on ${where}`, async ({
		browser
	}) => {
		test.setTimeout(240_000);
		const giver = await enter(browser, PETRA);
		const reader = await enter(browser, PER, screen);
		for (const page of [giver, reader]) {
			await offline(page, true);
			await openExchange(page);
		}
		await giver.getByRole('button', { name: 'Visa kod' }).click();
		await showPictures(reader, [await reader.screenshot()]);
		await expect(reader.getByRole('alert')).toContainText('Ingen kod syns');
		await showPictures(reader, await photograph(giver, 8));
		await expect(reading(reader)).toHaveAttribute('value', /^[1-9]/);
		await expect(reader.getByRole('button', { name: 'Läs med kameran' })).toBeEnabled();
		const read = Number(await reading(reader).getAttribute('value'));
		await reader.getByRole('navigation').getByRole('link', { name: 'Utkorg' }).first().click();
		await expect(reader.getByRole('heading', { name: 'Utkorg' })).toBeVisible();
		await openExchange(reader);
		await expect(reading(reader)).toHaveAttribute('value', String(read));
		for (const colorScheme of ['light', 'dark'] as const) {
			for (const page of [giver, reader]) {
				await page.emulateMedia({ colorScheme });
				const { violations } = await new AxeBuilder({ page })
					.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
					.analyze();
				expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))).toEqual(
					[]
				);
			}
		}
		await giver.getByRole('button', { name: 'Dölj koden' }).click();
		await giveByCodes(giver, reader, 'Petra Norén');
		for (const page of [giver, reader]) await page.context().close();
	});
}

test('[E33] a camera that is held to the other screen reads the codes', async ({
	browser,
	launchOptions
}, testInfo) => {
	test.setTimeout(240_000);
	const petra = await enter(browser, PETRA);
	await offline(petra, true);
	await openExchange(petra);
	const film = testInfo.outputPath('codes.y4m');
	await filmCodes(await saveFile(petra), film);
	await petra.context().close();
	const fake = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
	const args = [...(launchOptions.args ?? []), ...fake, `--use-file-for-fake-video-capture=${film}`];
	const filming = await launchBrowser({ ...launchOptions, args });
	const per = await enter(filming, PER, PHONE);
	await offline(per, true);
	await openExchange(per);
	await per.getByRole('button', { name: 'Läs med kameran' }).click();
	await expect(per.getByRole('button', { name: 'Stäng kameran' })).toBeVisible();
	await expect(per.getByRole('heading', { name: 'Mottaget från Petra Norén' })).toBeVisible({ timeout: 90_000 });
	await expect(per.getByRole('button', { name: 'Läs med kameran' })).toBeVisible(); // closed by itself
	await filming.close();
});
