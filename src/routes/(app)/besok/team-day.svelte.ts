import { getContext, setContext } from 'svelte';
import { swedishDay } from '#core/swedish/dates';
import {
	type Edit,
	type FactsMaps,
	type Finding,
	type Flag,
	type Move,
	type NewRegistration,
	type PlanDay,
	assign,
	cancelVisit,
	changeLength,
	findingsOf,
	moveVisit,
	openFlags,
	overviewRows,
	planDocument,
	readPlan,
	readTeam,
	registerVisit,
	restoreVisit,
	settle,
	travelByDistance,
	unassignedVisits,
	undo
} from '#domain/visits';
import { device } from '#offline/device.svelte.ts';
import type { FactsView } from '#offline/facts-view.svelte.ts';
import type { WorkspaceView } from '#offline/workspace-view.svelte.ts';

const KEY = Symbol('team day');
const ROOTS = ['team', 'carers', 'recipients', 'shifts'];

/** A team and the day of it that is looked at: read from the device, planned on the device. */
export class TeamDay {
	readonly team: { id: string; name: string; carer: string | null };
	readonly #facts: FactsView;
	#plan: WorkspaceView<PlanDay> = $state.raw() as WorkspaceView<PlanDay>;
	#day = $state('');

	readonly #maps = $derived<FactsMaps>(this.#factsNow());
	readonly facts = $derived(readTeam(this.#maps));
	readonly #travel = $derived(travelByDistance(this.facts));
	readonly #names = $derived((this.#maps['team']?.get('members') ?? {}) as Readonly<Record<string, string>>);
	readonly rows = $derived(overviewRows(this.plan, this.facts, this.#travel));
	readonly unassigned = $derived(unassignedVisits(this.plan, this.facts));
	readonly flags: readonly Flag[] = $derived(openFlags(this.plan));
	readonly findings: readonly Finding[] = $derived(findingsOf(this.plan, { team: this.facts, travel: this.#travel }));

	constructor(team: TeamDay['team'], day = swedishDay(Date.now())) {
		this.team = team;
		this.#facts = device.openFacts('team', ROOTS, team.id);
		this.#open(day);
	}

	get day(): string {
		return this.#day;
	}
	get plan(): PlanDay {
		return this.#plan.value;
	}
	/** True once the device's own copies have been read. */
	get loaded(): boolean {
		return this.#facts.loaded && this.#plan.loaded;
	}
	/** Minutes on the way between two visits of the day. */
	get travel() {
		return this.#travel;
	}

	/** Looks at another day. */
	show(day: string): void {
		if (day === this.#day) return;
		this.#plan.close();
		this.#open(day);
	}

	/** The name of a member who has planned something; empty when nobody knows. */
	nameOfMember(id: string): string {
		return this.#names[id] ?? '';
	}
	nameOfCarer(id: string | null): string {
		return id === null ? '' : (this.facts.carers.get(id)?.name ?? '');
	}
	nameOfRecipient(id: string): string {
		return this.facts.recipients.get(id)?.name ?? '';
	}

	move(visit: string, to: Move): Edit {
		return this.#plan.edit((doc) => moveVisit(doc, device.editor, visit, to));
	}
	assign(visit: string, slot: 'a' | 'b', carer: string | null): Edit {
		return this.#plan.edit((doc) => assign(doc, device.editor, visit, slot, carer));
	}
	changeLength(visit: string, minutes: number): Edit {
		return this.#plan.edit((doc) => changeLength(doc, device.editor, visit, minutes));
	}
	cancel(visit: string, reason: string): Edit {
		return this.#plan.edit((doc) => cancelVisit(doc, device.editor, visit, reason));
	}
	restore(visit: string): Edit {
		return this.#plan.edit((doc) => restoreVisit(doc, device.editor, visit));
	}
	register(visit: string, registration: NewRegistration): Edit {
		return this.#plan.edit((doc) => registerVisit(doc, device.editor, visit, registration));
	}
	settle(flag: Flag, choice: string): Edit {
		return this.#plan.edit((doc) => settle(doc, device.editor, this.#day, flag, choice));
	}
	/** Takes back this member's last act, as far as nobody has built on it. */
	undo() {
		return this.#plan.edit((doc) => undo(doc, device.editor));
	}

	/** Lets go of the documents. */
	close(): void {
		this.#facts.close();
		this.#plan.close();
	}

	#open(day: string): void {
		this.#day = day;
		this.#plan = device.openWorkspace(planDocument(this.team.id, day), (doc) => readPlan(doc, day));
	}

	#factsNow(): FactsMaps {
		return this.#facts.documents[0] ?? {};
	}
}

/** Opens the member's team for all pages beneath a layout; null for members without one. */
export function provideTeamDay(): TeamDay | null {
	const [team] = device.session?.teams ?? [];
	return setContext(KEY, team ? new TeamDay(team) : null);
}

/** The team and day that the layout above has opened. */
export function useTeamDay(): TeamDay {
	const day = getContext<TeamDay | null>(KEY);
	if (!day) throw new Error('There is no team on this page');
	return day;
}
