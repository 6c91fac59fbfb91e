import type { Browser, Page } from '@playwright/test';
import { ServerProcess } from '../support/server-process.ts';
import { PAGE_ROWS } from './page-rows.ts';
import { DESK, PHONE, ordersIn, signIn } from './people.ts';
import { enterTeam, faintInDark, violations } from './planners.ts';
import { placeOrder } from './property-system.ts';
import { expect, test } from './test.ts';

/** Axe reckons in the page's own pixels: drawing four times as many would only take time. */
const COARSE_PHONE = { ...PHONE, deviceScaleFactor: 1 };

let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

const ACCOUNTS = [...new Set(Object.values(PAGE_ROWS).flatMap(({ as }) => as ?? []))];

for (const [name, screen] of [
	['phone', COARSE_PHONE],
	['desk', DESK]
] as const) {
	for (const account of ACCOUNTS) {
		test(`[E6] the pages of ${account} are free of axe violations on a ${name}, in light and dark`, async ({
			browser
		}) => {
			test.setTimeout(240_000);
			const page = await enter(browser, account, screen);
			const heard = listen(page);
			const found: string[] = [];
			for (const [address, row] of Object.entries(PAGE_ROWS).filter(([, { as }]) => as === account)) {
				await page.setViewportSize(screen.viewport);
				await page.goto(row.path ? address.replace(/\[.*\]/, String(await firstOrder(page, name))) : address);
				await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
				found.push(...(await violations(page)), ...(await faintInDark(page)));
			}
			expect(found).toEqual([]);
			expect(heard.foreign, '[E7] no page asks any host but our own').toEqual([]);
			expect(heard.problems).toEqual([]);
			await page.context().close();
		});
	}
}

/** Signs in on a browser of its own. */
function enter(browser: Browser, account: string, screen: object): Promise<Page> {
	const isOfTeam = account.endsWith('@lovasa.example');
	return (isOfTeam ? enterTeam : signIn)(browser, server.origin, account, screen);
}

/** What a page asks others than us, and the errors that it logs. */
function listen(page: Page): { foreign: string[]; problems: string[] } {
	const heard = { foreign: [] as string[], problems: [] as string[] };
	page.on('request', (request) => {
		if (!request.url().startsWith(server.origin) && !/^(blob|data):/.test(request.url()))
			heard.foreign.push(request.url());
	});
	page.on('console', (message) => {
		if (message.type() === 'error' && !/404|Not found: \/finns-inte/.test(message.text()))
			heard.problems.push(message.text());
	});
	return heard;
}

for (const [name, screen] of [
	['phone', COARSE_PHONE],
	['desk', DESK]
] as const) {
	test(`[E6] lists, dialogs and an address that leads nowhere are free of axe violations on a ${name}`, async ({
		browser
	}) => {
		const page = await enter(browser, 'amir@soderror.example', screen);
		const found: string[] = [];
		for (const path of ['/arbetsorder?lista=pagaende', '/arbetsorder?status=ordered', '/finns-inte']) {
			await page.goto(path);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			found.push(...(await violations(page)));
		}
		await page.goto(`/arbetsorder/${await firstOrder(page, name)}`);
		await page.getByRole('button', { name: 'Notera' }).click();
		await expect(page.getByRole('dialog')).toBeVisible();
		found.push(...(await violations(page)));
		expect(found).toEqual([]);
		await page.context().close();
	});

	test(`[E6] the landlord's dialogs are free of axe violations on a ${name}`, async ({ browser }) => {
		const page = await enter(browser, 'sofia@bjorkhem.example', screen);
		const found: string[] = [];
		const number = await firstOrder(page, name);
		await placeOrder(server.origin);
		const inBundle = (await placeOrder(server.origin)).number;
		for (const [act, order] of [
			['Byt utförare', number],
			['Ordning i bunten', inBundle]
		] as const) {
			await page.goto(`/arbetsorder/${order}`);
			await page.getByRole('button', { name: act }).click();
			await expect(page.getByRole('dialog')).toBeVisible();
			found.push(...(await violations(page)));
		}
		expect(found).toEqual([]);
		await page.context().close();
	});
}

test('[E7] the sign-in page asks no host but our own, and is free of axe violations', async ({ browser }) => {
	const page = await (await browser.newContext({ ...PHONE, baseURL: server.origin })).newPage();
	const foreign: string[] = [];
	page.on('request', (request) => {
		if (!request.url().startsWith(server.origin)) foreign.push(request.url());
	});
	await page.goto('/logga-in');
	await expect(page.getByRole('heading', { name: 'Demokonton' })).toBeVisible();
	expect(await violations(page)).toEqual([]);
	expect(foreign).toEqual([]);
});

test('[E9] pages carry their security headers, and the version is always asked for', async ({ request }) => {
	for (const path of ['/arbetsorder', '/shell', '/service-worker.js']) {
		const headers = (await request.get(`${server.origin}${path}`)).headers();
		expect(headers).toMatchObject({
			'x-content-type-options': 'nosniff',
			'x-frame-options': 'DENY',
			'referrer-policy': 'no-referrer',
			'cross-origin-opener-policy': 'same-origin'
		});
		if (path !== '/arbetsorder') expect(headers['cache-control']).toBe('no-cache');
		else expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
	}
	const page = await (await request.get(`${server.origin}/shell`)).text();
	const asset = /\/_app\/immutable\/[^"]+\.js/.exec(page)?.[0] ?? '';
	expect((await request.get(`${server.origin}${asset}`)).headers()['cache-control']).toContain('immutable');
});

async function firstOrder(page: Page, screen: 'phone' | 'desk'): Promise<number> {
	if (screen === 'phone') return (await ordersIn(page, 'pagaende'))[0] ?? 0;
	await page.goto('/arbetsorder?lista=pagaende');
	return Number(await page.locator('tbody td.mono a').first().textContent());
}
