import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type Page, chromium } from '@playwright/test';
import sharp from 'sharp';
import { createLogger } from '#server/logger';
import { fillWithDemo, readConfiguration } from '#app/installation';
import { systemClock } from '#server/system-clock';
import { openApplication } from '#app/application';
import { DESK, PHONE, action, ordersIn, saving, signInOn } from '../e2e/people.ts';
import { firstRouteBytes } from '../support/first-route.ts';
import { ServerProcess } from '../support/server-process.ts';
import { SLOWDOWN, coldStarts } from './cold-start.ts';
import playwrightConfig from '../../playwright.config.ts';
import type { BenchRow } from './sync-throughput.ts';

/** What a person at a phone or a desk waits for, measured in real Chromium on the built app. */
export async function appBench(): Promise<BenchRow[]> {
	return [...(await onPhone()), ...(await atDesk())];
}

const row = (name: string, ours: number, unit: string, target: number, conditions: string): BenchRow => ({
	name,
	ours: Math.round(ours * 10) / 10,
	peer: target,
	peerName: 'target',
	unit,
	ratio: ours / target,
	better: 'lower',
	conditions
});

/** A data folder with a demo installation of so many orders. */
export async function filledFolder(orders: number): Promise<string> {
	const dataDir = await mkdtemp(join(tmpdir(), 'avbrottsfri-bench-'));
	const configuration = readConfiguration({ DATA_DIR: dataDir, LOG_LEVEL: 'warn' });
	if (!configuration.ok) throw new Error(configuration.code);
	const application = await openApplication(configuration.value, createLogger('warn'), systemClock);
	await fillWithDemo(application.services.db, Date.now(), orders);
	await application.projector.settled();
	await application.stop();
	return dataDir;
}

/** A browser with a profile of its own, which can be closed and started anew. */
export const openProfile = (profile: string, screen: object, baseURL: string): Promise<BrowserContext> =>
	chromium.launchPersistentContext(profile, { ...playwrightConfig.use?.launchOptions, ...screen, baseURL });

async function onPhone(): Promise<BenchRow[]> {
	const server = await ServerProcess.create({}, await filledFolder(786));
	const profile = await mkdtemp(join(tmpdir(), 'avbrottsfri-profile-'));
	const context = await openProfile(profile, PHONE, server.origin);
	const page = await context.newPage();
	const bytes = await firstRouteBytes(page, server.origin);
	await signInOn(page, 'amir@soderror.example');
	const orders = await countOrders(page);
	const block = await photoBlock(page);
	await saving(page).getByText('Allt är sparat').waitFor();
	await context.close();
	await server.kill();
	const starts = await coldStarts(profile, { origin: server.origin, path: '/arbetsorder', awaited: '.card' });
	await server.remove();
	await rm(profile, { recursive: true, force: true });
	const median = starts[Math.floor(starts.length / 2)] ?? 0;
	const conditions = `502 orders on the device, ${orders} of them in the three lists, CPU slowed ${SLOWDOWN} times, server killed, browser started anew and at rest, median of 5`;
	return [
		row('cold start without server to a usable list', median, 'ms', 1500, conditions),
		row('JavaScript of the first route, gzip', bytes / 1000, 'kB', 120, 'all scripts that /arbetsorder loads'),
		row(
			'12-megapixel photo: longest block of the main thread',
			block,
			'ms',
			50,
			'from choosing the file to its place on the page'
		)
	];
}

function countOrders(page: Page): Promise<number> {
	return page.evaluate(() => {
		const tabs = [...document.querySelectorAll('nav.tabs a')].map((tab) =>
			Number(/\d+$/.exec(tab.textContent.trim())?.[0] ?? 0)
		);
		return tabs.reduce((sum, count) => sum + count, 0);
	});
}

async function photoBlock(page: Page): Promise<number> {
	const [number = 0] = await ordersIn(page, 'pagaende');
	await page.goto(`/arbetsorder/${number}`);
	await action(page).waitFor();
	// By its path, as a person chooses it: handing over bytes would decode them on the page's own thread.
	const file = join(tmpdir(), `avbrottsfri-bench-${process.pid}.jpg`);
	await sharp({
		create: {
			width: 4000,
			height: 3000,
			channels: 3,
			background: '#888',
			noise: { type: 'gaussian', mean: 128, sigma: 20 }
		}
	})
		.jpeg({ quality: 85 })
		.toFile(file);
	await page.evaluate(() => {
		const state = { longest: 0, last: performance.now() };
		Object.assign(globalThis, { blockState: state });
		const channel = new MessageChannel();
		channel.port1.onmessage = () => {
			const now = performance.now();
			state.longest = Math.max(state.longest, now - state.last);
			state.last = now;
			channel.port2.postMessage(0);
		};
		channel.port2.postMessage(0);
	});
	await page.getByLabel('Ta bild eller bifoga fil').first().setInputFiles(file);
	await page.getByText(/1 tagna/).waitFor();
	return page.evaluate(() => (globalThis as unknown as { blockState: { longest: number } }).blockState.longest);
}

async function atDesk(): Promise<BenchRow[]> {
	const server = await ServerProcess.create({}, await filledFolder(5000));
	const profile = await mkdtemp(join(tmpdir(), 'avbrottsfri-profile-'));
	const context = await openProfile(profile, DESK, server.origin);
	const page = await context.newPage();
	await signInOn(page, 'karin@bjorkhem.example');
	await page.getByRole('searchbox').focus();
	const times = await page.evaluate(typeWords, 'läckage montörsvägen 2');
	await context.close();
	await server.remove();
	await rm(profile, { recursive: true, force: true });
	console.log(`  keys: ${times.map((time) => Math.round(time)).join(' ')} ms`);
	const p95 = times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
	return [
		row(
			'search as you type in 5,000 orders, p95 a key',
			p95,
			'ms',
			50,
			`${times.length} keys, to the next frame on the screen`
		)
	];
}

/** Runs in the page: types a text key by key, and takes the time until each key's result is on the screen. */
async function typeWords(words: string): Promise<number[]> {
	const field = document.querySelector<HTMLInputElement>('input[type=search]');
	if (!field) return [];
	const times: number[] = [];
	for (let length = 1; length <= words.length; length += 1) {
		const from = performance.now();
		field.value = words.slice(0, length);
		field.dispatchEvent(new Event('input', { bubbles: true }));
		await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
		times.push(performance.now() - from);
	}
	return times;
}
