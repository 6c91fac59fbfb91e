import { type Browser, type Page, chromium } from '@playwright/test';
import { DEMO_PASSWORD } from '#server/demo/accounts';
import { PHONE, appIsInstalled, saving } from '../e2e/people.ts';
import { placeOrder } from '../e2e/property-system.ts';
import { ServerProcess } from '../support/server-process.ts';
import playwrightConfig from '../../playwright.config.ts';
import { filledFolder } from './app.ts';
import { SlowLine } from './slow-line.ts';
import type { BenchRow } from './sync-throughput.ts';

const ORDERS = 500;
const LINE = { roundTrip: 300, bytesPerSecond: 1_500_000 / 8 };
const ROUNDS = 3;
const PERSON = 'karin@bjorkhem.example';

/** How long a new device waits for 500 orders on a slow line, and what a later visit costs. */
export async function firstCopyBench(): Promise<BenchRow[]> {
	const dataDir = await filledFolder(ORDERS);
	let port = 0;
	const line = await SlowLine.open(LINE, () => port);
	const origin = `http://localhost:${line.port}`;
	const server = await ServerProcess.create({ ORIGIN: origin }, dataDir);
	port = Number(new URL(server.origin).port);
	const browser = await chromium.launch(playwrightConfig.use?.launchOptions);
	const times: number[] = [];
	let bytes = { first: 0, later: 0 };
	for (let round = 0; round < ROUNDS; round += 1) {
		const { milliseconds, first, page } = await newDevice(browser, origin, line);
		times.push(milliseconds);
		bytes = { first, later: await laterVisit(page, server.origin, line) };
		await page.context().close();
	}
	await browser.close();
	line.close();
	await server.remove();
	const conditions = `${ORDERS} orders, 1.5 Mbit/s, 300 ms there and back, app installed, from the answer to the sign-in to all orders in the lists, median of ${ROUNDS}`;
	const median = times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
	return [
		row('first copy to a new device', median, 2000, 'ms', conditions),
		row(
			'a later visit, one new order',
			bytes.later / 1000,
			bytes.first / 1000,
			'kB',
			`bytes from the server, against ${Math.round(bytes.first / 1000)} kB at first`
		)
	];
}

const row = (name: string, ours: number, peer: number, unit: string, conditions: string): BenchRow => ({
	name,
	ours: Math.round(ours),
	peer: Math.round(peer),
	peerName: unit === 'ms' ? 'target' : 'first visit',
	unit,
	ratio: ours / peer,
	better: 'lower',
	conditions
});

async function newDevice(browser: Browser, origin: string, line: SlowLine) {
	const page = await (await browser.newContext({ ...PHONE, baseURL: origin })).newPage();
	await page.goto('/logga-in');
	await appIsInstalled(page);
	await page.getByLabel('Organisationsnummer').fill(PERSON);
	await page.getByLabel('Lösenord').fill(DEMO_PASSWORD);
	const answer = page.waitForResponse((response) => response.url().endsWith('/api/sign-in'));
	await page.getByRole('button', { name: 'Logga in', exact: true }).click();
	await answer;
	const begun = performance.now();
	line.down = 0;
	await page.waitForFunction(listedOrders, ORDERS_LISTED, { polling: 'raf', timeout: 60_000 });
	const milliseconds = performance.now() - begun;
	const first = line.down;
	await saving(page).getByText('Allt är sparat').waitFor({ timeout: 60_000 });
	return { milliseconds, first, page };
}

/** New and ongoing ones of the demo installation with 500 orders; done ones depend on the day. */
const ORDERS_LISTED = 300;

const listedOrders = (least: number) => {
	const counts = [...document.querySelectorAll('nav.tabs a')].map((tab) =>
		Number(/\d+$/.exec(tab.textContent.trim())?.[0])
	);
	return counts.slice(0, 2).reduce((sum, count) => sum + count, 0) >= least;
};

async function laterVisit(page: Page, direct: string, line: SlowLine): Promise<number> {
	await page.goto('about:blank');
	const { number } = await placeOrder(direct, { priority: 'urgent' });
	line.down = 0;
	await page.goto('/arbetsorder');
	await page.getByText(`AO ${number}`).waitFor({ timeout: 60_000 });
	await saving(page).getByText('Allt är sparat').waitFor({ timeout: 60_000 });
	return line.down;
}
