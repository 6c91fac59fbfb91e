import * as Y from 'yjs';
import { importDay, readImport, readPlan } from '#modules/visits/domain/index.ts';
import {
	type ReplanDay,
	assumeAway,
	breachesOf,
	buildProblem,
	objectiveOf,
	readProposal
} from '#modules/visits/domain/replan/index.ts';
import { solve } from '#modules/visits/domain/replan/solver/index.ts';
import { type HomeVisits, type SolvedVisits, rowsOf, teamOf, travelOf } from './home-visits.ts';
import { ticking } from './ticks.ts';

/** What a proposal does when somebody is away: the rules that it breaks, and how many more visits have a carer. */
export interface Repaired {
	breaches: readonly unknown[];
	helped: number;
}

/** Reads a solved day in, and proposes a new plan for the absence of each of the first carers. */
export function repairDay(instance: HomeVisits, solved: SolvedVisits, date: string, carers = 6): Repaired[] {
	const team = teamOf(instance, date);
	const doc = new Y.Doc();
	importDay(doc, readImport(rowsOf(instance, solved, date), team).days.get(date) ?? []);
	const plan = readPlan(doc, date);
	const day: ReplanDay = { plan, team, travel: travelOf(instance), around: [plan], now: null };
	return [...team.carers.keys()].slice(0, carers).map((carer) => {
		const wish = { away: [carer], wide: true };
		const assumed = assumeAway(day, wish.away);
		const built = buildProblem(assumed, wish.wide);
		const { changes } = readProposal(day, wish, built, solve(built.problem, { budget: 15, seed: 1, clock: ticking() }));
		const helped = objectiveOf(day, wish, []).unassigned - objectiveOf(day, wish, changes).unassigned;
		return { breaches: breachesOf(assumed, changes), helped };
	});
}
