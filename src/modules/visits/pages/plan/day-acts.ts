import { newId } from '#core/id';
import {
	type AtTheDoor,
	type Author,
	type Edit,
	type Finding,
	type Move,
	type NewRegistration,
	type NewVisit,
	type Place,
	type PlanDay,
	type PlanOfDay,
	type TimeWindow,
	type VisitChange,
	aboutOf,
	acknowledge,
	addVisit,
	cancelVisit,
	changeVisit,
	endVisit,
	markAway,
	moveVisit,
	pinVisit,
	registerVisit,
	setAbsence,
	splitVisit,
	startVisit,
	swap,
	takeBackAtDoor,
	unpinVisit
} from '#modules/visits/domain/index.ts';
import { t } from '#modules/visits/words/index.ts';
import type { LastAct } from './last-act.svelte.ts';
import { refusalOf } from './visit-words.ts';

const acts = t.visitPlan.told;

export type PlanDoc = PlanOfDay['doc'];

/** The day that acts are done on: the one that is looked at when they are. */
export interface ActedDay {
	readonly day: string;
	readonly plan: PlanDay;
	readonly editor: Author;
	edit<Result>(change: (doc: PlanDoc) => Result): Result;
}

/** What is done within one day. Each act is told, and most can be taken back. */
export class DayActs {
	readonly #on: ActedDay;
	readonly #last: LastAct;

	constructor(on: ActedDay, last: LastAct) {
		this.#on = on;
		this.#last = last;
	}

	/** An act of a page of its own; `told` says what was done. What happened is corrected, not undone. */
	act(told: string, change: (doc: PlanDoc) => Edit, undoable = true): Edit {
		const result = this.#on.edit(change);
		if (result.ok) this.#last.done(told, undoable);
		return result;
	}

	add(visit: Omit<NewVisit, 'id'>): Edit {
		return this.act(acts.added, (doc) => addVisit(doc, this.#on.editor, { ...visit, id: newId() }));
	}
	change(visit: string, change: VisitChange): Edit {
		return this.act(acts.changed, (doc) => changeVisit(doc, this.#on.editor, visit, change));
	}
	move(visit: string, to: Move): Edit {
		return this.act(acts.moved, (doc) => moveVisit(doc, this.#on.editor, visit, to));
	}
	split(visit: string, at: number): Edit {
		return this.act(acts.split, (doc) => splitVisit(doc, this.#on.editor, visit, at));
	}
	swap(one: Place, other: Place): Edit {
		return this.act(acts.swapped, (doc) => swap(doc, this.#on.editor, one, other));
	}
	pin(visit: string, why: string): Edit {
		return this.act(acts.pinned, (doc) => pinVisit(doc, this.#on.editor, visit, why));
	}
	unpin(visit: string): Edit {
		return this.act(acts.unpinned, (doc) => unpinVisit(doc, this.#on.editor, visit));
	}
	cancel(visit: string, reason: string): Edit {
		return this.act(acts.cancelled, (doc) => cancelVisit(doc, this.#on.editor, visit, reason));
	}
	/** What happened is corrected, never undone. */
	register(visit: string, registration: NewRegistration): Edit {
		return this.act(acts.registered, (doc) => registerVisit(doc, this.#on.editor, visit, registration), false);
	}
	start(visit: string, door: AtTheDoor): Edit {
		const edit = this.#on.edit((doc) => startVisit(doc, this.#on.editor, visit, door));
		return this.#doneAtDoor(acts.started, edit, { visit, door });
	}
	end(visit: string, door: AtTheDoor): Edit {
		const edit = this.#on.edit((doc) => endVisit(doc, this.#on.editor, visit, door));
		return this.#doneAtDoor(acts.ended, edit, { visit, door });
	}
	/** The last tap at the door was a slip. */
	takeBackAtDoor(visit: string, door: AtTheDoor): Edit {
		return this.act(acts.takenBack, (doc) => takeBackAtDoor(doc, this.#on.editor, visit, door), false);
	}
	acknowledge(finding: Finding): Edit {
		const [visit = ''] = finding.visits;
		return this.act(acts.acknowledged, (doc) =>
			acknowledge(doc, this.#on.editor, visit, finding.code, aboutOf(finding))
		);
	}
	#doneAtDoor(told: string, edit: Edit, { visit, door }: { visit: string; door: AtTheDoor }): Edit {
		const takeBack = () => refusalOf(this.takeBackAtDoor(visit, door)) || acts.takenBack;
		if (edit.ok) this.#last.doneOnce(told, takeBack);
		return edit;
	}
	/** Says that a carer is away, and takes these visits from the carer in the same act. */
	markAway(carer: string, away: TimeWindow, release: readonly string[]): Edit {
		const { day, editor } = this.#on;
		return this.act(acts.away, (doc) => markAway(doc, editor, { carer, day, away }, release));
	}
	markBack(carer: string): Edit {
		const { day, editor } = this.#on;
		return this.act(acts.back, (doc) => setAbsence(doc, editor, carer, day, null));
	}
}
