import type { Page } from '@playwright/test';
import { DEMO_API_KEY, DEMO_COMPANIES } from '#modules/work-orders/server/demo/people.ts';
import { ServerProcess } from '../support/server-process.ts';
import { now } from '../support/time.ts';
import { DESK, saving, signIn } from './people.ts';
import { expect, test } from './test.ts';

let server: ServerProcess;
/** An order unlike all others, and three that are ordered together. */
let rare = 0;
const together: number[] = [];

const ORDERED = '2001-02-03T10:00:00.000Z';
const PLACE = {
	number: '99887766',
	type: '3 rum och kök',
	floor: '2 tr av 3',
	address: 'Örtagårdsgränd 7',
	area: 'Ängby',
	administrativeArea: 'Ådalen'
};

test.beforeAll(async () => {
	server = await ServerProcess.create();
	rare = await register({
		type: 'option',
		priority: 'hlu-new-tenant',
		phrase: 'Montera ångugn',
		orderedAt: ORDERED,
		place: PLACE,
		tenant: { name: 'Östen Älvros' }
	});
	for (const phrase of ['Riv kakel', 'Dra nya rör', 'Måla väggar']) {
		together.push(await register({ type: 'unplanned', phrase, place: { number: '4711', address: 'Bäckvägen 3' } }));
	}
});
test.afterAll(() => server.remove());

async function register(order: object): Promise<number> {
	const response = await fetch(`${server.origin}/api/v1/work-orders`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: `Bearer ${DEMO_API_KEY}` },
		body: JSON.stringify({ contractor: DEMO_COMPANIES[0].id, ...order })
	});
	expect(response.status).toBe(201);
	return ((await response.json()) as { number: number }).number;
}

const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(now());
const row = (page: Page, number: number) => page.getByRole('row').filter({ hasText: String(number) });
const card = (page: Page, number: number) => page.locator('.card').filter({ hasText: `AO ${number}` });

/** The rare order is accepted and planned, so that it can be found by its day. */
async function plan(page: Page, day: string): Promise<void> {
	await page.goto(`/arbetsorder/${rare}`);
	await page.getByRole('button', { name: 'Acceptera' }).click();
	await page.getByRole('button', { name: 'Planera' }).click();
	await page.getByRole('dialog').getByLabel('Dag').fill(day);
	await page.getByRole('dialog').getByRole('button', { name: 'Spara' }).click();
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect(saving(page)).toContainText('Allt är sparat');
}

test('[E20] every field of the search finds without a network, at a desk and on a phone', async ({ browser }) => {
	const amir = await signIn(browser, server.origin, 'amir@soderror.example');
	await plan(amir, '2036-05-06');
	const karin = await signIn(browser, server.origin, 'karin@bjorkhem.example', DESK);
	await karin.getByLabel('Sök nummer, adress, hyresgäst, fras').fill('ångugn');
	await expect(row(karin, rare)).toContainText('2036-05-06');
	await karin.getByLabel('Sök nummer, adress, hyresgäst, fras').fill('');
	await karin.context().setOffline(true);
	await karin.getByRole('button', { name: 'Fler val' }).click();

	const WORDS: [label: string, found: string, missed: string][] = [
		['Sök nummer, adress, hyresgäst, fras', `östen ao${rare}`, 'östen älvros frys'],
		['Buntnummer', '99887766-2001', '99887766-2002'],
		['Arbetsordernummer', `AO${rare}`, '999999999'],
		['Objektnummer', '998877', '998878'],
		['Adress', 'örtagård', 'ortagard'],
		['Fras', 'ÅNGUGN', 'frys'],
		['Beställd från', '2001-02-03', today()],
		['Beställd till', '2001-02-03', '2001-02-02'],
		['Registrerad från', today(), '2036-01-01'],
		['Registrerad till', today(), '2001-02-03'],
		['Planerad från', '2036-05-06', '2036-05-07'],
		['Planerad till', '2036-05-06', '2036-05-05']
	];
	for (const [label, found, missed] of WORDS) {
		await test.step(label, async () => {
			const field = karin.getByLabel(label, { exact: true });
			await field.fill(missed);
			await expect(row(karin, rare)).toHaveCount(0);
			await field.fill(found);
			await showAll(karin);
			await expect(row(karin, rare)).toHaveCount(1);
			await field.fill('');
		});
	}
	const CHOICES: [label: string, found: string, missed: string][] = [
		['Typ', 'Tillval', 'Fel'],
		['Status', 'Accepterade', 'Makulerade'],
		['Prio', 'HLU Ny HG', 'Akut'],
		['Område', 'Ängby', 'Gröndal'],
		['Förvaltningsområde', 'Ådalen', 'Söderort'],
		['Utförare', 'Söder Rör & Värme AB', 'Elkraft i Farsta AB']
	];
	for (const [label, found, missed] of CHOICES) {
		await test.step(label, async () => {
			const field = karin.getByLabel(label, { exact: true });
			await field.selectOption(missed);
			await expect(row(karin, rare)).toHaveCount(0);
			await field.selectOption(found);
			await showAll(karin);
			await expect(row(karin, rare)).toHaveCount(1);
			await karin.getByRole('button', { name: 'Rensa', exact: true }).click();
		});
	}

	await test.step('columns sort, rising and falling', async () => {
		await karin.getByLabel('Sortera').selectOption('Arbetsordernummer');
		await expect.poll(() => isRising(karin)).toBe(true);
		await karin.getByRole('button', { name: 'AO-nr' }).click();
		await expect(karin.getByRole('columnheader', { name: 'AO-nr' })).toHaveAttribute('aria-sort', 'descending');
		expect(await isRising(karin)).toBe(false);
	});

	await test.step('on a phone, and still there after going into an order and back', async () => {
		await amir.goto('/arbetsorder');
		await expect(card(amir, together[0] ?? 0)).toBeVisible();
		await amir.context().setOffline(true);
		await amir.getByRole('button', { name: 'Fler val' }).click();
		const sheet = amir.getByRole('dialog');
		await sheet.getByLabel('Område', { exact: true }).selectOption('Ängby');
		await sheet.getByLabel('Adress', { exact: true }).fill('örtagårds');
		await sheet.getByRole('button', { name: 'Visa 1 träff' }).click();
		await expect(sheet).toHaveCount(0);
		await expect(amir.getByRole('button', { name: 'Ta bort Område Ängby' })).toBeVisible();
		await card(amir, rare).click();
		await expect(amir.getByRole('heading', { name: 'Montera ångugn' })).toBeVisible();
		await amir.goBack();
		await expect(amir.getByRole('button', { name: 'Ta bort Område Ängby' })).toBeVisible();
		await expect(amir.locator('.card')).toHaveCount(1);
		expect(amir.url()).not.toMatch(/ngby|rtag/);
		await amir.getByRole('button', { name: 'Rensa', exact: true }).click();
		await expect(card(amir, together[0] ?? 0)).toBeVisible();
	});
	for (const page of [amir, karin]) await page.context().close();
});

async function isRising(page: Page): Promise<boolean> {
	const numbers = (await page.locator('tbody .number').allTextContents()).map(Number);
	return numbers.length > 1 && numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
}

/** Has the list drawn to its end. */
async function showAll(page: Page): Promise<void> {
	const more = page.getByRole('button', { name: /^Visa \d+ till$/ });
	await expect(async () => {
		if (await more.count()) await more.click({ timeout: 500 });
		await expect(more).toHaveCount(0, { timeout: 200 });
	}).toPass();
}

test('[E21] each number of the overview leads to a list of exactly that many orders', async ({ browser }) => {
	const karin = await signIn(browser, server.origin, 'karin@bjorkhem.example', DESK);
	const overview = karin.getByRole('table', { name: 'Översikt' });
	await expect(overview.getByRole('rowheader')).toHaveText([
		/Beställda/,
		/Accepterade/,
		/Utförda\s*30 dagar/,
		/Fakturerade/,
		/Makulerade/,
		/Avslagna/,
		/Totalt/
	]);
	const numbers = await overview.getByRole('link').all();
	expect(numbers.length).toBeGreaterThan(10);
	for (const link of numbers) {
		const name = (await link.getAttribute('aria-label')) ?? '';
		await link.click();
		await expect(karin).toHaveURL((await link.getAttribute('href')) ?? '');
		await showAll(karin);
		await expect(karin.locator('tbody .number'), name).toHaveCount(Number(await link.textContent()));
	}

	const amir = await signIn(browser, server.origin, 'amir@soderror.example');
	await amir.getByRole('button', { name: 'Översikt' }).click();
	const phoneOverview = amir.getByRole('table', { name: 'Översikt' });
	await expect(phoneOverview.getByRole('rowheader')).toHaveCount(6);
	expect(await amir.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
	const accepted = phoneOverview.getByRole('link', { name: /^Accepterade, Totalt/ });
	const count = Number(await accepted.textContent());
	await accepted.click();
	await showAll(amir);
	await expect(amir.locator('.card')).toHaveCount(count);
	for (const page of [amir, karin]) await page.context().close();
});

test('[E22] a bundle is opened from a card and from the table', async ({ browser }) => {
	const amir = await signIn(browser, server.origin, 'amir@soderror.example');
	const karin = await signIn(browser, server.origin, 'karin@bjorkhem.example', DESK);
	const bundle = `4711-${today().replaceAll('-', '')}`;
	const [first = 0, second = 0] = together;

	await amir.getByLabel('Sök nummer, adress, hyresgäst, fras').fill('kakel');
	await expect(card(amir, first)).toContainText('1 av 3');
	await amir.getByRole('link', { name: `Visa hela bunten ${bundle}` }).click();
	await expect(amir.getByRole('heading', { name: `Bunt ${bundle}` })).toBeVisible();
	await expect(amir.getByText('Bäckvägen 3').first()).toBeVisible();
	await expect(amir.locator('.card .number')).toHaveText(together.map((number) => `AO ${number}`));
	await card(amir, second).click();
	await expect(amir.getByRole('heading', { name: 'Dra nya rör' })).toBeVisible();
	await amir.goBack();
	await amir.getByRole('link', { name: 'Tillbaka' }).click();
	await expect(amir.getByLabel('Sök nummer, adress, hyresgäst, fras')).toHaveValue('kakel');
	await expect(amir.locator('.card')).toHaveCount(1);

	await karin.getByLabel('Sök nummer, adress, hyresgäst, fras').fill('Bäckvägen');
	await row(karin, second)
		.getByRole('link', { name: `Visa hela bunten ${bundle}` })
		.click();
	await expect(karin.locator('tbody .number')).toHaveText(together.map(String));
	for (const page of [amir, karin]) await page.context().close();
});
