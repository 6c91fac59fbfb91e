import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DAY, Person, imported, visitOf } from '#tests/merge/plans.ts';
import { changeVisit } from './change-visit.ts';
import { addVisit, assign, cancelVisit, moveVisit, pinVisit, splitVisit, swap } from './edit.ts';
import { BY_PERSON } from './plan-act.ts';
import { readPlan } from './read-plan.ts';
import { registerVisit } from '../registering/register-visit.ts';
import { lastGroup, leftByUndo, undo } from './undo.ts';
import { writeSource } from './write-source.ts';

const ann = () => new Person('ann');

function planned(...visits: ReturnType<typeof imported>[]): Y.Doc {
	const doc = new Y.Doc();
	writeSource(doc, visits.length > 0 ? visits : [imported('v1')]);
	return doc;
}

const v1 = (doc: Y.Doc) => visitOf(readPlan(doc, DAY), 'v1');

describe('edits', () => {
	it('[VI12] are one transaction with an origin, and everything in it carries one group', () => {
		const doc = planned(imported('v1'), imported('v2', { a: 'E2' }));
		const origins: unknown[] = [];
		doc.on('afterTransaction', ({ origin, changed }: Y.Transaction) => {
			if (changed.size > 0) origins.push(origin);
		});
		const edit = swap(doc, ann(), { visit: 'v1', slot: 'a' }, { visit: 'v2', slot: 'a' });
		expect(origins).toEqual([BY_PERSON]);
		const groups = readPlan(doc, DAY).visits.map(({ a }) => a.set?.group);
		expect(edit).toEqual({ ok: true, value: { group: groups[0] } });
		expect(groups[0]).toBe(groups[1]);
	});

	it('[VI12] say who, from which device and why', () => {
		const doc = planned();
		const author = ann();
		assign(doc, author, 'v1', 'a', 'E2', 'Elsa känner Eva');
		expect(v1(doc).a.set).toMatchObject({
			by: 'ann',
			device: author.device,
			why: 'Elsa känner Eva',
			base: 'E1',
			prev: []
		});
	});

	it('[VI12] that are impossible write nothing', () => {
		const doc = planned();
		const before = Y.encodeStateAsUpdate(doc);
		const edits = [
			moveVisit(doc, ann(), 'v1', { start: -5 }),
			moveVisit(doc, ann(), 'v1', { start: 7.5 }),
			changeVisit(doc, ann(), 'v1', { length: 0 }),
			splitVisit(doc, ann(), 'v1', 480),
			splitVisit(doc, ann(), 'v1', 510),
			addVisit(doc, ann(), { id: 'a/b', recipient: 'x', start: 0, length: 5 }),
			addVisit(doc, ann(), { id: 'absence', recipient: 'x', start: 0, length: 5 }),
			changeVisit(doc, ann(), 'v1', { tasks: ['  '] }),
			changeVisit(doc, ann(), 'v1', { needs: ['a/b'] }),
			registerVisit(doc, ann(), 'v1', { person: 'E1', outcome: 'done', start: 500, end: 490 }),
			registerVisit(doc, ann(), 'v1', { person: 'E/1', outcome: 'done' })
		];
		expect(new Set(edits.map((edit) => (edit.ok ? 'ok' : edit.code)))).toEqual(new Set(['impossible-value']));
		expect(cancelVisit(doc, ann(), 'nobody', 'x')).toEqual({ ok: false, code: 'unknown-visit' });
		expect(assign(doc, ann(), 'v1', 'a', 'E1')).toEqual({ ok: false, code: 'nothing-to-change' });
		expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
	});

	it('[VI12] of needs and tasks add to what the source says', () => {
		const doc = planned(imported('v1', { tasks: ['Dusch'], needs: ['insulin'] }));
		changeVisit(doc, ann(), 'v1', { tasks: ['Dusch', 'Köp mjölk'], needs: ['licence'] });
		expect(v1(doc).tasks.map(({ text }) => text)).toEqual(['Dusch', 'Köp mjölk']);
		expect(v1(doc).needs).toEqual(['licence']);
		changeVisit(doc, ann(), 'v1', { tasks: ['Dusch'] });
		expect(v1(doc).tasks).toHaveLength(1);
	});
});

describe('undo', () => {
	it('[VI13] brings the last own act back, then the one before', () => {
		const doc = planned();
		const author = ann();
		assign(doc, author, 'v1', 'a', 'E2');
		moveVisit(doc, author, 'v1', { start: 600, carer: 'E3' });
		expect(undo(doc, author)).toMatchObject({ ok: true, value: { undone: 2, left: [] } });
		expect([v1(doc).start.value, v1(doc).a.value]).toEqual([480, 'E2']);
		undo(doc, author);
		expect(v1(doc).a.value).toBe('E1');
		expect(undo(doc, author)).toEqual({ ok: false, code: 'nothing-to-undo' });
	});

	it('[VI13] is never of what others did, and says who is in the way', () => {
		const doc = planned();
		const [author, bo] = [ann(), new Person('bo', 2_000_000)];
		moveVisit(doc, author, 'v1', { start: 600, carer: 'E2' });
		assign(doc, bo, 'v1', 'a', 'E3');
		const group = lastGroup(doc, 'ann') ?? '';
		expect(leftByUndo(doc, 'ann', group)).toMatchObject([{ register: 'v1/a', reason: 'changed-later', by: 'bo' }]);
		expect(undo(doc, author)).toMatchObject({ value: { undone: 0 } });
		expect(v1(doc).start.value).toBe(600);
		expect(undo(doc, author, 'parts')).toMatchObject({ value: { undone: 1 } });
		expect([v1(doc).start.value, v1(doc).a.value]).toEqual([480, 'E3']);
		expect(lastGroup(doc, 'bo')).not.toBeNull();
	});

	it('[VI13] of a need, a task and a pin takes them away again', () => {
		const doc = planned();
		const author = ann();
		changeVisit(doc, author, 'v1', { needs: ['licence'], tasks: ['Dusch'] });
		undo(doc, author);
		pinVisit(doc, author, 'v1');
		undo(doc, author);
		expect([v1(doc).needs, v1(doc).tasks, v1(doc).pin.value, v1(doc).pinned]).toEqual([[], [], null, null]);
	});

	it('[VI14] a split gives two visits as long as the one; undone, the second is cancelled and the first whole', () => {
		const doc = planned(imported('v1', { length: 45, b: 'E2', double: true }));
		const author = ann();
		splitVisit(doc, author, 'v1', 500, 'half');
		const plan = readPlan(doc, DAY);
		expect(visitOf(plan, 'v1')).toMatchObject({ start: { value: 480 }, length: { value: 20 } });
		expect(visitOf(plan, 'half')).toMatchObject({
			start: { value: 500 },
			length: { value: 25 },
			a: { value: 'E1' },
			b: { value: 'E2' },
			created: { by: 'ann', splitFrom: 'v1' }
		});
		undo(doc, author);
		expect(v1(doc).length.value).toBe(45);
		expect(visitOf(readPlan(doc, DAY), 'half').status).toBe('cancelled');
	});

	it('[VI14] a part of a split that another has used stays', () => {
		const doc = planned(imported('v1', { length: 45 }));
		const author = ann();
		splitVisit(doc, author, 'v1', 500, 'half');
		assign(doc, new Person('bo', 2_000_000), 'half', 'a', 'E7');
		expect(undo(doc, author)).toMatchObject({
			value: { undone: 0, left: [{ register: 'half', reason: 'used-since', by: 'bo' }] }
		});
		expect(visitOf(readPlan(doc, DAY), 'half').status).toBe('planned');
	});
});

describe('registrations', () => {
	it('[VI15] are corrected by new ones that name the former', () => {
		const doc = planned();
		registerVisit(doc, ann(), 'v1', { person: 'E1', outcome: 'not-home', documentation: 'Ringde på' });
		expect(v1(doc).status).toBe('not-home');
		registerVisit(doc, ann(), 'v1', {
			person: 'E1',
			outcome: 'done',
			start: 490,
			end: 520,
			corrects: v1(doc).registrations.map(({ key }) => key)
		});
		expect(v1(doc).status).toBe('done');
		expect(
			v1(doc)
				.registrations.map(({ outcome, documentation }) => [outcome, documentation])
				.sort()
		).toEqual([
			['done', ''],
			['not-home', 'Ringde på']
		]);
	});

	it('[VI15] of one line of a sheet are made once', () => {
		const doc = planned();
		const line = { person: 'E1', outcome: 'done', line: 'sheet7-3', way: 'paper' } as const;
		expect(registerVisit(doc, ann(), 'v1', line).ok).toBe(true);
		expect(registerVisit(doc, ann(), 'v1', line)).toEqual({ ok: false, code: 'already-there' });
		expect(v1(doc).registrations).toMatchObject([{ outcome: 'done', way: 'paper' }]);
	});

	it('[VI15] say when it happened and when it was registered, apart', () => {
		const doc = planned();
		const author = ann();
		author.now = 5_000_000;
		registerVisit(doc, author, 'v1', { person: 'E2', outcome: 'done', happened: 4_000_000 });
		expect(v1(doc).registrations[0]).toMatchObject({
			happened: 4_000_000,
			person: 'E2',
			by: 'ann',
			device: author.device
		});
		expect(v1(doc).registrations[0]?.at.startsWith('000000005000000')).toBe(true);
	});

	it('[VI18] give the status: done before every other outcome, outcomes before a cancellation', () => {
		const doc = planned();
		expect(v1(doc).status).toBe('planned');
		registerVisit(doc, ann(), 'v1', { person: 'E1', outcome: 'started' });
		expect(v1(doc).status).toBe('started');
		registerVisit(doc, ann(), 'v1', { person: 'E1', outcome: 'wasted-trip' });
		expect(v1(doc).status).toBe('wasted-trip');
		cancelVisit(doc, ann(), 'v1', 'sjukhus');
		registerVisit(doc, ann(), 'v1', { person: 'E1', outcome: 'part-done' });
		expect(v1(doc).status).toBe('part-done');
		registerVisit(doc, ann(), 'v1', { person: 'E2', outcome: 'done' });
		expect(v1(doc).status).toBe('done');
	});
});

describe('reading', () => {
	it('[VI16] what has an unknown shape is kept and not read, and hides nothing else', () => {
		const doc = planned(imported('v1'), imported('v2'));
		const put = (root: string, key: string, value: unknown) => doc.getMap(root).set(key, value);
		put('visits', 'v2/src.start', 'noon');
		put('visits', 'v1/src.window', { from: 'x' });
		put('visits', 'v1/src.colour', 'red');
		put('visits', '__proto__/src.start', 5);
		put('ops', 'v1/start/x1', { to: 'noon', prev: [], at: '9', by: 'z' });
		put('ops', 'v1/route/x2', { to: 1, prev: [], at: '9', by: 'z' });
		put('ops', 'absence/E1/2026-11-23/x3', { to: 'sick', prev: [], at: '9', by: 'z' });
		put('registrations', 'v1/E1/x4', { outcome: 'flown', at: '9', by: 'z' });
		put('registrations', 'v1', 7);
		const plan = readPlan(doc, DAY);
		expect(plan.visits.map(({ id }) => id)).toEqual(['v1']);
		expect(v1(doc)).toMatchObject({ start: { value: 480, losers: [] }, window: null, registrations: [] });
		expect(plan.absences).toEqual([]);
		expect(doc.getMap('visits').get('v1/src.colour')).toBe('red');
	});

	it('[VI17] gives the same objects for what nothing happened to', () => {
		const doc = planned(imported('v1'), imported('v2'));
		const before = readPlan(doc, DAY);
		expect(readPlan(doc, DAY)).toBe(before);
		moveVisit(doc, ann(), 'v2', { start: 600 });
		const after = readPlan(doc, DAY);
		expect(after).not.toBe(before);
		expect(after.byId.get('v1')).toBe(before.byId.get('v1'));
		expect(after.byId.get('v2')).not.toBe(before.byId.get('v2'));
	});

	it('[VI19] a field whose change was undone follows its source again', () => {
		const doc = planned();
		const author = ann();
		moveVisit(doc, author, 'v1', { start: 600 });
		undo(doc, author);
		writeSource(doc, [imported('v1', { start: 510 })]);
		expect(v1(doc).start).toMatchObject({ value: 510, losers: [] });
	});
});
