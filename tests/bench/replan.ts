import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { travelByDistance } from '#modules/visits/domain/index.ts';
import {
	type ReplanDay,
	assumeAway,
	breachesOf,
	buildProblem,
	objectiveOf,
	readProposal
} from '#modules/visits/domain/replan/index.ts';
import { solve } from '#modules/visits/domain/replan/solver/index.ts';
import { type HomeHealth, costOf, problemOf } from '../support/home-health.ts';
import type { HomeVisits, SolvedVisits } from '../support/home-visits.ts';
import { largeTeam } from '../support/large-team.ts';
import { repairDay } from '../support/replan-day.ts';
import type { BenchRow } from './sync-throughput.ts';

const DATA = join(import.meta.dirname, '../../../shared/data/home-visits-hhcrsp');
const REAL_DAYS = join(import.meta.dirname, '../../../shared/data/home-visits-uhhc');
const DAY = '2026-11-23';
const SECONDS = 10;
const CARERS = 40;
const LIMIT = 3000; // milliseconds that a person may wait for a proposal
const BUDGET = 2000; // what the page gives the solver

/** How far from the best known costs the solver ends, and how long a planner of 40 carers waits for a proposal. */
export function replanBench(): Promise<BenchRow[]> {
	return Promise.resolve([...instanceRows(), ...realDayRows(), ...[false, true].map(teamRow)]);
}

/** Mankowska et al. (2014), in the format and with the values of Ceschia et al.; MIT. Left out where it is not there. */
function instanceRows(): BenchRow[] {
	if (!existsSync(DATA)) return [];
	const best = bestKnown(readFileSync(join(DATA, 'best-known.md'), 'utf8'));
	const files = readdirSync(DATA).filter((file) => best.has(file));
	return files.sort().map((file) => {
		const instance = JSON.parse(readFileSync(join(DATA, file), 'utf8')) as HomeHealth;
		const problem = problemOf(instance);
		const solution = solve(problem, { budget: SECONDS * 1000, rounds: SECONDS, seed: 1, clock: performance });
		const [ours, peer] = [costOf(instance, problem, solution), best.get(file) ?? 0];
		const gap = `${((ours / peer - 1) * 100).toFixed(2)} % above`;
		const conditions = `${SECONDS} s, one run, ${solution.tried} tries; ${gap}`;
		return row(file.replace('.json', ''), ours, peer, 'best known', { unit: '', conditions });
	});
}

/** Real days of home care (UHHC, Ceschia et al.; MIT), one carer after the other away. Left out where they are not there. */
function realDayRows(): BenchRow[] {
	if (!existsSync(REAL_DAYS)) return [];
	const read = (file: string): unknown => JSON.parse(readFileSync(join(REAL_DAYS, file), 'utf8'));
	return ['i-116', 'i-134'].map((name) => {
		const given = read(`${name}.json`) as HomeVisits;
		// In these days hardly two people can do the same: with everybody's skills there is something to give out.
		const abilities = given.caregivers.flatMap((each) => each.abilities);
		const instance = { ...given, caregivers: given.caregivers.map((each) => ({ ...each, abilities })) };
		const from = performance.now();
		const repaired = repairDay(instance, read(`${name}.sol.json`) as SolvedVisits, DAY);
		const took = performance.now() - from;
		const broken = repaired.flatMap(({ breaches }) => breaches).length;
		const helped = repaired.reduce((sum, each) => sum + each.helped, 0);
		const conditions = `six carers away, one at a time; ${helped} visits given to others, ${broken} rules broken`;
		return row(`proposals for ${name}`, took, repaired.length * LIMIT, 'target', { unit: 'ms', conditions });
	});
}

function bestKnown(table: string): Map<string, number> {
	const lines = table.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
	return new Map(
		lines.flatMap(([, file, , , , cost]) => (file?.endsWith('.json') ? [[file, Number(cost)] as const] : []))
	);
}

function teamRow(wide: boolean): BenchRow {
	const { plan, team } = largeTeam(CARERS, DAY);
	const day: ReplanDay = { plan, team, travel: travelByDistance(team), around: [plan], now: null };
	const wish = { away: ['c0'], wide };
	const from = performance.now();
	const built = buildProblem(assumeAway(day, wish.away), wide);
	const solution = solve(built.problem, { budget: BUDGET, patience: 30_000, seed: 1, clock: performance });
	const proposal = readProposal(day, wish, built, solution);
	const took = performance.now() - from;
	const broken = breachesOf(assumeAway(day, wish.away), proposal.changes).length;
	const { unassigned } = objectiveOf(day, wish, proposal.changes);
	const needed = objectiveOf(day, wish, []).unassigned;
	const conditions = `${plan.visits.length} visits, one carer away, ${needed - unassigned} of ${needed} given to others, ${broken} rules broken`;
	const name = wide ? 'proposal for 40 carers, near visits moved too' : 'proposal for 40 carers';
	return row(name, took, LIMIT, 'target', { unit: 'ms', conditions });
}

function row(
	name: string,
	ours: number,
	peer: number,
	peerName: string,
	{ unit, conditions }: { unit: string; conditions: string }
): BenchRow {
	return { name, ours, peer, peerName, unit, ratio: ours / peer, better: 'lower', conditions };
}
