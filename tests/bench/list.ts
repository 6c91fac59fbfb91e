import { type Browser, type Page, chromium } from '@playwright/test';
import playwrightConfig from '../../playwright.config.ts';
import { DESK, PHONE, signInOn } from '../e2e/people.ts';
import { ServerProcess } from '../support/server-process.ts';
import { filledFolder } from './app.ts';
import type { BenchRow } from './sync-throughput.ts';

const ORDERS = 5000;
const SLOWDOWN = 4;
const LONGEST = 50; // milliseconds, from which on a browser calls a task long
const CALM = 1500; // milliseconds without a long task, after which the page has settled
const WORDS = 'läckage montörsvägen 2';
const KEY_PAUSE = 90; // milliseconds between two keys of a quick typist
const FRAMES = 300;
const STEP = 90; // pixels a frame: a quick scroll

/** What somebody does with the list, as long as the page is watched. */
type Doing = (page: Page) => Promise<unknown>;

const DOINGS: readonly [name: string, doing: Doing, conditions: string][] = [
	['scrolling', (page) => page.evaluate(scrollDown, [FRAMES, STEP] as const), `${FRAMES} frames of ${STEP} pixels`],
	['typing and deleting', typeAndDelete, `${WORDS.length * 2} keys`]
];

/**
 * How long the page stands still while somebody scrolls through 5,000 orders, and while somebody types: by the clock,
 * which counts whatever else the machine does, and by the processor time of the page alone.
 */
export async function listBench(): Promise<BenchRow[]> {
	const server = await ServerProcess.create({}, await filledFolder(ORDERS));
	const browser = await chromium.launch(playwrightConfig.use?.launchOptions ?? {});
	const rows: BenchRow[] = [];
	for (const [screenName, screen] of [
		['phone', PHONE],
		['desk', DESK]
	] as const) {
		const context = await browser.newContext({ ...screen, baseURL: server.origin });
		const page = await context.newPage();
		await page.addInitScript(watchLongTasks);
		await signInOn(page, 'karin@bjorkhem.example');
		for (const [name, doing, conditions] of DOINGS) {
			const slowed = `${ORDERS} orders, ${conditions}, CPU slowed ${SLOWDOWN} times`;
			rows.push(
				row(`longest task while ${name}, ${screenName}`, await byTheClock(page, doing), slowed),
				row(`the same, processor time`, await byProcessorTime(browser, page, doing), `measured, times ${SLOWDOWN}`)
			);
		}
		await context.close();
	}
	await browser.close();
	await server.remove();
	return rows;
}

const row = (name: string, longest: number, conditions: string): BenchRow => ({
	name,
	ours: longest,
	peer: LONGEST,
	peerName: 'target',
	unit: 'ms',
	ratio: longest / LONGEST,
	better: 'lower',
	conditions
});

/** The longest task that the browser itself calls long, on a slowed processor; 0 when there is none over 50 ms. */
async function byTheClock(page: Page, doing: Doing): Promise<number> {
	await begin(page);
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
	const from = await page.evaluate(() => performance.now());
	await doing(page);
	await settled(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
	const tasks = await page.evaluate(() => (globalThis as unknown as Watched).longTasks);
	return Math.max(0, ...tasks.filter(({ at }) => at >= from).map(({ duration }) => duration));
}

interface TraceEvent {
	name: string;
	ph: string;
	pid: number;
	tid: number;
	/** Microseconds of processor time. */
	tdur?: number;
	args: { name?: string };
}

/** The task of the page's main thread that took most processor time, as it would be on a slower processor. */
async function byProcessorTime(browser: Browser, page: Page, doing: Doing): Promise<number> {
	await begin(page);
	await browser.startTracing(page, { categories: ['toplevel'] });
	await doing(page);
	await settled(page);
	const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
	const isMain = ({ name, args }: TraceEvent) => name === 'thread_name' && args.name === 'CrRendererMain';
	const threads = new Set(trace.traceEvents.filter(isMain).map(({ pid, tid }) => `${pid} ${tid}`));
	const tasks = trace.traceEvents.filter(({ ph, pid, tid }) => ph === 'X' && threads.has(`${pid} ${tid}`));
	return (Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur)) / 1000) * SLOWDOWN;
}

async function begin(page: Page): Promise<void> {
	await page.goto('/arbetsorder');
	await page.locator('.card, tbody tr').first().waitFor();
	await settled(page);
	await page.getByRole('searchbox').focus();
}

async function typeAndDelete(page: Page): Promise<void> {
	await page.keyboard.type(WORDS, { delay: KEY_PAUSE });
	for (let key = 0; key < WORDS.length; key += 1) await page.keyboard.press('Backspace', { delay: KEY_PAUSE });
}

interface Watched {
	longTasks: { at: number; duration: number }[];
}

/** Runs in the page, before everything else. */
function watchLongTasks(): void {
	const longTasks: Watched['longTasks'] = [];
	Object.assign(globalThis, { longTasks });
	new PerformanceObserver((list) => {
		for (const { startTime, duration } of list.getEntries()) longTasks.push({ at: startTime, duration });
	}).observe({ type: 'longtask', buffered: true });
}

/** Resolves when nothing long has happened for a while: the copy is read, the search prepared, the list drawn. */
async function settled(page: Page): Promise<void> {
	const from = await page.evaluate(() => performance.now());
	await page.waitForFunction(
		([began, calm]) => {
			const last = (globalThis as unknown as Watched).longTasks.at(-1);
			return performance.now() - Math.max(began, last ? last.at + last.duration : 0) > calm;
		},
		[from, CALM] as const,
		{ polling: 200, timeout: 60_000 }
	);
}

/** Runs in the page: scrolls as a finger does, a little at each frame. */
async function scrollDown([frames, step]: readonly [number, number]): Promise<void> {
	for (let frame = 0; frame < frames; frame += 1) {
		await new Promise(requestAnimationFrame);
		scrollBy(0, step);
	}
}
