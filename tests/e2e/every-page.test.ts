import type { Page } from '@playwright/test';
import { ServerProcess } from '../support/server-process.ts';
import { DESK, PHONE, ordersIn, signIn } from './people.ts';
import { enterTeam, violations } from './planners.ts';
import { placeOrder } from './property-system.ts';
import { expect, test } from './test.ts';

let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

const PAGES = [
	'/arbetsorder',
	'/arbetsorder?lista=pagaende',
	'/arbetsorder?status=ordered',
	'/mer',
	'/medarbetare',
	'/utkorg',
	'/driftlage',
	'/konto',
	'/tillganglighet',
	'/finns-inte'
];

for (const [name, screen] of [
	['phone', PHONE],
	['desk', DESK]
] as const) {
	for (const colorScheme of ['light', 'dark'] as const) {
		test(`[E6] every page is free of axe violations on a ${name}, ${colorScheme}`, async ({ browser }) => {
			const page = await signIn(browser, server.origin, 'amir@soderror.example', { ...screen, colorScheme });
			const foreign: string[] = [];
			page.on('request', (request) => {
				if (!request.url().startsWith(server.origin) && !/^(blob|data):/.test(request.url()))
					foreign.push(request.url());
			});
			const problems: string[] = [];
			page.on('console', (message) => {
				if (message.type() === 'error' && !/404|Not found: \/finns-inte/.test(message.text()))
					problems.push(message.text());
			});
			const found: string[] = [];
			for (const path of PAGES) {
				await page.goto(path);
				await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
				found.push(...(await violations(page)));
			}
			const number = await firstOrder(page, name);
			await page.goto(`/arbetsorder/${number}`);
			await expect(page.getByRole('heading', { name: 'Noteringar' })).toBeVisible();
			found.push(...(await violations(page)));
			await page.getByRole('button', { name: 'Notera' }).click();
			await expect(page.getByRole('dialog')).toBeVisible();
			found.push(...(await violations(page)));
			expect(found).toEqual([]);
			expect(foreign, '[E7] no page asks any host but our own').toEqual([]);
			expect(problems).toEqual([]);
			await page.context().close();
		});
	}
}

const LANDLORDS_PAGES = [
	'/arbetsorder',
	'/arbetsorder/registrera',
	'/arbetsorder/registrera/fil',
	'/installningar',
	'/installningar/arbetsorder',
	'/installningar/utforare',
	'/installningar/bestallare',
	'/installningar/api-nycklar',
	'/installningar/utskick'
];

for (const [name, screen] of [
	['phone', PHONE],
	['desk', DESK]
] as const) {
	test(`[E6] every page of the landlord is free of axe violations on a ${name}`, async ({ browser }) => {
		const page = await signIn(browser, server.origin, 'sofia@bjorkhem.example', screen);
		const found: string[] = [];
		for (const path of LANDLORDS_PAGES) {
			await page.goto(path);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			found.push(...(await violations(page)));
		}
		await page.setViewportSize(screen.viewport);
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

const OUTAGE_PAGES = [
	'/driftlage',
	'/driftlage/avbrott',
	'/driftlage/avbrott/rapport',
	'/driftlage/efter',
	'/driftlage/rutin',
	'/installningar',
	'/installningar/driftstopp',
	'/installningar/nyckelvisningar'
];

for (const [name, screen] of [
	['phone', PHONE],
	['desk', DESK]
] as const) {
	for (const colorScheme of ['light', 'dark'] as const) {
		test(`[E6] every page for outages is free of axe violations on a ${name}, ${colorScheme}`, async ({ browser }) => {
			const page = await enterTeam(browser, server.origin, 'ulla@lovasa.example', { ...screen, colorScheme });
			const found: string[] = [];
			for (const path of OUTAGE_PAGES) {
				await page.goto(path);
				await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
				found.push(...(await violations(page)));
			}
			expect(found).toEqual([]);
			await page.context().close();
		});
	}
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
