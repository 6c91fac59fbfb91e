import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { DEMO_API_KEY } from '#modules/work-orders/server/demo/people.ts';
import { ServerProcess } from '../support/server-process.ts';
import { DESK, PHONE, action, ordersIn, saving, signIn } from './people.ts';
import { expect, test } from './test.ts';

let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

const AMIR = 'amir@soderror.example';

interface Saved {
	name: string;
	/** The rows of the first sheet, as a program reads them. */
	rows: (string | number)[][];
}

/** Presses a button that saves a spreadsheet, and reads what was saved. */
async function save(page: Page, press: () => Promise<void>): Promise<Saved> {
	const download = page.waitForEvent('download');
	await press();
	const file = await download;
	const files = unzipSync(new Uint8Array(await readFile(await file.path())));
	const text = (path: string) => strFromU8(files[path] ?? new Uint8Array());
	const strings = [...text('xl/sharedStrings.xml').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, found]) => found ?? '');
	const rows = [...text('xl/worksheets/sheet1.xml').matchAll(/<row [^>]*>([^]*?)<\/row>/g)].map(([, row]) =>
		[...(row ?? '').matchAll(/<c [^>]*?(?:t="(s)")?>(?:<v>([^<]*)<\/v>)/g)].map(([, isText, value]) =>
			isText ? (strings[Number(value)] ?? '') : Number(value)
		)
	);
	return { name: file.suggestedFilename(), rows };
}

test('[E23] the report is saved without a network, and holds the orders that were searched for', async ({
	browser
}) => {
	const page = await signIn(browser, server.origin, AMIR, DESK);
	const problems: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error' && /Content Security Policy|Trusted/.test(message.text()))
			problems.push(message.text());
	});
	await page.context().setOffline(true);
	await page.goto('/arbetsorder');
	await expect(saving(page)).toContainText('Utan kontakt');
	await page.getByRole('searchbox').first().fill('läckage');
	await expect(page.getByText(/^\d+ träff/)).toBeVisible();
	const hits = Number(/\d+/.exec((await page.getByText(/^\d+ träff/).textContent()) ?? '')?.[0]);
	expect(hits).toBeGreaterThan(0);
	const { name, rows } = await save(page, () => page.getByRole('button', { name: 'Skriv ut till Excel' }).click());
	expect(name).toMatch(/^arbetsorder-\d{4}-\d\d-\d\d\.xlsx$/);
	expect(rows[0]?.slice(0, 5)).toEqual(['AO-nr', 'Bunt', 'Typ', 'Prio', 'Status']);
	expect(rows).toHaveLength(hits + 1);
	for (const row of rows.slice(1)) expect(row.join(' ')).toMatch(/läckage/i);
	await expect(page.getByText(`Rapporten ${name} är sparad.`)).toBeAttached();
	expect(problems).toEqual([]);
});

/** The numbers of a column in the table of a section, without its total. */
async function column(page: Page, section: string, heading: string): Promise<string[]> {
	const table = page.getByRole('region', { name: section }).getByRole('table');
	const headings = await table.getByRole('columnheader').allTextContents();
	const index = headings.indexOf(heading);
	const rows = table.getByRole('row');
	const cells = rows.locator(`> :nth-child(${index + 1})`);
	return (await cells.allTextContents()).slice(1, -1);
}

/** The numbers that a section's chart shows, by bar. */
const inChart = (page: Page, title: RegExp) =>
	page.getByRole('img', { name: title }).locator('.value').allTextContents();

test('[E25] the follow-up opens without a network; its charts show the numbers of its tables', async ({ browser }) => {
	const page = await signIn(browser, server.origin, 'karin@bjorkhem.example', DESK);
	await page.context().setOffline(true);
	await page.goto('/rapporter');
	await expect(page.getByRole('heading', { name: 'Rapporter', level: 1 })).toBeVisible();
	await expect(page.getByText(/order på datorn är med/)).toBeVisible();

	const months = await column(page, 'Tabell: Per månad', 'Antal');
	expect(months).toHaveLength(12);
	expect(await inChart(page, /Antal order per månad/)).toEqual(months);
	const accepted = await column(page, 'Tabell: Per typ', 'Dagar till accepterad');
	const done = await column(page, 'Tabell: Per typ', 'Dagar till utförd');
	expect(accepted.join()).toMatch(/\d,\d/);
	expect(await inChart(page, /Mediantid/)).toEqual(accepted.flatMap((value, index) => [value, done[index] ?? '']));
	expect(await inChart(page, /Antal order per status/)).toEqual(await column(page, 'Tabell: Per status', 'Antal'));

	await test.step('a choice of contractor and status counts less, in both reports', async () => {
		const all = months.reduce((sum, count) => sum + Number(count), 0);
		await page.getByLabel('Utförare', { exact: true }).selectOption({ index: 1 });
		await page.getByLabel('Status', { exact: true }).selectOption('Utförda');
		const fewer = (await column(page, 'Tabell: Per månad', 'Antal')).reduce((sum, count) => sum + Number(count), 0);
		expect(fewer).toBeGreaterThan(0);
		expect(fewer).toBeLessThan(all);
		const buttons = page.getByRole('button', { name: 'Spara som Excel' });
		const orders = await save(page, () => buttons.first().click());
		expect(orders.rows).toHaveLength(fewer + 1);
		const followUp = await save(page, () => buttons.last().click());
		expect(followUp.name).toMatch(/^uppfoljning-/);
		expect(followUp.rows).toHaveLength(14);
		expect(followUp.rows.at(-1)).toContain(fewer);
	});

	await test.step('a period of one’s own begins with the one that was shown; an empty one says so', async () => {
		await page.getByLabel('Period', { exact: true }).selectOption('Egen period');
		await expect(page.getByLabel('Beställd från', { exact: true })).not.toHaveValue('');
		await page.getByLabel('Beställd till', { exact: true }).fill('2001-01-01');
		await expect(page.getByText(/Inga order i urvalet/)).toBeVisible();
	});
});

for (const [name, screen] of [
	['phone', PHONE],
	['desk', DESK]
] as const) {
	test(`[E25] the follow-up fits on a ${name}`, async ({ browser }) => {
		const page = await signIn(browser, server.origin, AMIR, screen);
		await page.goto('/rapporter');
		await expect(page.getByRole('heading', { name: 'Per status', exact: true })).toBeVisible();
		const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(sideways).toBeLessThanOrEqual(0);
		await page.context().close();
	});
}

/** How many pages the order's print has, and what is written on them. */
async function print(page: Page): Promise<{ pages: number; text: string }> {
	const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
	const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
	await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
	const text = (await page.locator('.print-sheet').textContent()) ?? '';
	await page.evaluate(() => dispatchEvent(new Event('afterprint')));
	await expect(page.locator('.print-sheet')).toHaveCount(0);
	return { pages, text };
}

async function order(more: object): Promise<number> {
	const answer = await fetch(`${server.origin}/api/v1/work-orders`, {
		method: 'POST',
		headers: { authorization: `Bearer ${DEMO_API_KEY}`, 'content-type': 'application/json' },
		body: JSON.stringify({
			contractor: '5599010005',
			type: 'fault',
			phrase: 'Läckage under diskbänk',
			place: { number: '00812', address: 'Åsögatan 12' },
			...more
		})
	});
	expect(answer.status).toBe(201);
	return ((await answer.json()) as { number: number }).number;
}

const fill = (length: number, word: string) => word.repeat(Math.ceil(length / word.length)).slice(0, length - 1);

test('[E24] a work order is printed on one page, with what is needed on site', async ({ browser }) => {
	const page = await signIn(browser, server.origin, AMIR, DESK);
	const [number = 0] = await listed(page);
	await page.context().setOffline(true);
	await page.goto(`/arbetsorder/${number}`);
	await action(page).fill('Bytt packning och provkört.');
	await expect(saving(page)).toContainText('Sparat på datorn');
	const { pages, text } = await print(page);
	expect(pages).toBe(1);
	for (const part of [
		`AO ${number}`,
		`AO${number}`,
		'Objekt',
		'Hyresgäst',
		'Bytt packning och provkört.',
		'Underskrift',
		'Utskriven'
	])
		expect(text).toContain(part);
	expect(text).not.toContain('kortad');
	expect(text).toContain('som inte har skickats');
});

test('[E24] an overlong order is printed on one page too, cut with … and saying so', async ({ browser }) => {
	const page = await signIn(browser, server.origin, AMIR, DESK);
	const long = (word: string) => fill(200, word);
	const numbers = await Promise.all(
		['Läckaget droppar ', 'M\n', 'WWWWWWWWWWWWWWWWWWWWWWWWWWW'].map((word) =>
			order({
				description: fill(4000, word),
				place: { number: '00812', address: long(word), floor: long(word), type: long(word), area: long(word) },
				tenant: {
					name: long(word),
					homePhone: long(word),
					workPhone: long(word),
					otherPhone: '070-174 06 05',
					use: 'otherPhone',
					keyInformation: long(word),
					comment: long(word),
					masterKey: true
				},
				reporter: { name: long(word), phone: '08-123 45 67' },
				concerns: { room: long(word), unit: long(word), unitNote: long(word), properties: long(word) },
				newUnit: { replaceWith: long(word) },
				orderer: { name: long(word), account: long(word), invoicing: long(word) }
			})
		)
	);
	for (const number of numbers) {
		await page.goto(`/arbetsorder/${number}`);
		await expect(page.getByText(`AO ${number}`).first()).toBeVisible();
		const { pages, text } = await print(page);
		expect(pages).toBe(1);
		expect(text).toContain('…');
		expect(text).toContain('Texten är kortad');
		for (const part of [`AO ${number}`, 'Utförd åtgärd', 'Serienummer (ny enhet)', 'Underskrift'])
			expect(text).toContain(part);
	}
});

/** The numbers of ongoing orders, as they stand on a phone. */
async function listed(page: Page): Promise<number[]> {
	const phone = await page.context().newPage();
	await phone.setViewportSize(PHONE.viewport);
	const numbers = await ordersIn(phone, 'pagaende');
	await phone.close();
	return numbers;
}
