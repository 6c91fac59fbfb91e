import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { type Flag, type PlanVisit, readPlan, writeSource } from '#modules/visits/domain/index.ts';
import { t } from '#modules/visits/words/index.ts';
import { DAY, Person, imported } from '#tests/merge/plans.ts';
import { ActsBetweenDays } from './acts-between-days.ts';
import { type ActedDay, DayActs } from './day-acts.ts';
import { LastAct } from './last-act.svelte.ts';

const between = vi.hoisted(() => ({
	lastBetweenDays: vi.fn(),
	moveBetween: vi.fn(),
	settleOnDays: vi.fn(),
	settleOtherDays: vi.fn(),
	undoBetween: vi.fn()
}));
vi.mock('./between-days.ts', () => between);

const OTHER = '2026-11-24';
const TO = { start: 600, a: 'E2' };

function planned() {
	const doc = new Y.Doc();
	writeSource(doc, [imported('v1')]);
	const on: ActedDay = {
		day: DAY,
		editor: new Person('ann'),
		get plan() {
			return readPlan(doc, DAY);
		},
		edit: (change) => change(doc)
	};
	const last = new LastAct();
	const acts = new DayActs(on, last);
	const visit = () => on.plan.byId.get('v1') as PlanVisit;
	return { acts, last, on, visit, days: new ActsBetweenDays({ on, team: 'team', acts, last }) };
}

describe('what other days have their part in', () => {
	beforeEach(() => {
		for (const each of Object.values(between)) each.mockReset();
	});

	it('is an act of the day alone when a visit stays on it', async () => {
		const { days, visit, last } = planned();
		await days.moveTo(visit(), DAY, TO);
		expect(visit()).toMatchObject({ start: { value: 600 }, a: { value: 'E2' } });
		expect(between.moveBetween).not.toHaveBeenCalled();
		expect(last.told).toEqual({ text: t.visitPlan.told.moved, undoable: true });
	});

	it('says to which day a visit was moved, and nothing when it was refused', async () => {
		const { days, visit, last } = planned();
		between.moveBetween.mockResolvedValueOnce({ ok: false, code: 'unknown-visit' });
		await days.moveTo(visit(), OTHER, TO);
		expect(last.told.text).toBe('');
		between.moveBetween.mockResolvedValueOnce({ ok: true });
		await days.moveTo(visit(), OTHER, TO);
		expect(between.moveBetween).toHaveBeenLastCalledWith('team', 'v1', [DAY, OTHER], TO);
		expect(last.told).toEqual({ text: t.moveVisit.movedTo('tisdag 24 november'), undoable: true });
	});

	it('undoes the day’s own act on it, and what was done between days on all of them', async () => {
		const { acts, days, visit, last } = planned();
		acts.change('v1', { start: 500 });
		between.lastBetweenDays.mockReturnValueOnce(null);
		await days.undo();
		expect(visit().start.value).toBe(480);
		expect(last.told).toEqual({ text: t.visits.undone, undoable: false });

		between.lastBetweenDays.mockReturnValueOnce({ group: 'g', days: [OTHER] });
		between.undoBetween.mockResolvedValueOnce({ ok: false, code: 'nothing-to-undo' });
		await days.undo();
		expect(between.undoBetween).toHaveBeenCalledWith('team', [DAY, OTHER], 'g');
		expect(last.told.text).toBe(t.visits.nothingToUndo);
	});

	it('takes a visit that stands here again away from where it had been moved to', () => {
		const { acts, days, visit } = planned();
		acts.cancel('v1', 'sjuk');
		const before = visit();
		const edit = days.restore('v1');
		expect(edit.ok).toBe(true);
		expect(between.settleOtherDays).toHaveBeenCalledTimes(1);
		expect(between.settleOtherDays.mock.calls[0]?.slice(0, 2)).toEqual(['team', DAY]);
		expect(between.settleOtherDays.mock.calls[0]?.[2]).toMatchObject({ id: before.id });
	});

	it('leaves other days alone when the act was refused', () => {
		const { days } = planned();
		expect(days.restore('unknown').ok).toBe(false);
		expect(between.settleOtherDays).not.toHaveBeenCalled();
	});

	it('tells what stands in the way of a choice about another day', async () => {
		const { days, last } = planned();
		const choice = { flag: {} as Flag, choice: 'x', days: [] };
		between.settleOnDays.mockResolvedValueOnce({ ok: false, code: 'unknown-visit' });
		await days.settleElsewhere(OTHER, choice);
		expect(last.told).toEqual({ text: t.visits.refusals['unknown-visit'], undoable: false });
		between.settleOnDays.mockResolvedValueOnce({ ok: true });
		await days.settleElsewhere(OTHER, choice);
		expect(last.told.text).toBe(t.visitPlan.told.settled);
	});
});
