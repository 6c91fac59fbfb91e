import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DAY, Person, imported, reasons, visitOf } from '#tests/merge/plans.ts';
import { Replicas, sortedContent } from '#tests/merge/replicas.ts';
import { openFlags } from '../plan/conflicts.ts';
import { assign, cancelVisit, moveVisit } from '../plan/edit.ts';
import { readTeam } from '../team/facts.ts';
import { readDay, readHeader, readLength, readMinute } from './import-columns.ts';
import { importDay, missingFrom, readImport } from './import-plan.ts';
import { readPlan } from '../plan/read-plan.ts';
import { type Recurrence, planRecurring, recurringVisits, takesPlaceOn } from '../team/recurring.ts';

const TEAM = readTeam({
	carers: new Map([
		['c1', { name: 'Eva Ek' }],
		['c2', { name: 'Åke Ås' }]
	]),
	recipients: new Map([
		['r1', { name: 'Elsa Ö' }],
		['r2', { name: 'Karl K' }]
	])
});

const HEADER = [
	'Datum',
	'Start',
	'Slut',
	'Längd',
	'Brukare',
	'Insatser',
	'Medarbetare',
	'Medarbetare 2',
	'Tidsfönster',
	'Kompetens',
	'Nyckel'
];
const row = (
	start: string,
	recipient = 'Elsa Ö',
	rest: unknown[] = ['Dusch, Frukost', 'Eva Ek', '', '07:00–09:00', 'Insulin; Körkort', 'ja 4711']
) => [DAY, start, '', 30, recipient, ...rest];
const read = (...rows: unknown[][]) => readImport([HEADER, ...rows], TEAM);
const visitsOf = (...rows: unknown[][]) => read(...rows).days.get(DAY) ?? [];

describe('cells', () => {
	it('[VI40] columns have Swedish and English names, in any case', () => {
		expect([...readHeader(['DATUM', 'Starttid', ' brukare ', 'okänd', 'Carer', 'datum'])]).toEqual([
			['day', 0],
			['start', 1],
			['recipient', 2],
			['carer', 4]
		]);
	});

	it('[VI40] days, times and lengths are read in the usual ways of writing, and nothing else is', () => {
		const days = ['2026-11-23', '20261123', '261123', '23/11 2026', '23.11.2026', new Date(Date.UTC(2026, 10, 23))];
		expect(days.map(readDay)).toEqual(days.map(() => DAY));
		expect(['2026-02-30', 'måndag', '', '2026-13-01'].map(readDay)).toEqual([null, null, null, null]);
		expect(['07:30', '7.30', '0730', '07:30:00', 'kl 7:30', 0.3125].map(readMinute)).toEqual([
			450, 450, 450, 450, 450, 450
		]);
		expect(['7', '26:00', '24:60', '7:3', 'sju', ''].map(readMinute)).toEqual([420, 1560, null, null, null, null]);
		expect([30, '30 min', '0:30', '1 h 15 min', '1 tim', '45'].map(readLength)).toEqual([30, 30, 30, 75, 60, 45]);
		expect([0, '', 'länge', '-5'].map(readLength)).toEqual([null, null, null, null]);
	});

	it('[VI40] a row becomes a visit', () => {
		const [visit] = visitsOf(row('07:15'));
		expect(visit).toMatchObject({
			origin: 'import',
			recipient: 'r1',
			start: 435,
			length: 30,
			a: 'c1',
			b: null,
			double: false,
			window: { from: 420, to: 540 },
			tasks: ['Dusch', 'Frukost'],
			needs: ['insulin', 'licence'],
			key: true
		});
		const night = readImport(
			[
				['date', 'start', 'end', 'recipient', 'carer', 'carer 2'],
				[DAY, '23:30', '00:15', 'r2', 'c1', 'c2']
			],
			TEAM
		);
		expect(night.days.get(DAY)).toMatchObject([{ start: 1410, length: 45, a: 'c1', b: 'c2', double: true }]);
	});
});

describe('importing', () => {
	it('[VI41] a faulty row is named with its number and reason, and the others come in', () => {
		const preview = read(
			row('07:15'),
			row('sju'),
			[],
			row('07:15', 'Okänd Person'),
			row('08:00', 'Karl K', ['', 'Eva E', '', 'förmiddag', '', '']),
			row('07:15'),
			[DAY, '09:00', '', '', 'Karl K']
		);
		expect(preview.faults.map((fault) => [fault.row, fault.column, fault.code, fault.severity])).toEqual([
			[3, 'start', 'unreadable', 'error'],
			[5, 'recipient', 'unknown-recipient', 'error'],
			[6, 'carer', 'unknown-carer', 'warning'],
			[6, 'window', 'unreadable', 'warning'],
			[7, null, 'same-twice', 'error'],
			[8, 'length', 'missing', 'error']
		]);
		expect([preview.rows, preview.days.get(DAY)?.length]).toEqual([6, 2]);
		expect(preview.days.get(DAY)?.[1]).toMatchObject({ recipient: 'r2', a: null });
	});

	it('[VI41] columns that are missing are named', () => {
		expect(readImport([['Datum', 'Brukare']], TEAM).faults.map(({ column, code }) => [column, code])).toEqual([
			['start', 'missing-column'],
			['length', 'missing-column']
		]);
		expect(readImport([], TEAM).faults).toHaveLength(4);
	});

	it('[VI42] on two devices gives the same visits', () => {
		const replicas = new Replicas(2);
		for (const doc of replicas.docs) importDay(doc, visitsOf(row('07:15'), row('08:00', 'Karl K')));
		replicas.syncAll();
		expect(readPlan(replicas.at(0), DAY).visits).toHaveLength(2);
		expect(sortedContent(replicas.at(0).getMap('visits'))).toBe(sortedContent(replicas.at(1).getMap('visits')));
	});

	it('[VI42] again changes only what the source changed, and nothing that people planned', () => {
		const doc = new Y.Doc();
		importDay(doc, visitsOf(row('07:15'), row('08:00', 'Karl K')));
		const [first, second] = readPlan(doc, DAY).visits.map(({ id }) => id);
		moveVisit(doc, new Person('ann'), first ?? '', { start: 600 });
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => updates.push(update));
		expect(importDay(doc, visitsOf(row('07:15'), row('08:00', 'Karl K')))).toEqual({ added: [], changed: [] });
		expect(updates).toEqual([]);
		const longer = [DAY, '08:00', '', 45, 'Karl K', 'Lunch'];
		expect(importDay(doc, visitsOf(row('07:15'), longer))).toEqual({ added: [], changed: [second] });
		expect(readPlan(doc, DAY).byId.get(second ?? '')).toMatchObject({ length: { value: 45 }, a: { value: null } });
		expect(readPlan(doc, DAY).byId.get(first ?? '')?.start.value).toBe(600);
	});

	it('[VI43] neither which key nor anybody’s name gets into a plan', () => {
		const doc = new Y.Doc();
		importDay(doc, visitsOf(row('07:15')));
		const written = ['visits', 'ops'].map((root) => sortedContent(doc.getMap(root))).join('');
		for (const secret of ['4711', 'Elsa', 'Eva']) expect(written).not.toContain(secret);
	});

	it('[VI45] what the source no longer has is cancelled by it, comes back with it, and is flagged where people changed it', () => {
		const doc = new Y.Doc();
		const both = visitsOf(row('07:15'), row('08:00', 'Karl K'));
		importDay(doc, both);
		const [, second] = readPlan(doc, DAY).visits;
		assign(doc, new Person('ann'), second?.id ?? '', 'a', 'c2');
		expect(missingFrom(doc, both.slice(0, 1))).toEqual([second?.id]);
		importDay(doc, both.slice(0, 1));
		expect(readPlan(doc, DAY).visits.map(({ status }) => status)).toEqual(['planned', 'planned']);
		importDay(doc, both.slice(0, 1), true);
		expect(readPlan(doc, DAY).visits.map(({ status }) => status)).toEqual(['planned', 'cancelled']);
		expect(reasons(openFlags(readPlan(doc, DAY)))).toEqual([`cancelled-and-changed ${second?.id}/cancel`]);
		importDay(doc, both, true);
		const after = readPlan(doc, DAY);
		expect([after.visits.map(({ status }) => status), openFlags(after)]).toEqual([['planned', 'planned'], []]);
	});

	it('[VI45] leaves alone what was added by hand and what people cancelled', () => {
		const doc = new Y.Doc();
		importDay(doc, [imported('v1'), imported('v2', { origin: 'hand' })]);
		cancelVisit(doc, new Person('ann'), 'v1', 'sjukhus');
		importDay(doc, [], true);
		const plan = readPlan(doc, DAY);
		expect([visitOf(plan, 'v2').status, visitOf(plan, 'v1').cancel.value]).toEqual(['planned', 'sjukhus']);
	});
});

describe('recurring visits', () => {
	const weekly: Recurrence = {
		id: 'c'.repeat(32),
		weekdays: [1, 4],
		everyWeeks: 2,
		from: '2026-11-23',
		to: '2027-01-31',
		exceptions: ['2026-12-24'],
		visit: { recipient: 'r1', start: 480, length: 30, tasks: ['Städ'] }
	};

	it('[VI44] come on their weekdays, every so many weeks, between their days, without exceptions', () => {
		const days = [
			'2026-11-22',
			'2026-11-23',
			'2026-11-24',
			'2026-11-26',
			'2026-11-30',
			'2026-12-07',
			'2026-12-21',
			'2026-12-24',
			'2027-01-04',
			'2027-01-11',
			'2027-02-01'
		];
		expect(days.filter((day) => takesPlaceOn(weekly, day))).toEqual([
			'2026-11-23',
			'2026-11-26',
			'2026-12-07',
			'2026-12-21',
			'2027-01-04'
		]);
		// A first day in the middle of a week counts from the Monday of that week.
		expect(takesPlaceOn({ ...weekly, from: '2026-11-25' }, '2026-11-26')).toBe(true);
		expect(takesPlaceOn({ ...weekly, from: '2026-11-25' }, '2026-12-07')).toBe(true);
	});

	it('[VI44] are the same visits on two devices, and keep what people planned', () => {
		const replicas = new Replicas(2);
		for (const doc of replicas.docs) planRecurring(doc, [weekly], DAY);
		replicas.syncAll();
		const [visit] = readPlan(replicas.at(0), DAY).visits;
		expect(readPlan(replicas.at(1), DAY).visits.map(({ id }) => id)).toEqual([`${weekly.id}-${DAY}`]);
		expect(visit).toMatchObject({ origin: 'recurring', recurrence: weekly.id, tasks: [{ text: 'Städ' }] });
		moveVisit(replicas.at(0), new Person('ann'), visit?.id ?? '', { start: 600 });
		expect(planRecurring(replicas.at(0), [weekly], DAY)).toEqual({ added: [], changed: [] });
		expect(readPlan(replicas.at(0), DAY).visits[0]?.start.value).toBe(600);
		expect(recurringVisits([weekly], '2026-11-24')).toEqual([]);
	});
});
