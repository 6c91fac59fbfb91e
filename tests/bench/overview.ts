import { fileURLToPath } from 'node:url';
import { type Page, chromium } from '@playwright/test';
import * as v from 'valibot';
import { build } from 'vite';
import { newId } from '#core/id';
import { type WorkOrder, newOrderSchema, registerOrder } from '#modules/work-orders/domain/index.ts';
import { DEMO_COMPANIES, DEMO_ORGANISATION } from '#modules/work-orders/server/demo/people.ts';
import { demoOrder } from '#modules/work-orders/server/demo/orders.ts';
import playwrightConfig from '../../playwright.config.ts';
import type { BenchRow } from './sync-throughput.ts';

const ORDERS = 5000;
const TARGET = 20; // milliseconds
const ROUNDS = 50;
const DOMAIN = fileURLToPath(new URL('../../src/modules/work-orders/domain/index.ts', import.meta.url));

/** How long the overview takes to count 5,000 orders in a browser: all orders once, as the device does it. */
export async function overviewBench(): Promise<BenchRow[]> {
	const browser = await chromium.launch(playwrightConfig.use?.launchOptions ?? {});
	const content = await domainScript();
	const rows: BenchRow[] = [];
	for (const rate of [1, 4]) {
		const page = await browser.newPage();
		await page.addScriptTag({ content });
		const session = await page.context().newCDPSession(page);
		await session.send('Emulation.setCPUThrottlingRate', { rate });
		const times = await count(page, someOrders());
		const how = `${ORDERS} orders, ${ROUNDS} rounds in Chromium, CPU ${rate === 1 ? 'not slowed' : `slowed ${rate} times`}`;
		rows.push(row('overview counted, median', times[Math.floor(ROUNDS / 2)] ?? 0, how));
		rows.push(row('overview counted, the first time', times[ROUNDS] ?? 0, how));
	}
	await browser.close();
	return rows;
}

const row = (name: string, time: number, conditions: string): BenchRow => ({
	name,
	ours: time,
	peer: TARGET,
	peerName: 'target',
	unit: 'ms',
	ratio: time / TARGET,
	better: 'lower',
	conditions
});

/** The module of work orders as a script that a page can run. */
async function domainScript(): Promise<string> {
	const lib = { entry: DOMAIN, formats: ['iife' as const], name: 'domain' };
	const built = await build({ configFile: false, logLevel: 'error', build: { write: false, lib } });
	const [bundle] = [built].flat();
	if (!bundle || !('output' in bundle)) throw new Error('The module was not built');
	return bundle.output[0].code;
}

function someOrders(): WorkOrder[] {
	const now = Date.now();
	return Array.from({ length: ORDERS }, (_unused, index) => {
		const orderedAt = new Date(now - index * 60_000);
		const { company, order } = demoOrder(index, orderedAt);
		const contractor = DEMO_COMPANIES[company] ?? DEMO_COMPANIES[0];
		const asked = v.parse(newOrderSchema, { ...order, contractor: contractor.id });
		const at = { id: newId(), number: index + 1, organisation: DEMO_ORGANISATION.id, contractorName: contractor.name };
		return registerOrder(asked, { ...at, now: orderedAt.toISOString(), name: '', member: null }).order;
	});
}

/** The times of all rounds, the shortest first, and after them that of the first one. */
function count(page: Page, orders: readonly WorkOrder[]): Promise<number[]> {
	return page.evaluate(
		([items, rounds]) => {
			const { domain } = globalThis as unknown as { domain: typeof import('#modules/work-orders/domain/index.ts') };
			const times = Array.from({ length: rounds }, () => {
				const from = performance.now();
				domain.countMatrix(items, Date.now());
				return performance.now() - from;
			});
			return [...times.toSorted((a, b) => a - b), times[0] ?? 0];
		},
		[orders, ROUNDS] as const
	);
}
