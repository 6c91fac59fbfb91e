import { getContext, setContext } from 'svelte';
import { newId } from '#core/id';
import { dayAfter, swedishDay } from '#swedish/dates';
import {
	type DayMove,
	type Edit,
	type Finding,
	type Flag,
	type Move,
	type NewRegistration,
	type NewVisit,
	type OverviewRow,
	PLAN_DAYS,
	type Place,
	type PlanDay,
	type PlanVisit,
	type TimeWindow,
	type VisitChange,
	aboutOf,
	acknowledge,
	addMissingRecurring,
	addVisit,
	cancelVisit,
	changeVisit,
	daysMovedFrom,
	findingsOf,
	markAway,
	moveVisit,
	openFlags,
	otherDaysOf,
	overviewRows,
	steadyRows,
	pinVisit,
	planDocument,
	readPlan,
	recurringVisits,
	registerVisit,
	restoreVisit,
	setAbsence,
	settle,
	splitVisit,
	swap,
	travelByDistance,
	unassignedVisits,
	undo,
	unpinVisit
} from '#modules/visits/domain/index.ts';
import { device } from '#device/device.svelte.ts';
import { pageIsDrawn } from '#device/work.ts';
import type { WorkspaceView } from '#device/workspace-view.svelte.ts';
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
import { DayPresence } from './day-presence.svelte.ts';
import { type FarDay, farDay } from './far-day.svelte.ts';
import { TeamPeople } from './team-people.svelte.ts';
import { refusalOf, undoneInWords } from './visit-words.ts';

const KEY = Symbol('team day');
const acts = t.visitPlan.told;

type Doc = Parameters<typeof readPlan>[0];

/** A team of this person. */
export interface OwnTeam {
	id: string;
	name: string;
	/** Who the person is there, for those who visit. */
	carer: string | null;
}

/** A team and the day of it that is looked at: read from the device, planned on the device. */
export class TeamDay {
	readonly team: OwnTeam;
	readonly people: TeamPeople;
	readonly presence: DayPresence;
	#plan: WorkspaceView<PlanDay> = $state.raw() as WorkspaceView<PlanDay>;
	#day = $state('');
	#far = $state.raw<FarDay | null>(null);
	#told = $state.raw<{ text: string; undoable: boolean }>({ text: '', undoable: false });

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

	constructor(team: OwnTeam, day = swedishDay(Date.now())) {
		this.team = team;
		this.people = new TeamPeople(team.id);
		this.presence = new DayPresence(team.id);
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
	/** True for an empty day that recurring visits belong to: its plan is still on its way here. */
	get isExpected(): boolean {
		if (this.plan.visits.length > 0) return false;
		const isAhead = this.#day >= swedishDay(Date.now());
		return (
			isAhead &&
			device.exchange.connection !== 'offline' &&
			recurringVisits(this.facts.recurrences, this.#day).length > 0
		);
	}
	/** Minutes on the way between two visits of the day. */
	get travel() {
		return this.#travel;
	}
	/** What this person has just done, and whether it can be taken back. */
	get told() {
		return this.#told;
	}

	/** Looks at another day. */
	show(day: string): void {
		if (day === this.#day) return;
		this.#plan.close();
		this.#told = { text: '', undoable: false };
		this.#open(day);
	}

	/** Without the server nobody else writes the recurring visits of a day that is opened for the first time. */
	addRecurring(): void {
		const today = swedishDay(Date.now());
		if (this.#day < today || this.#day > dayAfter(today, PLAN_DAYS.ahead)) return;
		this.#plan.edit((doc) => addMissingRecurring(doc, this.facts.recurrences, this.#day));
	}

	/** The name of a member who has planned something; empty when nobody knows. */
	nameOfMember(id: string): string {
		return this.people.nameOfMember(id);
	}
	nameOfCarer(id: string | null): string {
		return id === null ? '' : (this.facts.carers.get(id)?.name ?? '');
	}
	nameOfRecipient(id: string): string {
		return this.facts.recipients.get(id)?.name ?? '';
	}

	/** Whether something may be known of how to get in. */
	hasKey({ key, recipient, secondRecipient }: Pick<PlanVisit, 'key' | 'recipient' | 'secondRecipient'>): boolean {
		return key || [recipient, secondRecipient ?? ''].some((id) => this.people.hasKeyPlan(id));
	}

	add(visit: Omit<NewVisit, 'id'>): Edit {
		return this.#act(acts.added, (doc) => addVisit(doc, device.editor, { ...visit, id: newId() }));
	}
	change(visit: string, change: VisitChange): Edit {
		return this.#act(acts.changed, (doc) => changeVisit(doc, device.editor, visit, change));
	}
	move(visit: string, to: Move): Edit {
		return this.#act(acts.moved, (doc) => moveVisit(doc, device.editor, visit, to));
	}
	/** Moves a visit within the day, or to another one. */
	async moveTo(visit: PlanVisit, day: string, change: DayMove): Promise<Edit> {
		const home = this.#day;
		if (day === home) return this.#act(acts.moved, (doc) => changeVisit(doc, device.editor, visit.id, change));
		const result = await moveBetween(this.team.id, visit.id, [home, day], change);
		if (result.ok) this.#told = { text: t.moveVisit.movedTo(dayInWords(day)), undoable: true };
		return result;
	}
	split(visit: string, at: number): Edit {
		return this.#act(acts.split, (doc) => splitVisit(doc, device.editor, visit, at));
	}
	swap(one: Place, other: Place): Edit {
		return this.#act(acts.swapped, (doc) => swap(doc, device.editor, one, other));
	}
	pin(visit: string, why: string): Edit {
		return this.#act(acts.pinned, (doc) => pinVisit(doc, device.editor, visit, why));
	}
	unpin(visit: string): Edit {
		return this.#act(acts.unpinned, (doc) => unpinVisit(doc, device.editor, visit));
	}
	cancel(visit: string, reason: string): Edit {
		return this.#act(acts.cancelled, (doc) => cancelVisit(doc, device.editor, visit, reason));
	}
	restore(visit: string): Edit {
		const before = this.plan.byId.get(visit);
		const edit = this.#act(acts.restored, (doc) => restoreVisit(doc, device.editor, visit));
		return this.#leaveOtherDays(before, edit);
	}
	/** What happened is corrected, never undone. */
	register(visit: string, registration: NewRegistration): Edit {
		return this.#act(acts.registered, (doc) => registerVisit(doc, device.editor, visit, registration), false);
	}
	settle(flag: Flag, choice: string): Edit {
		const before = this.plan.byId.get(flag.visit);
		// The choice between two days is not offered to be undone: the visit would stand on both, and nobody be asked.
		const undoable = !before || otherDaysOf(before).length < 2;
		const edit = this.#act(acts.settled, (doc) => settle(doc, device.editor, this.#day, flag, choice), undoable);
		return this.#leaveOtherDays(before, edit);
	}
	/** Settles a flag of another day about a visit that was moved, on all its days; what stands in the way is told. */
	async settleElsewhere(home: string, { flag, choice, days }: FlagChoice): Promise<void> {
		const result = await settleOnDays(this.team.id, home, { flag, choice, days });
		this.tell(refusalOf(result) || acts.settled);
	}
	acknowledge(finding: Finding): Edit {
		const [visit = ''] = finding.visits;
		return this.#act(acts.acknowledged, (doc) =>
			acknowledge(doc, device.editor, visit, finding.code, aboutOf(finding))
		);
	}
	/** Says that a carer is away, and takes these visits from the carer in the same act. */
	markAway(carer: string, away: TimeWindow, release: readonly string[]): Edit {
		const day = this.#day;
		return this.#act(acts.away, (doc) => markAway(doc, device.editor, { carer, day, away }, release));
	}
	markBack(carer: string): Edit {
		return this.#act(acts.back, (doc) => setAbsence(doc, device.editor, carer, this.#day, null));
	}

	/** Tells something that was not done here. */
	tell(text: string): void {
		this.#told = { text, undoable: false };
	}

	/** An act of a page of its own; `told` says what was done. What happened is corrected, not undone. */
	act(told: string, change: (doc: Doc) => Edit, undoable = true): Edit {
		return this.#act(told, change, undoable);
	}

	/** Takes back this member's last act, as far as nobody has built on it. */
	async undo(): Promise<void> {
		const between = this.#plan.edit(lastBetweenDays);
		const result = between
			? await undoBetween(this.team.id, [this.#day, ...between.days], between.group)
			: this.#plan.edit((doc) => undo(doc, device.editor));
		this.tell(result.ok ? undoneInWords(result.value) : t.visits.nothingToUndo);
	}

	/** Lets go of the documents. */
	close(): void {
		this.#stopSettling();
		this.people.close();
		this.#plan.close();
	}

	#act(told: string, change: (doc: Doc) => Edit, undoable = true): Edit {
		const result = this.#plan.edit(change);
		if (result.ok) this.#told = { text: told, undoable };
		return result;
	}

	/** A visit that was moved to other days stands there no longer when that is what was chosen. */
	#leaveOtherDays(before: PlanVisit | undefined, edit: Edit): Edit {
		if (before && edit.ok) void settleOtherDays(this.team.id, this.#day, before, edit.value.group);
		return edit;
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
