import { type Onlooker, type Onlookers, formatPlanPlace, onlookersOf } from '#modules/visits/domain/index.ts';
import { t } from '#modules/visits/words/index.ts';

const NOBODY: readonly Onlooker[] = [];

/** Who has a visit open, or is moving it: a visit's own, so that a change draws this visit and no other. */
export class VisitOnlookers {
	people = $state.raw<readonly Onlooker[]>(NOBODY);

	get isMoving(): boolean {
		return this.people.some(({ isMoving }) => isMoving);
	}
	/** `Per Planerare flyttar det nu`; empty for nobody. */
	get text(): string {
		const names = (moving: boolean) =>
			this.people.filter(({ isMoving }) => isMoving === moving).map(({ name }) => name);
		const [moving, open] = [names(true), names(false)];
		return [moving.length > 0 ? t.together.moving(moving) : '', open.length > 0 ? t.together.open(open) : '']
			.filter(Boolean)
			.join(', ');
	}
}

/** Where this person is in the team's plans, as colleagues are told, and where they are. */
export class DayPresence {
	readonly #team: string;
	readonly #visits = new Map<string, VisitOnlookers>();
	#view = $state<'day' | 'week'>('day');
	#monday = $state('');
	#opened = $state<string | null>(null);
	#held = $state<string | null>(null);
	#all = $state.raw<Onlookers>(onlookersOf([]));

	constructor(team: string) {
		this.#team = team;
	}

	/** Who has a visit open. */
	of(visit: string): VisitOnlookers {
		const known = this.#visits.get(visit);
		if (known) return known;
		const made = new VisitOnlookers();
		made.people = this.#all.visits.get(visit) ?? NOBODY;
		this.#visits.set(visit, made);
		return made;
	}
	/** The names of those who look at a day. */
	onDay(day: string): readonly string[] {
		return (this.#all.days.get(day) ?? NOBODY).map(({ name }) => name);
	}
	/** The names of those who look at a week. */
	onWeek(monday: string): readonly string[] {
		return (this.#all.weeks.get(monday) ?? NOBODY).map(({ name }) => name);
	}

	/** What colleagues are told of where this person is, who looks at this day, or at a week. */
	place(day: string): string {
		if (this.#view === 'week') {
			return formatPlanPlace({ day: this.#monday, view: 'week', visit: null, isMoving: false });
		}
		const visit = this.#held ?? this.#opened;
		return formatPlanPlace({ day, view: 'day', visit, isMoving: this.#held !== null });
	}
	/** The week of this Monday is looked at now; null when it is a day again. */
	showWeek(monday: string | null): void {
		this.#view = monday === null ? 'day' : 'week';
		this.#monday = monday ?? '';
	}
	/** A visit is open here; null when none is. */
	open(visit: string | null): void {
		this.#opened = visit;
	}
	/** A visit is held here, to be moved; null when none is. */
	hold(visit: string | null): void {
		this.#held = visit;
	}

	/** Takes over where colleagues are: only visits at which somebody has come or gone are drawn again. */
	see(present: readonly { member: string; name: string; place: string; scope: string }[]): void {
		const before = this.#all;
		this.#all = onlookersOf(present.filter(({ scope }) => scope === this.#team));
		for (const visit of new Set([...before.visits.keys(), ...this.#all.visits.keys()])) {
			const shown = this.#visits.get(visit);
			if (shown) shown.people = this.#all.visits.get(visit) ?? NOBODY;
		}
	}
}
