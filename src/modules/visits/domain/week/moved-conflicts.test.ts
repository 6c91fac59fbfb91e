import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Person, imported } from '#tests/merge/plans.ts';
import { assign } from '../plan/edit.ts';
import { readTeam } from '../team/facts.ts';
import { daysOfGroup, idOnDay, moveToDay, otherDaysOf, undoEverywhere } from './move-day.ts';
import { daysMovedFrom, flagsElsewhere, settleBetweenDays } from './moved-conflicts.ts';
import { takesPlace } from '../plan/model.ts';
import { movedTo } from './moved-to.ts';
import { weekView } from '../plan/queries.ts';
import { readPlan } from '../plan/read-plan.ts';
import { registerVisit } from '../registering/register-visit.ts';
import { lastGroup } from '../plan/undo.ts';
import { writeSource } from '../plan/write-source.ts';

const [MON, TUE, WED] = ['2026-11-23', '2026-11-24', '2026-11-25'] as const;
const DAYS = [MON, TUE, WED] as const;
type Day = (typeof DAYS)[number];

/** A device with its copies of three days; nobody's own for the third. */
class Copies {
	readonly days: Record<Day, Y.Doc> = { [MON]: new Y.Doc(), [TUE]: new Y.Doc(), [WED]: new Y.Doc() };

	of = (day: Day) => ({ doc: this.days[day], day });
	plan = (day: Day) => readPlan(this.days[day], day);
	standing = () => DAYS.map((day) => this.plan(day).visits.filter(takesPlace).length);
	/** What is told on a day of other days: whose day, why, and which visit here. */
	elsewhere(day: Day) {
		const plan = this.plan(day);
		const homes = daysMovedFrom(this.days[day], plan).map((home) => this.plan(home as Day));
		return flagsElsewhere(plan, homes);
	}
	/** How many visits of the week's cells wait for a decision, by day. */
	flagsOfWeek() {
		const [nobody] = weekView(
			DAYS.map((day) => this.plan(day)),
			readTeam({})
		);
		return nobody?.cells.map(({ flags }) => flags);
	}
	told = (day: Day) => this.elsewhere(day).map(({ home, flag, here }) => [home.day, flag.reason, here.id]);
}

function meet(...copies: readonly Copies[]): void {
	for (const from of copies) {
		for (const to of copies) {
			for (const day of DAYS) Y.applyUpdate(to.days[day], Y.encodeStateAsUpdate(from.days[day]));
		}
	}
	for (const from of [...copies].reverse()) {
		for (const day of DAYS) {
			for (const to of copies) Y.applyUpdate(to.days[day], Y.encodeStateAsUpdate(from.days[day]));
		}
	}
	const [first, ...others] = copies;
	for (const other of others) for (const day of DAYS) expect(other.plan(day)).toEqual(first?.plan(day));
}

/** The choice of a day, as it is offered on Wednesday. */
function choiceOf(copy: Copies, chosen: Day) {
	const [told] = copy.elsewhere(WED);
	if (!told) throw new Error('Nothing is told');
	const { winner, losers } = told.flag;
	const side = [winner, ...losers].find(({ value }) => movedTo(value) === chosen);
	return { flag: told.flag, choice: side?.op ?? '' };
}

/** Both ways round: who is later by the clock must not matter for where it is told. */
const CLOCKS = [
	['bo', 2_000_000],
	['ann', 1_000]
] as const;

describe.each(CLOCKS)('a conflict about a visit that was moved, %s later', (_who, bosNow) => {
	function apart() {
		const [ann, bo] = [new Person('ann'), new Person('bo', bosNow)];
		const [anns, bos, server] = [new Copies(), new Copies(), new Copies()];
		writeSource(server.days[MON], [imported('v1', { a: null }), imported('v2')]);
		const all = [anns, bos, server] as const;
		meet(...all);
		return { ann, bo, anns, bos, server, all };
	}

	it('[VI120] is told on both days that two moved it to, on every copy, and settled from either', () => {
		for (const chosen of [TUE, WED] as const) {
			const { ann, bo, anns, bos, server, all } = apart();
			moveToDay(ann, anns.of(MON), 'v1', anns.of(TUE));
			moveToDay(bo, bos.of(MON), 'v1', bos.of(WED));
			meet(...all);
			for (const copy of all) {
				const own = copy.plan(MON).byId.get('v1');
				if (!own) throw new Error('The visit is lost');
				expect(copy.told(MON)).toEqual([]); // there it is its own flag
				expect(copy.told(TUE)).toEqual([[MON, 'later-change', idOnDay(own, MON, TUE)]]);
				expect(copy.told(WED)).toEqual([[MON, 'later-change', idOnDay(own, MON, WED)]]);
				expect(otherDaysOf(own)).toEqual([TUE, WED]);
				expect(copy.flagsOfWeek()).toEqual([0, 1, 1]);
			}

			const [{ flag } = { flag: null }] = bos.elsewhere(WED);
			const side = flag && [flag.winner, ...flag.losers].find(({ value }) => movedTo(value) === chosen);
			if (!flag || !side) throw new Error('Nothing is told');
			const others = [bos.of(TUE), bos.of(WED)];
			const settled = settleBetweenDays(bo, bos.of(MON), { flag, choice: side.op }, others);
			if (!settled.ok) throw new Error(settled.code);
			meet(...all);
			expect(server.standing()).toEqual([1, chosen === TUE ? 1 : 0, chosen === WED ? 1 : 0]);
			for (const copy of all) expect(DAYS.flatMap((day) => copy.told(day))).toEqual([]);
			expect(server.flagsOfWeek()).toEqual([0, 0, 0]);
			expect(settleBetweenDays(ann, anns.of(MON), { flag, choice: side.op }, [])).toMatchObject({
				code: 'already-settled'
			});
		}
	});

	const CHOICES = [TUE, WED].flatMap((chosen) => (['ann', 'bo'] as const).map((chooser) => ({ chosen, chooser })));
	it.each(CHOICES)(
		'[VI123] $chooser’s choice of $chosen is undone from no day: it stands once',
		({ chosen, chooser }) => {
			const { ann, bo, anns, bos, server, all } = apart();
			moveToDay(ann, anns.of(MON), 'v1', anns.of(TUE));
			moveToDay(bo, bos.of(MON), 'v1', bos.of(WED));
			meet(...all);
			const [person, copy] = chooser === 'ann' ? [ann, anns] : [bo, bos];
			settleBetweenDays(person, copy.of(MON), choiceOf(copy, chosen), [copy.of(TUE), copy.of(WED)]);
			for (const day of [MON, chosen === TUE ? WED : TUE] as const) {
				const group = lastGroup(copy.days[day], person.member) ?? '';
				const days = new Set([day, ...daysOfGroup(copy.days[day], group)] as Day[]);
				const undone = undoEverywhere([...days].map(copy.of), person, group);
				expect(undone.ok && undone.value.undone).toBe(0);
				expect(undone.ok && undone.value.left.map(({ reason }) => reason)).toContain('chosen-between-days');
			}
			meet(...all);
			expect(server.standing()).toEqual([1, chosen === TUE ? 1 : 0, chosen === WED ? 1 : 0]);
		}
	);

	it('[VI120] is told where it was moved to when another changed or registered it on its own day', () => {
		const { ann, bo, anns, bos, server, all } = apart();
		for (const id of ['v1', 'v2']) moveToDay(ann, anns.of(MON), id, anns.of(TUE));
		assign(bos.days[MON], bo, 'v1', 'a', 'E2');
		registerVisit(bos.days[MON], bo, 'v2', { person: 'E1', outcome: 'done', start: 480, end: 510 });
		meet(...all);
		const why = server.told(TUE).map(([home, reason]) => [home, reason]);
		expect(why).toEqual([
			[MON, 'cancelled-and-changed'],
			[MON, 'registered-and-cancelled']
		]);
		expect(server.told(WED)).toEqual([]);
	});

	it('[VI120] is told on the day that it was moved back to, while another moved it on', () => {
		const { ann, bo, anns, bos, server, all } = apart();
		moveToDay(ann, anns.of(MON), 'v1', anns.of(TUE));
		meet(...all);
		const there = anns.plan(TUE).visits.find(takesPlace)?.id ?? '';
		moveToDay(ann, anns.of(TUE), there, anns.of(MON));
		moveToDay(bo, bos.of(TUE), there, bos.of(WED));
		meet(...all);
		expect(server.told(MON)).toEqual([[TUE, 'later-change', 'v1']]);
		expect(server.told(WED)).toHaveLength(1);
	});

	it('[VI120] is not told where nobody differs', () => {
		const { ann, anns, server, all } = apart();
		moveToDay(ann, anns.of(MON), 'v1', anns.of(TUE));
		meet(...all);
		expect(DAYS.flatMap((day) => server.told(day))).toEqual([]);
	});
});
