import { describe, expect, it } from 'vitest';
import { DAY, Person, Scene, everyWay, imported, visitOf } from '#tests/merge/plans.ts';
import { type VisitChange, changeVisit, markAway, releasable } from './change-visit.ts';
import { openFlags } from './conflicts.ts';
import { addVisit, pinVisit, splitVisit } from './edit.ts';
import { readPlan } from './read-plan.ts';
import { registerVisit } from '../registering/register-visit.ts';
import { settle } from './settle.ts';
import { undo } from './undo.ts';
import { writeSource } from './write-source.ts';

const WINDOW = { from: 420, to: 600 };
const scene = (...visits: ReturnType<typeof imported>[]) => new Scene([1, 2, 3], true, visits);
const flags = (plan: ReturnType<Scene['plan']>) =>
	openFlags(plan).map(({ reason, field }) => `${reason} ${field ?? ''}`);

describe('changing a visit', () => {
	it('[VI48] every field is changed as one act, and one undo takes all of it back', () => {
		const { doc, ann } = scene(imported('v1', { tasks: ['Dusch'], needs: ['insulin'] }));
		const before = visitOf(readPlan(doc, DAY), 'v1');
		const change: VisitChange = {
			start: 500,
			length: 45,
			a: 'E2',
			b: 'E3',
			kind: 'extra',
			double: true,
			window: WINDOW,
			address: 'Torget 1',
			key: true,
			secondRecipient: 'r-2',
			needs: ['licence'],
			tasks: ['Frukost']
		};
		expect(changeVisit(doc, ann, 'v1', change)).toMatchObject({ ok: true });
		const { kind, double, window, address, key, secondRecipient, needs, tasks, ...visit } = visitOf(
			readPlan(doc, DAY),
			'v1'
		);
		expect({ kind, double, window, address, key, secondRecipient, needs }).toEqual({
			kind: 'extra',
			double: true,
			window: WINDOW,
			address: 'Torget 1',
			key: true,
			secondRecipient: 'r-2',
			needs: ['licence']
		});
		expect([visit.start.value, visit.length.value, visit.a.value, visit.b.value]).toEqual([500, 45, 'E2', 'E3']);
		expect(tasks.map(({ text }) => text)).toEqual(['Frukost']);
		expect(undo(doc, ann)).toMatchObject({ ok: true, value: { left: [] } });
		const after = visitOf(readPlan(doc, DAY), 'v1');
		const values = ({ start, length, a, b, ...of }: typeof after) => ({
			...[start, length, a, b].map(({ value }) => value),
			kind: of.kind,
			double: of.double,
			window: of.window,
			address: of.address,
			key: of.key,
			second: of.secondRecipient,
			needs: of.needs,
			tasks: of.tasks.map(({ text }) => text)
		});
		expect(values(after)).toEqual(values(before));
	});

	it.each([
		[{ window: { from: 600, to: 420 } }],
		[{ start: -5 }],
		[{ length: 0 }],
		[{ needs: ['x'.repeat(41)] }],
		[{ tasks: [' '] }],
		[{ tasks: ['x'.repeat(201)] }]
	])('[VI48] what is impossible (%j) writes nothing', (change) => {
		const { doc, ann } = scene(imported('v1'));
		expect(changeVisit(doc, ann, 'v1', { ...change, address: 'Torget 1' })).toEqual({
			ok: false,
			code: 'impossible-value'
		});
		expect(visitOf(readPlan(doc, DAY), 'v1').address).toBeNull();
	});

	it('[VI48] what two set apart is flagged, and one choice settles it', () => {
		everyWay({
			ann: (doc, ann) => changeVisit(doc, ann, 'v1', { window: WINDOW }),
			bo: (doc, bo) => changeVisit(doc, bo, 'v1', { window: { from: 480, to: 720 } }),
			then: (plan, found, { doc, ann }) => {
				expect(flags(plan)).toEqual(['later-change window']);
				const [flag] = found;
				const [loser] = flag?.losers ?? [];
				if (!flag || !loser) throw new Error('There is no flag');
				expect(settle(doc, ann, DAY, flag, loser.op)).toMatchObject({ ok: true });
				const settled = readPlan(doc, DAY);
				expect(openFlags(settled)).toEqual([]);
				const { from, to } = visitOf(settled, 'v1').window ?? { from: 0, to: 0 };
				expect(`${from}-${to}`).toBe(loser.value);
			}
		});
	});

	it('[VI48] different fields both hold, and a source that changes a field that nobody touched is followed', () => {
		const { doc, ann, bo } = scene(imported('v1'));
		changeVisit(doc, ann, 'v1', { address: 'Torget 1' });
		changeVisit(doc, bo, 'v1', { kind: 'meal' });
		writeSource(doc, [imported('v1', { address: 'Storgatan 1', window: WINDOW })]);
		expect(visitOf(readPlan(doc, DAY), 'v1')).toMatchObject({ address: 'Torget 1', kind: 'meal', window: WINDOW });
		expect(openFlags(readPlan(doc, DAY))).toEqual([]);
	});

	it('[VI48] a part that was split off keeps what the visit had become', () => {
		const { doc, ann } = scene(imported('v1', { tasks: ['Dusch'] }));
		changeVisit(doc, ann, 'v1', { kind: 'extra', tasks: ['Frukost'], needs: ['licence'] });
		splitVisit(doc, ann, 'v1', 490, 'v2');
		const part = visitOf(readPlan(doc, DAY), 'v2');
		expect(part).toMatchObject({ kind: 'extra', needs: ['licence'], tasks: [{ text: 'Frukost' }] });
	});

	it('[VI49] a task that was taken away stays away, and the same task added by two is one', () => {
		everyWay({
			visits: [imported('v1', { tasks: ['Dusch', 'Frukost'] })],
			ann: (doc, ann) => changeVisit(doc, ann, 'v1', { tasks: ['Frukost', 'Promenad'] }),
			bo: (doc, bo) => changeVisit(doc, bo, 'v1', { tasks: ['Dusch', 'Frukost', 'Promenad'] }),
			then: (plan, _flags, { doc, ann }) => {
				const tasks = () => visitOf(readPlan(doc, DAY), 'v1').tasks.map(({ text }) => text);
				expect(visitOf(plan, 'v1').tasks.map(({ text }) => text)).toEqual(['Frukost', 'Promenad']);
				writeSource(doc, [imported('v1', { tasks: ['Tvätt', 'Dusch', 'Frukost'] })]);
				expect(tasks()).toEqual(['Tvätt', 'Frukost', 'Promenad']);
				changeVisit(doc, ann, 'v1', { tasks: ['Tvätt', 'Dusch', 'Frukost', 'Promenad'] });
				expect(tasks()).toEqual(['Tvätt', 'Dusch', 'Frukost', 'Promenad']);
			}
		});
	});
});

describe('absence', () => {
	it('[VI50] a carer’s visits are given free in the act that says who is away, and one undo brings all back', () => {
		const { doc, ann } = scene(
			imported('v1'),
			imported('v2', { start: 600 }),
			imported('v3', { start: 660, a: 'E2', b: 'E1' })
		);
		const free = releasable(readPlan(doc, DAY).visits, 'E1', 540).map(({ id }) => id);
		expect(free).toEqual(['v2', 'v3']);
		expect(markAway(doc, ann, { carer: 'E1', day: DAY, away: { from: 540, to: 2880 } }, free)).toMatchObject({
			ok: true
		});
		const plan = readPlan(doc, DAY);
		expect(plan.absences.map(({ carer, away }) => [carer, away?.from])).toEqual([['E1', 540]]);
		expect(plan.visits.map(({ a, b }) => [a.value, b.value])).toEqual([
			['E1', null],
			[null, null],
			['E2', null]
		]);
		undo(doc, ann);
		const undone = readPlan(doc, DAY);
		expect(undone.absences.map(({ away }) => away)).toEqual([null]);
		expect(undone.visits.map(({ a, b }) => [a.value, b.value])).toEqual([
			['E1', null],
			['E1', null],
			['E2', 'E1']
		]);
	});

	it('[VI50] what is begun, pinned or cancelled stays, and an absence that ends before it begins is none', () => {
		const { doc, ann } = scene(imported('v1'), imported('v2'), imported('v3', { withdrawn: 'sjukhus' }));
		const registration = { person: 'E1', outcome: 'started', start: 480, end: null, documentation: '', way: 'visit' };
		registerVisit(doc, ann, 'v1', registration as Parameters<typeof registerVisit>[3]);
		pinVisit(doc, ann, 'v2', 'läkartid');
		expect(releasable(readPlan(doc, DAY).visits, 'E1')).toEqual([]);
		const refused = markAway(doc, ann, { carer: 'E1', day: DAY, away: { from: 600, to: 540 } });
		expect(refused).toEqual({ ok: false, code: 'impossible-value' });
		const unknown = markAway(doc, ann, { carer: 'E1', day: DAY, away: { from: 0, to: 2880 } }, ['v9']);
		expect(unknown).toEqual({ ok: false, code: 'unknown-visit' });
		expect(readPlan(doc, DAY).absences).toEqual([]);
	});
});

it('[VI48] a visit by hand that somebody has changed since is not undone unseen', () => {
	const { doc } = scene();
	const [ann, bo] = [new Person('ann'), new Person('bo', 2_000_000)];
	addVisit(doc, ann, { id: 'new', recipient: 'r1', start: 480, length: 30 });
	changeVisit(doc, bo, 'new', { kind: 'alarm' });
	expect(undo(doc, ann)).toMatchObject({ ok: true, value: { undone: 0, left: [{ reason: 'used-since' }] } });
	expect(visitOf(readPlan(doc, DAY), 'new').kind).toBe('alarm');
});
