import { SvelteSet } from 'svelte/reactivity';
import { dayAfter, swedishDay } from '#swedish/dates';
import { type Edit, awayOf } from '#modules/visits/domain/index.ts';
import {
	type Breach,
	type Proposal,
	type ProposedChange,
	type ReplanDay,
	type ReplanWish,
	assumeAway,
	breachesOf,
	buildProblem,
	objectiveOf,
	readProposal,
	slotsInNeed,
	stateOf,
	useProposal
} from '#modules/visits/domain/replan/index.ts';
import { deviceClock } from '#device/device-clock.svelte.ts';
import { device } from '#device/device.svelte.ts';
import { t } from '#modules/visits/words/index.ts';
import type { TeamDay } from '../plan/team-day.svelte.ts';
import { DaysAround } from './days-around.svelte.ts';
import { type SolverRun, solveApart } from './solve-apart.ts';

const LAST = 2880; // minutes: on a day that is over nothing can begin

/** A proposal for a day: worked out in a worker, looked through, and used as one act. */
export class ReplanRun {
	readonly #team: TeamDay;
	readonly #around: DaysAround;
	readonly #leftOut = new SvelteSet<string>();
	#run: SolverRun | null = null;
	#state = $state<'waiting' | 'working' | 'ready' | 'failed'>('waiting');
	#proposal: Proposal | null = $state.raw(null);
	/** The day as it was when the proposal was made: what its reasons are about. */
	#made: ReplanDay | null = $state.raw(null);

	readonly #current = $derived.by(() => stateOf({ plan: this.#team.plan, team: this.#team.facts }));
	readonly isStale = $derived.by(() => this.#proposal !== null && this.#proposal.state !== this.#current);
	readonly chosen: readonly ProposedChange[] = $derived.by(() =>
		(this.#proposal?.changes ?? []).filter(({ visit }) => !this.#leftOut.has(visit))
	);
	/** Rules that what is chosen would break without what is left out. */
	readonly breaches: readonly Breach[] = $derived.by(() => {
		if (!this.#made || !this.#proposal || this.#leftOut.size === 0) return [];
		return breachesOf(assumeAway(this.#made, this.#proposal.wish.away), this.chosen);
	});
	readonly objectives = $derived.by(() => {
		if (!this.#made || !this.#proposal) return null;
		const { wish } = this.#proposal;
		return { before: objectiveOf(this.#made, wish, []), after: objectiveOf(this.#made, wish, this.chosen) };
	});

	constructor(team: TeamDay) {
		this.#team = team;
		this.#around = new DaysAround(team.team.id, team.day);
	}

	/** True once everything that a proposal is made from has been read from the device. */
	get loaded(): boolean {
		return this.#team.loaded && this.#around.loaded;
	}
	get state() {
		return this.#state;
	}
	get proposal(): Proposal | null {
		return this.#proposal;
	}
	get made(): ReplanDay | null {
		return this.#made;
	}

	isChosen(visit: string): boolean {
		return !this.#leftOut.has(visit);
	}
	choose(visit: string, chosen: boolean): void {
		if (chosen) this.#leftOut.delete(visit);
		else this.#leftOut.add(visit);
	}

	/** Carers who are marked as away on the day. */
	get away(): string[] {
		const { plan, facts } = this.#team;
		return [...facts.carers.keys()].filter((carer) => awayOf(carer, plan, facts) !== null);
	}

	/** Works out a proposal from the day as it is now. A run that is under way is given up. */
	async start(wish: ReplanWish): Promise<void> {
		this.#run?.end();
		this.#leftOut.clear();
		const day = this.#day();
		const built = buildProblem(assumeAway(day, wish.away), wish.wide);
		this.#state = 'working';
		const run = solveApart(built.problem);
		this.#run = run;
		try {
			const solution = await run.answer;
			if (this.#run !== run) return;
			this.#made = day;
			this.#proposal = readProposal(day, wish, built, solution);
			this.#state = 'ready';
		} catch {
			if (this.#run === run) this.#state = 'failed';
		}
	}

	/** How many visits lack a carer, as the proposal counts them. */
	get inNeed(): number {
		if (!this.#made || !this.#proposal) return 0;
		const day = assumeAway(this.#made, this.#proposal.wish.away);
		return day.plan.visits.filter((visit) => slotsInNeed(visit, day).length > 0).length;
	}

	/** Makes the chosen changes as one act. */
	use(): Edit {
		const { chosen } = this;
		return this.#team.acts.act(t.replan.used(chosen.length), (doc) =>
			useProposal(doc, device.editor, chosen, t.replan.reason)
		);
	}

	/** Ends the work and lets go of the documents. */
	close(): void {
		this.#run?.end();
		this.#run = null;
		this.#around.close();
	}

	#day(): ReplanDay {
		const { plan, facts: team, travel, day } = this.#team;
		const before = this.#around.plans.find((other) => other.day === dayAfter(day, -1));
		const today = swedishDay(deviceClock.now());
		const clock = new Date(deviceClock.now());
		const now = day === today ? clock.getHours() * 60 + clock.getMinutes() : day < today ? LAST : null;
		return { plan, team, travel, around: [...this.#around.plans, plan], now, ...(before ? { before } : {}) };
	}
}
