import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dayAfter, swedishDay } from '#swedish/dates';
import { USUAL_VISIT, planDocument, writeSource } from '#modules/visits/domain/index.ts';
import { readConfiguration } from '#app/installation';
import { demoId } from '#server/demo/accounts';
import { fillWithDemo } from '#app/installation';
import { DEMO_TEAM } from '#modules/visits/server/demo/team.ts';
import { createLogger } from '#server/logger';
import { systemClock } from '#server/system-clock';
import { removeTeamEntries, saveTeamEntries } from '#modules/visits/server/team/teams.ts';
import { openApplication } from '#app/application';
import { DESK, PHONE } from '../e2e/people.ts';
import { ANNA, PETRA, signInToTeam } from '../e2e/planners.ts';
import { ServerProcess } from '../support/server-process.ts';
import { openProfile } from './app.ts';
import { SLOWDOWN, coldStarts } from './cold-start.ts';
import type { BenchRow } from './sync-throughput.ts';

const CARERS = 60;
const VISITS = 900;
const DAYS = { back: 13, ahead: 6 };
const STEPS = 90; // moves of the mouse a drag
const DRAGS = 5;

const carer = (index: number) => (index === 0 ? demoId('carer 0') : demoId(`bench carer ${index}`));
const recipient = (index: number) => demoId(`bench recipient ${index}`);

/** What a planner with a large team waits for while dragging, and a carer in the morning without network. */
export async function dragBench(): Promise<BenchRow[]> {
	const server = await ServerProcess.create({}, await filledFolder());
	const rows = [...(await dragging(server)), await morning(server)];
	await server.remove();
	return rows;
}

/** A demo installation whose team has 60 carers and 7 × 900 visits, and as many on the days before. */
async function filledFolder(): Promise<string> {
	const dataDir = await mkdtemp(join(tmpdir(), 'avbrottsfri-bench-'));
	const configuration = readConfiguration({ DATA_DIR: dataDir, LOG_LEVEL: 'warn' });
	if (!configuration.ok) throw new Error(configuration.code);
	const application = await openApplication(configuration.value, createLogger('warn'), systemClock);
	const { db } = application.services;
	await fillWithDemo(db, Date.now(), 0);
	const recurring = await db.selectFrom('team_entries').select('entry_key').where('root', '=', 'recurring').execute();
	const keys = recurring.map(({ entry_key }) => entry_key);
	await removeTeamEntries(db, DEMO_TEAM.id, 'recurring', { keys, at: new Date().toISOString() });
	await saveTeamEntries(db, DEMO_TEAM.id, 'carers', people(CARERS, carer, 'Vårdare'));
	await saveTeamEntries(db, DEMO_TEAM.id, 'recipients', people(VISITS / 4, recipient, 'Brukare'));
	const today = swedishDay(Date.now());
	for (let at = -DAYS.back; at <= DAYS.ahead; at += 1) {
		await application.write(planDocument(DEMO_TEAM.id, dayAfter(today, at)), (doc) =>
			writeSource(doc, dayOfVisits(at))
		);
	}
	await application.projector.settled();
	await application.stop();
	return dataDir;
}

function people(count: number, id: (index: number) => string, word: string): Record<string, unknown> {
	return Object.fromEntries(
		Array.from({ length: count }, (_unused, index) => {
			const position = { latitude: 57.11 + (index % 20) / 1000, longitude: 12.71 + (index % 17) / 1000 };
			return [id(index), { name: `${word} ${String(index).padStart(3, '0')}`, position }];
		})
	);
}

function dayOfVisits(at: number) {
	return Array.from({ length: VISITS }, (_unused, index) => {
		const turn = Math.floor(index / CARERS);
		const start = 7 * 60 + turn * 40;
		return {
			...USUAL_VISIT,
			id: demoId(`bench visit ${at} ${index}`),
			recipient: recipient((index * 7) % (VISITS / 4)),
			start,
			length: 20,
			a: carer(index % CARERS)
		};
	});
}

const throttle = async (page: Page) =>
	(await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });

const row = (name: string, ours: number, target: number, unit: string, conditions: string): BenchRow => ({
	name,
	ours: Math.round(ours * 10) / 10,
	peer: target,
	peerName: 'target',
	unit,
	ratio: ours / target,
	better: unit === 'fps' ? 'higher' : 'lower',
	conditions
});

async function dragging(server: ServerProcess): Promise<BenchRow[]> {
	const profile = await mkdtemp(join(tmpdir(), 'avbrottsfri-profile-'));
	const context = await openProfile(profile, DESK, server.origin);
	const page = context.pages()[0] ?? (await context.newPage());
	await signInToTeam(page, PETRA);
	// The days that continuity is counted from are read while nothing is done.
	await page.waitForFunction(() => document.querySelectorAll('.visit').length >= 900);
	await page.waitForTimeout(5000);
	await throttle(page);
	const frames: number[] = [];
	const drops: number[] = [];
	for (let round = 0; round < DRAGS; round += 1) {
		const measured = await dragOnce(page, round);
		frames.push(...measured.frames);
		drops.push(measured.drop);
	}
	await context.close();
	await rm(profile, { recursive: true, force: true });
	frames.sort((a, b) => a - b);
	drops.sort((a, b) => a - b);
	console.log(
		`  frames p50 ${at(frames, 0.5)}, p95 ${at(frames, 0.95)}, longest ${at(frames, 1)} ms; drops ${drops.join(' ')}`
	);
	const conditions = `${CARERS} carers, ${VISITS} visits a day, CPU slowed ${SLOWDOWN} times, ${DRAGS} drags of ${STEPS} moves`;
	const seconds = frames.reduce((sum, frame) => sum + frame, 0) / 1000;
	return [
		row('frames a second while dragging a visit', frames.length / seconds, 50, 'fps', conditions),
		row('from letting go to the visit in its new row', at(drops, 0.5), 100, 'ms', `${conditions}, median`)
	];
}

const at = (sorted: readonly number[], part: number) =>
	Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);

/** Drags a visit over ten rows and lets go of it; gives each frame's time, and how long letting go took. */
async function dragOnce(page: Page, round: number): Promise<{ frames: number[]; drop: number }> {
	const lane = page.getByRole('group', { name: /Vårdare/ }).nth(2 + round);
	const visit = lane.locator('.visit').nth(2);
	await visit.scrollIntoViewIfNeeded();
	const from = await visit.boundingBox();
	const label = await visit.getAttribute('aria-label');
	if (!from || !label) throw new Error('The grid is not on the screen');
	await page.evaluate(watchFrames);
	await page.mouse.move(from.x + 5, from.y + 5);
	await page.mouse.down();
	for (let step = 1; step <= STEPS; step += 1) {
		await page.mouse.move(from.x + 5 + (step % 40), from.y + 5 + (step * 240) / STEPS);
	}
	const frames = await page.evaluate(() => (globalThis as unknown as { stopFrames: () => number[] }).stopFrames());
	await page.evaluate(watchDrop);
	await page.mouse.up();
	const drop = await page.evaluate(() => (globalThis as unknown as { dropped: Promise<number> }).dropped);
	return { frames, drop };
}

/** Runs in the page: takes the time between frames until it is told to stop. */
function watchFrames(): void {
	const frames: number[] = [];
	let last = performance.now();
	let running = true;
	const next = () => {
		const now = performance.now();
		frames.push(now - last);
		last = now;
		if (running) requestAnimationFrame(next);
	};
	requestAnimationFrame(next);
	Object.assign(globalThis, {
		stopFrames: () => {
			running = false;
			return frames.slice(1);
		}
	});
}

/** Runs in the page: from letting go until the rows have changed and a frame has been drawn. */
function watchDrop(): void {
	const dropped = new Promise<number>((resolve) => {
		let begun = 0;
		addEventListener('pointerup', () => (begun = performance.now()), { capture: true, once: true });
		new MutationObserver((_changes, observer) => {
			if (begun === 0) return;
			observer.disconnect();
			requestAnimationFrame(() => setTimeout(() => resolve(Math.round(performance.now() - begun))));
		}).observe(document.querySelector('.grid') ?? document.body, { childList: true, subtree: true });
	});
	Object.assign(globalThis, { dropped });
}

/** A carer's phone is started without the server: until today's visits stand there. */
async function morning(server: ServerProcess): Promise<BenchRow> {
	const profile = await mkdtemp(join(tmpdir(), 'avbrottsfri-profile-'));
	const context = await openProfile(profile, PHONE, server.origin);
	const first = await context.newPage();
	await signInToTeam(first, ANNA);
	await first.locator('li > button').first().waitFor();
	await context.close();
	await server.kill();
	const starts = await coldStarts(profile, { origin: server.origin, path: '/besok', awaited: 'li > button' });
	await rm(profile, { recursive: true, force: true });
	const median = starts[Math.floor(starts.length / 2)] ?? 0;
	const conditions = `${VISITS} visits, CPU slowed ${SLOWDOWN} times, server killed, browser started anew and at rest, median of ${starts.length}`;
	return row("today's plan after a cold start without server", median, 1000, 'ms', conditions);
}
