import { tick } from 'svelte';
import { dayAfter, swedishDay } from '#swedish/dates';
import {
	type DayMove,
	type Edit,
	type PlanDay,
	type PlanVisit,
	cellVisits,
	changeVisit,
	continuityPlans,
	keptOnItsDay,
	mondayOf,
	planDocument,
	readPlan,
	restOfDays,
	slotOf,
	weekView
} from '#modules/visits/domain/index.ts';
import { deviceClock } from '#device/device-clock.svelte.ts';
import { device } from '#device/device.svelte.ts';
import type { WorkspaceView } from '#device/workspace-view.svelte.ts';
import { t } from '#modules/visits/words/index.ts';
import { dayInWords } from '#pages/parts/near-day.ts';
import { moveBetween, undoBetween } from '../plan/between-days.ts';
import { type FarDay, farDay } from '../plan/far-day.svelte.ts';
import { RecentDays } from '../plan/recent-days.svelte.ts';
import type { TeamDay } from '../plan/team-day.svelte.ts';
import { refusalOf, undoneInWords } from '../plan/visit-words.ts';

const DAYS = 7;

/** A cell of the week: a carer's day, or what nobody has on it. */
export interface WeekPlace {
	carer: string | null;
	/** As 2026-11-23. */
	day: string;
}

/** A team's week: its days as the device holds them, with the days before and after for what rest asks. */
export class TeamWeek {
	readonly monday: string;
	readonly #views: readonly WorkspaceView<PlanDay>[];
	readonly #team: TeamDay;
	#told = $state.raw<{ text: string; undoable: boolean }>({ text: '', undoable: false });
	/** What this person has done here last, for as long as it can be taken back from here. */
	#last: { group: string; days: readonly string[] } | null = null;
	/** The days before the week, from when on somebody plans in it: whom recipients have met. */
	#recent = $state.raw<RecentDays | null>(null);
	/** Those of the days, with the ones before and after, that this device does not hold by itself. */
	readonly far: readonly FarDay[];
	/** The days of the week of which nothing is here. */
	readonly missing = $derived.by(() => {
		const away = new Set(this.far.filter(({ state }) => state !== 'here').map(({ day }) => day));
		return this.days.filter(({ day, visits }) => away.has(day) && visits.length === 0).map(({ day }) => day);
	});
	readonly #plans = $derived.by(() => this.#views.map(({ value }) => value));
	/** The seven days. */
	readonly days = $derived.by(() => this.#plans.slice(1, 1 + DAYS));
	readonly rows = $derived.by(() => weekView(this.days, this.#team.facts));
	/** By carer, the rest rules that the week breaks. */
	readonly rest = $derived.by(() =>
		restOfDays(this.#plans, this.#team.facts, { firstDay: this.monday, lastDay: dayAfter(this.monday, DAYS - 1) })
	);

	constructor(team: TeamDay, day: string) {
		this.#team = team;
		this.monday = mondayOf(day);
		const days = Array.from({ length: DAYS + 2 }, (_unused, at) => dayAfter(this.monday, at - 1));
		this.far = days.flatMap((each) => farDay(team.team.id, each) ?? []);
		this.#views = days.map((each) =>
			device.openWorkspace(planDocument(team.team.id, each), (doc) => readPlan(doc, each))
		);
	}

	/** True once the device's own copies have been read. */
	get loaded(): boolean {
		return this.#views.every(({ loaded }) => loaded);
	}
	/** What this person has just done here, and whether it can be taken back. */
	get told() {
		return this.#told;
	}

	/** Somebody begins to plan: what is told while dragging is read meanwhile. */
	prepare(): void {
		this.#recent ??= new RecentDays(this.#team.team.id, this.monday);
	}

	/** The plans that continuity on a day is counted over; null while they are not all here. */
	continuityPlans(day: string): PlanDay[] | null {
		const here = this.days.filter((plan) => !this.missing.includes(plan.day));
		return continuityPlans([...(this.#recent?.plans ?? []), ...here], day);
	}

	/** The visits of a cell; null for a day of another week. */
	visitsOf({ carer, day }: WeekPlace) {
		const plan = this.days.find((each) => each.day === day);
		return plan ? cellVisits(plan, this.#team.facts, carer) : null;
	}

	/** Why a visit of a day cannot go to another one, as a sentence; empty when it can. */
	hindrance(visit: PlanVisit, from: string, to: string): string {
		if (this.missing.includes(to)) return t.week.notHere;
		if (from === to) return '';
		if (to < swedishDay(deviceClock.now())) return t.week.pastDay;
		const kept = keptOnItsDay(visit);
		return kept ? t.visits.refusals[kept] : '';
	}

	/** A day's plan, for what is dragged out of it. */
	onDay(day: string) {
		return { plan: this.#viewOf(day).value, tell: (text: string) => this.tell(text) };
	}

	/** Tells something that was not done here. */
	tell(text: string): void {
		this.#told = { text, undoable: false };
	}

	/** A visit is let go of over another cell. What stands in the way is told. */
	async drop(visit: PlanVisit, from: WeekPlace, to: WeekPlace): Promise<void> {
		const change = to.carer === from.carer ? {} : { [slotOf(visit, from.carer)]: to.carer };
		if (to.day === from.day && to.carer === from.carer) return;
		const problem =
			this.hindrance(visit, from.day, to.day) || refusalOf(await this.moveTo(from.day, visit, to.day, change));
		if (problem !== '') this.tell(problem);
	}

	/** Moves a visit of a day, within it or to another one. */
	async moveTo(from: string, visit: PlanVisit, to: string, change: DayMove): Promise<Edit> {
		const restBefore = new Map([...this.rest].map(([carer, reasons]) => [carer, reasons.length]));
		const result =
			from === to
				? this.#viewOf(from).edit((doc) => changeVisit(doc, device.editor, visit.id, change))
				: await moveBetween(this.#team.team.id, visit.id, [from, to], change);
		if (!result.ok) return result;
		this.#last = { group: result.value.group, days: [from, to] };
		await tick();
		const carer = change.a ?? change.b ?? visit.a.value ?? visit.b.value;
		const said = [
			t.moveVisit.told(
				this.#team.people.nameOfRecipient(visit.recipient),
				this.#team.people.nameOfCarer(typeof carer === 'string' ? carer : null) || t.visits.unassigned,
				dayInWords(to)
			),
			...[...this.rest]
				.filter(([id, reasons]) => reasons.length > (restBefore.get(id) ?? 0))
				.map(([id]) => t.week.restNow(this.#team.people.nameOfCarer(id)))
		];
		this.#told = { text: said.join(' '), undoable: true };
		return result;
	}

	/** Takes back what this person has done here last, on all its days or on none. */
	async undo(): Promise<void> {
		if (!this.#last) return;
		const { group, days } = this.#last;
		const result = await undoBetween(this.#team.team.id, days, group);
		if (result.ok && result.value.undone > 0) this.#last = null;
		this.#told = { text: result.ok ? undoneInWords(result.value) : t.visits.undoneBlocked, undoable: false };
	}

	/** Lets go of the documents. */
	close(): void {
		this.#recent?.close();
		for (const view of this.#views) view.close();
	}

	#viewOf(day: string): WorkspaceView<PlanDay> {
		const view = this.#views.find(({ value }) => value.day === day);
		if (!view) throw new RangeError('The day is not of this week');
		return view;
	}
}
