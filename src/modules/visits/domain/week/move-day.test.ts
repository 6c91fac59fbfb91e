import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Person, imported, reasons } from '#tests/merge/plans.ts';
import { changeVisit } from '../plan/change-visit.ts';
import { openFlags } from '../plan/conflicts.ts';
import { assign, cancelVisit, moveVisit, pinVisit, restoreVisit } from '../plan/edit.ts';
import { importDay } from '../import/import-plan.ts';
import { takesPlace } from '../plan/model.ts';
import {
	type DayMove,
	daysOfGroup,
	idOnDay,
	keptOnItsDay,
	leaveOtherDays,
	moveToDay,
	otherDaysOf,
	undoEverywhere
} from './move-day.ts';
import { movedTo } from './moved-to.ts';
import { readPlan } from '../plan/read-plan.ts';
import { readVisit } from '../plan/read-visit.ts';
import { type Recurrence, followRecurring } from '../team/recurring.ts';
import { registerVisit } from '../registering/register-visit.ts';
import { settle } from '../plan/settle.ts';
import { lastGroup } from '../plan/undo.ts';
import { writeSource } from '../plan/write-source.ts';

const [MON, TUE, WED] = ['2026-11-23', '2026-11-24', '2026-11-25'] as const;
type Day = typeof MON | typeof TUE | typeof WED;

/** One person's device with three days of a team. */
class Desk {
	readonly person: Person;
	readonly days: Record<Day, Y.Doc> = { [MON]: new Y.Doc(), [TUE]: new Y.Doc(), [WED]: new Y.Doc() };

	constructor(name: string, now?: number) {
		this.person = new Person(name, now);
	}
	of = (day: Day) => ({ doc: this.days[day], day });
	move = (to: Day, change: DayMove = {}, from: Day = MON, id = 'v1') =>
		moveToDay(this.person, this.of(from), id, this.of(to), change);
	visit = (day: Day, id: string) => {
		const visit = readVisit(this.days[day], id);
		if (!visit) throw new RangeError(`No visit ${id}`);
		return visit;
	};
	standing = (day: Day) => readPlan(this.days[day], day).visits.filter(takesPlace);
	flags = (day: Day) => reasons(openFlags(readPlan(this.days[day], day)));
	content = () => ([MON, TUE, WED] as const).map((day) => readPlan(this.days[day], day));
}

function planned(...visits: ReturnType<typeof imported>[]): Desk {
	const desk = new Desk('ann');
	writeSource(desk.days[MON], visits.length > 0 ? visits : [imported('v1')]);
	return desk;
}

function meet(one: Desk, other: Desk): void {
	for (const day of [MON, TUE, WED] as const) {
		Y.applyUpdate(other.days[day], Y.encodeStateAsUpdate(one.days[day]));
		Y.applyUpdate(one.days[day], Y.encodeStateAsUpdate(other.days[day]));
	}
	expect(one.content()).toEqual(other.content());
}

/** Both ways round: who is later by the clock must not matter for what is kept. */
const APART = [
	['bo', 2_000_000],
	['ann', 1_000]
] as const;

describe.each(APART)('two who move a visit apart, %s later', (_who, bosNow) => {
	function both(): [Desk, Desk] {
		const [ann, bo] = [planned(), new Desk('bo', bosNow)];
		meet(ann, bo);
		return [ann, bo];
	}

	it('[VI112] to the same day have moved one visit, and nothing is flagged', () => {
		const [ann, bo] = both();
		ann.move(TUE);
		bo.move(TUE);
		meet(ann, bo);
		expect(ann.standing(MON)).toEqual([]);
		expect(ann.standing(TUE)).toHaveLength(1);
		expect([...ann.flags(MON), ...ann.flags(TUE)]).toEqual([]);
	});

	it('[VI112] to the same day but to two carers: flagged on the new day, in both rows', () => {
		const [ann, bo] = both();
		ann.move(TUE, { a: 'E2' });
		bo.move(TUE, { a: 'E3' });
		meet(ann, bo);
		const [visit] = ann.standing(TUE);
		expect(ann.flags(TUE)).toEqual([`later-change ${visit?.id ?? ''}/a`]);
	});

	it('[VI113] to two days: it stands on both, flagged on its own day, until one choice takes the other away', () => {
		const [ann, bo] = both();
		ann.move(TUE);
		bo.move(WED);
		meet(ann, bo);
		expect([ann.standing(MON), ann.standing(TUE), ann.standing(WED)].map(({ length }) => length)).toEqual([0, 1, 1]);
		expect(ann.flags(MON)).toEqual(['later-change v1/cancel']);
		const before = ann.visit(MON, 'v1');
		expect(otherDaysOf(before)).toEqual([TUE, WED]);

		const [flag] = openFlags(readPlan(ann.days[MON], MON));
		const chosen = flag && [flag.winner, ...flag.losers].find(({ value }) => movedTo(value) === TUE);
		if (!flag || !chosen) throw new Error('Nothing is flagged');
		const settled = settle(ann.days[MON], ann.person, MON, flag, chosen.op);
		if (!settled.ok) throw new Error(settled.code);
		const act = { before, home: ann.of(MON), group: settled.value.group };
		leaveOtherDays(ann.person, act, [ann.of(TUE), ann.of(WED)]);
		meet(ann, bo);
		expect([bo.standing(MON), bo.standing(TUE), bo.standing(WED)].map(({ length }) => length)).toEqual([0, 1, 0]);
		expect(([MON, TUE, WED] as const).flatMap((day) => bo.flags(day))).toEqual([]);
	});

	it('[VI113] one moves it, the other changes it on its day: flagged, and neither is lost', () => {
		const [ann, bo] = both();
		ann.move(TUE);
		moveVisit(bo.days[MON], bo.person, 'v1', { start: 600 });
		meet(ann, bo);
		expect(ann.flags(MON)).toEqual(['cancelled-and-changed v1/cancel']);
		expect(ann.standing(TUE)).toHaveLength(1);
	});
});

describe('moving a visit to another day', () => {
	it('[VI110] takes everything along that its source says and that people made of it, each day knowing the other', () => {
		const ann = planned(
			imported('v1', { tasks: ['Dusch', 'Frukost'], needs: ['licence'], window: { from: 420, to: 600 }, key: true })
		);
		changeVisit(ann.days[MON], ann.person, 'v1', {
			length: 45,
			b: 'E2',
			double: true,
			address: 'Hos dottern',
			window: { from: 430, to: 610 },
			tasks: ['Frukost', 'Promenad'],
			needs: ['insulin']
		});
		const was = ann.visit(MON, 'v1');
		const edit = ann.move(TUE, { a: 'E9' });
		const [moved] = ann.standing(TUE);
		if (!moved || !edit.ok) throw new Error('Not moved');
		expect([moved.start.value, moved.length.value, moved.a.value, moved.b.value]).toEqual([480, 45, 'E9', 'E2']);
		expect(moved).toMatchObject({ recipient: 'r-v1', double: true, key: true, address: 'Hos dottern' });
		expect(moved.window).toEqual({ from: 430, to: 610 });
		expect(moved.tasks.map(({ text }) => text)).toEqual(['Frukost', 'Promenad']);
		expect(moved.needs).toEqual(['insulin']);
		expect(moved.created).toMatchObject({ by: 'ann', movedFrom: { day: MON, visit: 'v1' }, group: edit.value.group });
		const left = ann.visit(MON, 'v1');
		expect(movedTo(left.cancel.value)).toBe(TUE);
		expect(left.cancel.set?.group).toBe(edit.value.group);
		expect(idOnDay(was, MON, TUE)).toBe(moved.id);
		expect(ann.flags(TUE)).toEqual([]);
	});

	it('[VI110] back again it is the visit that it was, and once more the same one on the other day', () => {
		const ann = planned();
		ann.move(TUE);
		const [there] = ann.standing(TUE);
		expect(ann.move(MON, { start: 600 }, TUE, there?.id).ok).toBe(true);
		expect(ann.standing(MON).map(({ id, start }) => [id, start.value])).toEqual([['v1', 600]]);
		expect(ann.standing(TUE)).toEqual([]);
		ann.move(TUE);
		expect(ann.standing(TUE).map(({ id, start }) => [id, start.value])).toEqual([[there?.id, 600]]);
		expect([...ann.flags(MON), ...ann.flags(TUE)]).toEqual([]);
	});

	it('[VI111] is refused with the reason for what has begun, is pinned, cancelled or contested, and writes nothing', () => {
		const ann = planned(...['v1', 'v2', 'v3', 'v4'].map((id) => imported(id)));
		const bo = new Desk('bo');
		meet(ann, bo);
		assign(bo.days[MON], bo.person, 'v4', 'a', 'E2');
		const doc = ann.days[MON];
		assign(doc, ann.person, 'v4', 'a', 'E3');
		registerVisit(doc, ann.person, 'v1', { person: 'E1', outcome: 'started', start: 480, end: null });
		pinVisit(doc, ann.person, 'v2');
		cancelVisit(doc, ann.person, 'v3', 'Sjukhus');
		meet(ann, bo);
		const why = ['v1', 'v2', 'v3', 'v4', 'v5'].map((id) => {
			const edit = ann.move(TUE, {}, MON, id);
			return edit.ok ? 'moved' : edit.code;
		});
		expect(why).toEqual(['already-registered', 'pinned', 'already-cancelled', 'undecided', 'unknown-visit']);
		expect(keptOnItsDay(ann.visit(MON, 'v2'))).toBe('pinned');
		expect(ann.move(MON, {}, MON, 'v1').ok).toBe(false);
		expect(ann.days[TUE].getMap('visits').size).toBe(0);
	});

	it('[VI111] to no day, or to a minute that no day has, writes nothing', () => {
		const ann = planned();
		expect(moveToDay(ann.person, ann.of(MON), 'v1', { doc: ann.days[TUE], day: 'i morgon' })).toMatchObject({
			code: 'impossible-value'
		});
		expect(ann.move(TUE, { start: -5 })).toMatchObject({ code: 'impossible-value' });
		expect(ann.standing(MON)).toHaveLength(1);
	});

	it('[VI114] is taken back by one undo on either day, and not at all when somebody has built on it', () => {
		const ann = planned();
		const bo = new Desk('bo');
		ann.move(TUE, { a: 'E2' });
		const group = lastGroup(ann.days[TUE], 'ann') ?? '';
		expect(lastGroup(ann.days[MON], 'ann')).toBe(group);
		expect([daysOfGroup(ann.days[MON], group), daysOfGroup(ann.days[TUE], group)]).toEqual([[TUE], [MON]]);
		meet(ann, bo);
		const [there] = bo.standing(TUE);
		assign(bo.days[TUE], bo.person, there?.id ?? '', 'a', 'E3');
		meet(ann, bo);
		const plans = [ann.of(MON), ann.of(TUE)];
		const blocked = undoEverywhere(plans, ann.person, group);
		expect(blocked.ok && [blocked.value.undone, blocked.value.left[0]?.by]).toEqual([0, 'bo']);
		expect([ann.standing(MON).length, ann.standing(TUE).length]).toEqual([0, 1]);

		const other = planned();
		other.move(TUE, { a: 'E2' });
		const own = lastGroup(other.days[MON], 'ann') ?? '';
		expect(undoEverywhere([other.of(TUE), other.of(MON)], other.person, own)).toMatchObject({ ok: true });
		expect([other.standing(MON).length, other.standing(TUE).length]).toEqual([1, 0]);
		expect(undoEverywhere([other.of(MON)], other.person, 'no-such')).toMatchObject({ code: 'nothing-to-undo' });
		other.move(TUE);
		expect(other.standing(TUE).map(({ a }) => a.value)).toEqual(['E1']);
	});

	it('[VI114] restored on its own day it leaves the other one, but not once it has begun there', () => {
		for (const begun of [false, true]) {
			const ann = planned();
			ann.move(TUE);
			const before = ann.visit(MON, 'v1');
			const id = idOnDay(before, MON, TUE);
			if (begun)
				registerVisit(ann.days[TUE], ann.person, id, { person: 'E1', outcome: 'started', start: 480, end: null });
			const restored = restoreVisit(ann.days[MON], ann.person, 'v1');
			if (!restored.ok) throw new Error(restored.code);
			leaveOtherDays(ann.person, { before, home: ann.of(MON), group: restored.value.group }, [ann.of(TUE)]);
			expect([ann.standing(MON).length, ann.standing(TUE).length]).toEqual([1, begun ? 1 : 0]);
		}
	});

	it('[VI115] leaves neither an import nor a recurring visit anything to bring back or to take away', () => {
		const ann = planned();
		const recurrence: Recurrence = {
			id: 'r1',
			weekdays: [1],
			everyWeeks: 1,
			from: MON,
			to: null,
			exceptions: [],
			visit: { recipient: 'eva', start: 600, length: 20 }
		};
		followRecurring(ann.days[MON], [recurrence], MON);
		ann.move(TUE);
		ann.move(TUE, {}, MON, `r1-${MON}`);
		importDay(ann.days[MON], [imported('v1', { start: 500 })], true);
		importDay(ann.days[TUE], [], true);
		for (const day of [MON, TUE] as const) followRecurring(ann.days[day], [recurrence], day);
		expect([ann.standing(MON).length, ann.standing(TUE).length]).toEqual([0, 2]);
		expect(ann.standing(TUE).map(({ origin, recurrence: of }) => [origin, of])).toEqual([
			['hand', null],
			['hand', null]
		]);
	});
});
