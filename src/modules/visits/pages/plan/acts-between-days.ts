import {
	type DayMove,
	type Edit,
	type Flag,
	type PlanVisit,
	changeVisit,
	otherDaysOf,
	restoreVisit,
	settle,
	undo
} from '#modules/visits/domain/index.ts';
import { t } from '#modules/visits/words/index.ts';
import { dayInWords } from '#pages/parts/near-day.ts';
import {
	type FlagChoice,
	lastBetweenDays,
	moveBetween,
	settleOnDays,
	settleOtherDays,
	undoBetween
} from './between-days.ts';
import type { ActedDay, DayActs } from './day-acts.ts';
import type { LastAct } from './last-act.svelte.ts';
import { refusalOf, undoneInWords } from './visit-words.ts';

const acts = t.visitPlan.told;

/** The day that is looked at, with whose it is and what is done within it. */
interface Here {
	readonly on: ActedDay;
	readonly team: string;
	readonly acts: DayActs;
	readonly last: LastAct;
}

/** Acts that other days than the one that is looked at may have their part in. */
export class ActsBetweenDays {
	readonly #here: Here;

	constructor(here: Here) {
		this.#here = here;
	}

	/** The day that they begin from. */
	get plan() {
		return this.#here.on.plan;
	}
	/** The last act, here or between days. */
	get told() {
		return this.#here.last.told;
	}

	/** Moves a visit within the day, or to another one. */
	async moveTo(visit: PlanVisit, day: string, change: DayMove): Promise<Edit> {
		const { on, team, last } = this.#here;
		if (day === on.day) return this.#here.acts.act(acts.moved, (doc) => changeVisit(doc, on.editor, visit.id, change));
		const result = await moveBetween(team, visit.id, [on.day, day], change);
		if (result.ok) last.done(t.moveVisit.movedTo(dayInWords(day)), true);
		return result;
	}
	restore(visit: string): Edit {
		const { on } = this.#here;
		const before = on.plan.byId.get(visit);
		const edit = this.#here.acts.act(acts.restored, (doc) => restoreVisit(doc, on.editor, visit));
		return this.#leaveOtherDays(before, edit);
	}
	settle(flag: Flag, choice: string): Edit {
		const { on } = this.#here;
		const before = on.plan.byId.get(flag.visit);
		// The choice between two days is not offered to be undone: the visit would stand on both, and nobody be asked.
		const undoable = !before || otherDaysOf(before).length < 2;
		const change = (doc: Parameters<typeof settle>[0]) => settle(doc, on.editor, on.day, flag, choice);
		return this.#leaveOtherDays(before, this.#here.acts.act(acts.settled, change, undoable));
	}
	/** Settles a flag of another day about a visit that was moved, on all its days; what stands in the way is told. */
	async settleElsewhere(home: string, choice: FlagChoice): Promise<void> {
		const result = await settleOnDays(this.#here.team, home, choice);
		this.#here.last.tell(refusalOf(result) || acts.settled);
	}

	/** Takes back this member's last act, as far as nobody has built on it. */
	async undo(): Promise<void> {
		const { on, team, last } = this.#here;
		if (last.takeBack()) return;
		const between = on.edit(lastBetweenDays);
		const result = between
			? await undoBetween(team, [on.day, ...between.days], between.group)
			: on.edit((doc) => undo(doc, on.editor));
		last.tell(result.ok ? undoneInWords(result.value) : t.visits.nothingToUndo);
	}

	/** A visit that was moved to other days stands there no longer when that is what was chosen. */
	#leaveOtherDays(before: PlanVisit | undefined, edit: Edit): Edit {
		const { on, team } = this.#here;
		if (before && edit.ok) void settleOtherDays(team, on.day, before, edit.value.group);
		return edit;
	}
}
