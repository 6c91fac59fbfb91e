import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readPlan, undo, writeSource } from '#modules/visits/domain/index.ts';
import { t } from '#modules/visits/words/index.ts';
import { DAY, Person, imported } from '#tests/merge/plans.ts';
import { type ActedDay, DayActs } from './day-acts.ts';
import { LastAct } from './last-act.svelte.ts';

const told = t.visitPlan.told;

function planned() {
	const doc = new Y.Doc();
	writeSource(doc, [imported('v1'), imported('v2', { a: null })]);
	const on: ActedDay = {
		day: DAY,
		editor: new Person('ann'),
		get plan() {
			return readPlan(doc, DAY);
		},
		edit: (change) => change(doc)
	};
	const last = new LastAct();
	return { acts: new DayActs(on, last), last, on, undo: () => undo(doc, on.editor) };
}

describe('what is done within a day', () => {
	it('is told, and can be taken back', () => {
		const { acts, last, on, undo } = planned();
		expect(acts.change('v1', { start: 500 }).ok).toBe(true);
		expect(last.told).toEqual({ text: told.changed, undoable: true });
		expect(on.plan.byId.get('v1')?.start.value).toBe(500);
		expect(undo().ok).toBe(true);
		expect(on.plan.byId.get('v1')?.start.value).toBe(480);
	});

	it('is not told when it was refused: what was told before still holds', () => {
		const { acts, last } = planned();
		acts.cancel('v1', 'sjuk');
		expect(acts.split('unknown', 10)).toMatchObject({ ok: false });
		expect(last.told.text).toBe(told.cancelled);
	});

	it('is corrected and not undone when it is what happened', () => {
		const { acts, last, on } = planned();
		acts.register('v1', { outcome: 'done', person: 'E1', start: 480, end: 510, way: 'screen' } as never);
		expect(last.told).toEqual({ text: told.registered, undoable: false });
		expect(on.plan.byId.get('v1')?.status).toBe('done');
	});

	it('adds a visit with an id of its own', () => {
		const { acts, on } = planned();
		acts.add(imported('x'));
		acts.add(imported('x'));
		expect(on.plan.visits).toHaveLength(4);
	});

	it('takes visits from a carer who is away in one act, and undoes both', () => {
		const { acts, on, undo } = planned();
		acts.markAway('E1', { from: 0, to: 1440 }, ['v1']);
		expect(on.plan.byId.get('v1')?.a.value).toBeNull();
		expect(on.plan.absences.find(({ carer }) => carer === 'E1')).toBeDefined();
		expect(undo().ok).toBe(true);
		expect(on.plan.byId.get('v1')?.a.value).toBe('E1');
	});
});
