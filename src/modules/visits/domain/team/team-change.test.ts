import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DAY, Person } from '#tests/merge/plans.ts';
import { CHANGE_TEAM, policies } from '../plan/access.ts';
import { cancelVisit } from '../plan/edit.ts';
import { type FactsMaps, atTeam, hasShifts, readTeam, shiftsOf } from './facts.ts';
import { readPlan } from '../plan/read-plan.ts';
import { type Recurrence, addMissingRecurring, followRecurring } from './recurring.ts';
import {
	type KeptEntries,
	type TeamChange,
	decideTeamChange,
	readTeamChanges,
	teamChange,
	withTeamChanges
} from './team-change.ts';

const EVA = { name: 'Eva Ek', phone: '070-174 06 05' };
const ELSA = { name: 'Elsa Ö', address: 'Storgatan 1' };
const RHYTHM = { weekdays: [1, 4], everyWeeks: 1, from: '2026-11-02', to: null, exceptions: [] };

const entries = (more: Partial<Record<keyof KeptEntries, [string, unknown][]>> = {}): KeptEntries => ({
	carers: new Map([['c1', EVA], ...(more.carers ?? [])]),
	recipients: new Map([['r1', ELSA], ...(more.recipients ?? [])]),
	shifts: new Map(more.shifts ?? []),
	recurring: new Map(more.recurring ?? [])
});
const decide = (changes: TeamChange[], now = entries()) => decideTeamChange(now, changes);
const must = (change: TeamChange | null): TeamChange => {
	if (!change) throw new Error('Nothing changes');
	return change;
};

describe('changing a team', () => {
	it('[VI51] a change names only what it changes, and fields that others changed stay', () => {
		const change = must(teamChange('carers', 'c1', EVA, { ...EVA, phone: '070-174 06 06' }));
		expect(change).toEqual({
			root: 'carers',
			key: 'c1',
			set: { phone: '070-174 06 06' },
			was: { phone: '070-174 06 05' }
		});
		const meanwhile = entries({ carers: [['c1', { ...EVA, name: 'Eva Ås' }]] });
		expect(decide([change], meanwhile)).toMatchObject({
			ok: true,
			value: [{ key: 'c1', body: { name: 'Eva Ås', phone: '070-174 06 06' } }]
		});
		expect(teamChange('carers', 'c1', EVA, { ...EVA })).toBeNull();
	});

	it('[VI51] the same field changed by two is refused for the later one, unless both say the same', () => {
		const change = must(teamChange('carers', 'c1', EVA, { ...EVA, phone: '070-174 06 06' }));
		const meanwhile = (phone: string) => entries({ carers: [['c1', { ...EVA, phone }]] });
		expect(decide([change], meanwhile('070-174 06 07'))).toEqual({ ok: false, code: 'changed-meanwhile' });
		expect(decide([change], meanwhile('070-174 06 06'))).toMatchObject({ ok: true });
		expect(decide([must(teamChange('carers', 'c9', EVA, { ...EVA, phone: '1' }))])).toEqual({
			ok: false,
			code: 'changed-meanwhile'
		});
	});

	it('[VI51] the same new person from two devices is one', () => {
		const add = must(teamChange('recipients', 'r2', null, { name: 'Karl K' }));
		const decided = decide([add]);
		const stored = decided.ok ? decided.value[0]?.body : null;
		expect(stored).toMatchObject({ name: 'Karl K', needs: [], ended: null });
		expect(decide([add], entries({ recipients: [['r2', stored]] }))).toMatchObject({ ok: true });
	});

	it.each<[string, TeamChange]>([
		['a name', { root: 'carers', key: 'c2', set: { name: '' }, was: null }],
		['a code in a text', { root: 'recipients', key: 'r2', set: { ...ELSA, entrance: 'Portkod: 4711' }, was: null }],
		[
			'a place on earth',
			{ root: 'carers', key: 'c2', set: { ...EVA, home: { latitude: 91, longitude: 0 } }, was: null }
		],
		['a key of shifts', { root: 'shifts', key: 'c1/i morgon', set: { from: 420, to: 960 }, was: null }],
		['hours', { root: 'shifts', key: `c1/${DAY}`, set: { from: 960, to: 420 }, was: null }],
		['weekdays', { root: 'recurring', key: 'q1', set: { ...RHYTHM, weekdays: [8] }, was: null }],
		['a person that is taken away', { root: 'carers', key: 'c1', set: null, was: EVA }]
	])('[VI52] %s that cannot be is malformed', (_what, change) => {
		expect(decide([change])).toEqual({ ok: false, code: 'malformed' });
	});

	it('[VI52] shifts and recurring visits name people of the team, also such that the same command adds', () => {
		const shift = must(teamChange('shifts', `c2/${DAY}`, null, { from: 420, to: 960 }));
		expect(decide([shift])).toEqual({ ok: false, code: 'unknown-person' });
		expect(decide([must(teamChange('carers', 'c2', null, { name: 'Åke Ås' })), shift])).toMatchObject({ ok: true });
		const visit = { recipient: 'r1', start: 480, length: 30, a: 'c1' };
		expect(decide([must(teamChange('recurring', 'q1', null, { ...RHYTHM, visit }))])).toMatchObject({ ok: true });
		for (const more of [{ a: 'c9' }, { secondRecipient: 'r9' }, { recipient: 'r9' }]) {
			const unknown = must(teamChange('recurring', 'q1', null, { ...RHYTHM, visit: { ...visit, ...more } }));
			expect(decide([unknown])).toEqual({ ok: false, code: 'unknown-person' });
		}
	});

	it('[VI52] all changes of a command hold or none', () => {
		const good = must(teamChange('carers', 'c2', null, { name: 'Åke Ås' }));
		const bad = must(teamChange('carers', 'c3', null, { name: ' ' }));
		expect(decide([good, bad])).toMatchObject({ ok: false });
		expect(readTeamChanges({ changes: [good] })).toEqual([good]);
		for (const payload of [{}, { changes: [] }, { changes: [{ ...good, root: 'team' }] }, null])
			expect(readTeamChanges(payload)).toEqual([]);
	});

	it('[VI53] what waits shows on the device; what would be refused does not', () => {
		const maps: FactsMaps = { ...entries(), team: new Map([['all', { name: 'Vallhed' }]]) };
		const add = must(teamChange('recipients', 'r2', null, { name: 'Karl K' }));
		const late = must(teamChange('recipients', 'r1', { name: 'Elsa' }, { name: 'Elsa B' }));
		const team = readTeam(withTeamChanges(maps, [[add], [late]]));
		expect([...team.recipients.values()].map(({ name }) => name)).toEqual(['Elsa Ö', 'Karl K']);
		expect(team.team.name).toBe('Vallhed');
		expect(withTeamChanges(maps, [])).toBe(maps);
	});

	it('[VI53] working hours are taken away on the device too', () => {
		const hours = { from: 420, to: 960, lunch: null };
		const maps = entries({ shifts: [[`c1/${DAY}`, hours]] });
		const gone = must(teamChange('shifts', `c1/${DAY}`, hours, null));
		expect(shiftsOf(readTeam(maps), 'c1', DAY)).toHaveLength(1);
		expect(shiftsOf(readTeam(withTeamChanges(maps, [[gone]])), 'c1', DAY)).toEqual([]);
		const moved = entries({ shifts: [[`c1/${DAY}`, { ...hours, to: 900 }]] });
		expect(decide([gone], moved)).toEqual({ ok: false, code: 'changed-meanwhile' });
	});

	it('[VI58] planners of the team ask for changes; nobody else, and nobody writes the facts', () => {
		const person = (role: 'planner' | 'carer', teams: string[]) => ({
			member: 'm',
			organisation: 'o',
			company: null,
			device: 'd',
			roles: [role],
			teams,
			rolesIn: Object.fromEntries(teams.map((team) => [team, [role]]))
		});
		const may = (role: 'planner' | 'carer', teams: string[], action = CHANGE_TEAM) =>
			policies['team']?.(person(role, teams), action, { type: 'team', scope: 't1' });
		expect([may('planner', ['t1']), may('carer', ['t1']), may('planner', ['t2'])]).toEqual([true, false, false]);
		expect([may('planner', ['t1'], 'write'), may('carer', ['t1'], 'read')]).toEqual([false, true]);
	});
});

describe('working hours', () => {
	const hours = { from: 420, to: 960, lunch: null };
	const team = (shifts: [string, unknown][]) => readTeam(entries({ shifts }));
	const weekly: [string, unknown] = ['recurring/c1/s1', { ...RHYTHM, shift: hours }];

	it('[VI54] come again on their days, and a day of its own goes before them, also with none', () => {
		expect(shiftsOf(team([weekly]), 'c1', DAY)).toEqual([{ ...hours, carer: 'c1', day: DAY }]);
		expect(shiftsOf(team([weekly]), 'c1', '2026-11-24')).toEqual([]);
		const short = team([weekly, [`c1/${DAY}`, { from: 480, to: 720 }]]);
		expect(shiftsOf(short, 'c1', DAY).map(({ from, to }) => [from, to])).toEqual([[480, 720]]);
		const free = team([weekly, [`c1/${DAY}`, { off: true }]]);
		expect(shiftsOf(free, 'c1', DAY)).toEqual([]);
	});

	it('[VI54] a day of which nobody’s hours are known says nothing of who is free', () => {
		expect([hasShifts(team([weekly]), DAY), hasShifts(team([weekly]), '2026-11-24')]).toEqual([true, false]);
		expect(hasShifts(team([]), DAY)).toBe(false);
	});

	it('[VI54] who has left is offered no more from the day after', () => {
		const { carers } = readTeam(entries({ carers: [['c2', { name: 'Åke Ås', ended: '2026-11-22' }]] }));
		const names = (day: string) => atTeam(carers.values(), day).map(({ name }) => name);
		expect([names('2026-11-22'), names(DAY)]).toEqual([['Eva Ek', 'Åke Ås'], ['Eva Ek']]);
	});
});

describe('recurring visits in the days ahead', () => {
	const visit = { recipient: 'r1', start: 480, length: 30 };
	const weekly = { id: 'q1', ...RHYTHM, visit } as Recurrence;
	const starts = (doc: Y.Doc) => readPlan(doc, DAY).visits.map(({ start, cancel }) => [start.value, cancel.value]);

	it('[VI55] a device adds what is missing, and never changes or takes back what is there', () => {
		const doc = new Y.Doc();
		expect(addMissingRecurring(doc, [weekly], DAY).added).toEqual([`q1-${DAY}`]);
		addMissingRecurring(doc, [{ ...weekly, visit: { ...visit, start: 600 } }], DAY);
		addMissingRecurring(doc, [{ ...weekly, to: '2026-11-20' }], DAY);
		expect(starts(doc)).toEqual([[480, null]]);
	});

	it('[VI55] the server follows what was decided, and what has ended is cancelled by the source, and back again', () => {
		const doc = new Y.Doc();
		followRecurring(doc, [weekly], DAY);
		followRecurring(doc, [{ ...weekly, visit: { ...visit, start: 600 } }], DAY);
		expect(starts(doc)).toEqual([[600, null]]);
		followRecurring(doc, [{ ...weekly, exceptions: [DAY] }], DAY);
		expect(starts(doc)).toEqual([[600, 'not-in-source']]);
		followRecurring(doc, [weekly], DAY);
		expect(starts(doc)).toEqual([[480, null]]);
		expect(followRecurring(doc, [weekly], DAY)).toEqual({ added: [], changed: [] });
	});

	it('[VI55] visits of recurrences that are not known are left alone, and so is what people decided', () => {
		const doc = new Y.Doc();
		followRecurring(doc, [weekly], DAY);
		followRecurring(doc, [], DAY);
		expect(starts(doc)).toEqual([[480, null]]);
		cancelVisit(doc, new Person('ann'), `q1-${DAY}`, 'sjukhus');
		followRecurring(doc, [weekly], DAY);
		expect(starts(doc)).toEqual([[480, 'sjukhus']]);
	});
});
