import * as Y from 'yjs';
import { HybridClock } from '#core/clock';
import { newClientId } from '#core/id';
import {
	type Author,
	USUAL_VISIT,
	assign,
	findingsOf,
	moveVisit,
	openFlags,
	overviewRows,
	readPlan,
	readTeam,
	writeSource
} from '#modules/visits/domain/index.ts';
import type { BenchRow } from './sync-throughput.ts';

const DAYS = 30;
const VISITS = 900;
const CARERS = 60;
const EDITS = 2000;
const ROUNDS = 5;

/**
 * How long it takes to bring home a device that was offline for 30 days with 2,000 edits, while others planned the same
 * days; and how long one day of 900 visits takes to open, and to follow one change while dragging.
 */
export function visitsBench(): Promise<BenchRow[]> {
	return Promise.resolve([mergeRow(), ...dayRows()]);
}

function mergeRow(): BenchRow {
	const times = Array.from({ length: ROUNDS }, () => {
		const days = Array.from({ length: DAYS }, (_unused, index) => newDay(index));
		const copies = days.map(copyOf);
		const [away, home] = [author('a'), author('b')];
		for (let edit = 0; edit < EDITS; edit += 1) {
			change(copies[edit % DAYS], away, edit);
			change(days[edit % DAYS], home, edit * 7);
		}
		return timed(() => {
			days.forEach((day, index) => {
				const copy = copies[index];
				if (!copy) return;
				const plan = dayOf(index);
				Y.applyUpdate(day, Y.encodeStateAsUpdate(copy, Y.encodeStateVector(day)), 'bench');
				Y.applyUpdate(copy, Y.encodeStateAsUpdate(day, Y.encodeStateVector(copy)), 'bench');
				openFlags(readPlan(copy, plan));
			});
		});
	});
	const conditions = `${EDITS} edits on each side, ${DAYS} days of ${VISITS} visits, both ways, read and flagged`;
	return row('merge of 30 days offline', median(times), 2000, conditions);
}

function dayRows(): BenchRow[] {
	const day = newDay(0);
	const who = author('a');
	for (let edit = 0; edit < VISITS * 3; edit += 1) change(day, who, edit);
	const state = Y.encodeStateAsUpdate(day);
	const open = Array.from({ length: ROUNDS }, () => {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, state, 'bench');
		return timed(() => openFlags(readPlan(doc, dayOf(0))));
	});
	const team = readTeam({});
	const travel = () => 5;
	const drag = Array.from({ length: ROUNDS * 10 }, (_unused, index) =>
		timed(() => {
			change(day, who, index * 13);
			const plan = readPlan(day, dayOf(0));
			overviewRows(plan, team, travel);
			openFlags(plan);
			findingsOf(plan, { team, travel });
		})
	);
	const conditions = `${VISITS} visits, ${VISITS * 3} edits, ${CARERS} carers`;
	return [
		row('reading a day for the first time', median(open), 50, conditions),
		row('one change: written, read, flags, findings, rows', median(drag), 16, conditions)
	];
}

function change(doc: Y.Doc | undefined, who: Author, edit: number): void {
	if (!doc) return;
	const visit = `v${(edit * 31) % VISITS}`;
	if (edit % 2 === 0) assign(doc, who, visit, 'a', `E${edit % CARERS}`);
	else moveVisit(doc, who, visit, { start: 400 + (edit % 600) });
}

function newDay(index: number): Y.Doc {
	const doc = new Y.Doc();
	doc.clientID = newClientId();
	const visits = Array.from({ length: VISITS }, (_unused, number) => ({
		...USUAL_VISIT,
		origin: 'import' as const,
		id: `v${number}`,
		recipient: `r${number % 300}`,
		start: 420 + ((number * 17) % 800),
		length: 15 + (number % 4) * 10,
		a: `E${(number + index) % CARERS}`
	}));
	writeSource(doc, visits);
	return doc;
}

function copyOf(doc: Y.Doc): Y.Doc {
	const copy = new Y.Doc();
	copy.clientID = newClientId();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc), 'bench');
	return copy;
}

function author(letter: string): Author {
	const device = letter.repeat(32);
	return { member: device, device, clock: new HybridClock(Date, device) };
}

const dayOf = (index: number) => `2026-11-${String(1 + (index % 30)).padStart(2, '0')}`;

function timed(work: () => unknown): number {
	const from = performance.now();
	work();
	return performance.now() - from;
}

function median(times: readonly number[]): number {
	return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

function row(name: string, ours: number, target: number, conditions: string): BenchRow {
	return {
		name,
		ours,
		peer: target,
		peerName: 'target',
		unit: 'ms',
		ratio: ours / target,
		better: 'lower',
		conditions
	};
}
