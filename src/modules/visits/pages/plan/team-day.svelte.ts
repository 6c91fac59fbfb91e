import { getContext, setContext } from 'svelte';
import { swedishDay } from '#swedish/dates';
import {
	type Finding,
	type Flag,
	type OverviewRow,
	type PlanDay,
	addMissingRecurring,
	dayWorkedOn,
	daysMovedFrom,
	findingsOf,
	openFlags,
	overviewRows,
	planDocument,
	readPlan,
	steadyRows,
	travelByDistance,
	unassignedVisits
} from '#modules/visits/domain/index.ts';
import { deviceClock } from '#device/device-clock.svelte.ts';
import { device } from '#device/device.svelte.ts';
import { pageIsDrawn } from '#device/work.ts';
import type { WorkspaceView } from '#device/workspace-view.svelte.ts';
import { ActsBetweenDays } from './acts-between-days.ts';
import { type ActedDay, DayActs, type PlanDoc } from './day-acts.ts';
import { DayPresence } from './day-presence.svelte.ts';
import { type FarDay, farDay } from './far-day.svelte.ts';
import { LastAct } from './last-act.svelte.ts';
import { getsRecurring, isOnItsWay } from './recurring-days.ts';
import { TeamPeople } from './team-people.svelte.ts';

const KEY = Symbol('team day');

/** A team of this person. */
export interface OwnTeam {
	id: string;
	name: string;
	/** Who the person is there, for those who visit. */
	carer: string | null;
}

/**
 * A team and the day of it that is looked at: what of it is shown, read from the device. What is done to it, who the people
 * are, and who else looks at it are parts of their own.
 */
export class TeamDay implements ActedDay {
	readonly team: OwnTeam;
	readonly people: TeamPeople;
	readonly presence: DayPresence;
	readonly acts: DayActs;
	readonly between: ActsBetweenDays;
	/** What this person has just done, and whether it can be taken back. */
	readonly last = new LastAct();
	#plan: WorkspaceView<PlanDay> = $state.raw() as WorkspaceView<PlanDay>;
	#day = $state('');
	#far = $state.raw<FarDay | null>(null);

	/** The day that is shown when none is named: the night goes on after midnight for who works it. */
	readonly usualDay = $derived.by(() => dayWorkedOn(this.facts, this.team.carer, deviceClock.now()));
	readonly #travel = $derived.by(() => travelByDistance(this.facts));
	#rowsBefore: readonly OverviewRow[] = [];
	readonly rows = $derived.by(() => {
		this.#rowsBefore = steadyRows(this.#rowsBefore, overviewRows(this.plan, this.facts, this.#travel));
		return this.#rowsBefore;
	});
	readonly unassigned = $derived.by(() => unassignedVisits(this.plan, this.facts));
	readonly flags: readonly Flag[] = $derived.by(() => openFlags(this.plan));
	/** The plan as it was when the page last had nothing else to do. */
	#settled = $state.raw<PlanDay | null>(null);
	/** True once the first page stands there: what it does not need at once is worked out from then on. */
	readonly isDrawn = $derived(this.#settled !== null);
	readonly #stopSettling: () => void;
	/** What is wrong with the plan; a moment after the plan itself, which nobody shall wait longer for. */
	readonly findings: readonly Finding[] = $derived.by(() => {
		const plan = this.#settled;
		return plan?.day === this.#day ? findingsOf(plan, { team: this.facts, travel: this.#travel }) : [];
	});

	/** The days that visits were moved here from; in one text, so that it changes only when they do. */
	readonly movedFrom = $derived.by(() => {
		const plan = this.#settled;
		return plan?.day === this.#day ? this.#plan.edit((doc) => daysMovedFrom(doc, plan)).join(' ') : '';
	});

	constructor(team: OwnTeam, day = swedishDay(deviceClock.now())) {
		this.team = team;
		this.people = new TeamPeople(team.id);
		this.presence = new DayPresence(team.id);
		this.acts = new DayActs(this, this.last);
		this.between = new ActsBetweenDays({ on: this, team: team.id, acts: this.acts, last: this.last });
		this.#open(day);
		this.#stopSettling = $effect.root(() => {
			$effect(() => {
				const plan = this.plan;
				void pageIsDrawn().then(() => (this.#settled = plan));
			});
		});
	}

	get day(): string {
		return this.#day;
	}
	/** The day as far away; null for a day that this device holds by itself. */
	get far(): FarDay | null {
		return this.#far;
	}
	/** True for a day of which nothing is here: it is neither held nor fetched. */
	get isMissing(): boolean {
		return this.#far !== null && this.#far.state !== 'here' && this.plan.visits.length === 0;
	}
	get plan(): PlanDay {
		return this.#plan.value;
	}
	get facts() {
		return this.people.facts;
	}
	/** True once the device's own copies have been read. */
	get loaded(): boolean {
		return this.people.loaded && this.#plan.loaded;
	}
	/** True for an empty day that recurring visits belong to, while the server can bring them. */
	get isExpected(): boolean {
		return (
			device.exchange.connection !== 'offline' &&
			isOnItsWay(this.plan, this.facts.recurrences, swedishDay(deviceClock.now()))
		);
	}
	/** Minutes on the way between two visits of the day. */
	get travel() {
		return this.#travel;
	}
	/** As whom this device changes the plan. */
	get editor() {
		return device.editor;
	}

	/** Looks at another day. */
	show(day: string): void {
		if (day === this.#day) return;
		this.#plan.close();
		this.last.tell('');
		this.#open(day);
	}

	/** Without the server nobody else writes the recurring visits of a day that is opened for the first time. */
	addRecurring(): void {
		if (!getsRecurring(this.#day, swedishDay(deviceClock.now()))) return;
		this.#plan.edit((doc) => addMissingRecurring(doc, this.facts.recurrences, this.#day));
	}

	/** Changes the plan of the day. */
	edit<Result>(change: (doc: PlanDoc) => Result): Result {
		return this.#plan.edit(change);
	}

	/** Lets go of the documents. */
	close(): void {
		this.#stopSettling();
		this.people.close();
		this.#plan.close();
	}

	#open(day: string): void {
		this.#day = day;
		this.#far = farDay(this.team.id, day);
		this.#plan = device.openWorkspace(planDocument(this.team.id, day), (doc) => readPlan(doc, day));
	}
}

/** Lets a layout say which team and day the pages beneath it look at. */
export function provideTeamDay(current: () => TeamDay): void {
	setContext(KEY, current);
}

/** The team and day that the layout above has opened. Another choice of team draws the pages anew. */
export function useTeamDay(): TeamDay {
	const current = getContext<(() => TeamDay) | undefined>(KEY);
	if (!current) throw new Error('There is no team on this page');
	return current();
}
