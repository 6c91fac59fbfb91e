import { describe, expect, it } from 'vitest';
import { type HomeHealth, costOf, problemOf } from '#tests/support/home-health.ts';
import { ticking } from '#tests/support/ticks.ts';
import { solve } from './index.ts';

/** Two roads from the office, ten minutes apart at each stop; the last patient needs two, one of them later. */
const SMALL: HomeHealth = {
	distances: [
		[0, 10, 20, 10, 20, 5],
		[10, 0, 10, 20, 30, 15],
		[20, 10, 0, 30, 40, 25],
		[10, 20, 30, 0, 10, 15],
		[20, 30, 40, 10, 0, 25],
		[5, 15, 25, 15, 25, 0]
	],
	patients: [
		{ id: 'p1', time_window: [0, 600], required_caregivers: [{ service: 's1', duration: 10 }] },
		{ id: 'p2', time_window: [0, 600], required_caregivers: [{ service: 's1', duration: 10 }] },
		{ id: 'p3', time_window: [0, 600], required_caregivers: [{ service: 's2', duration: 10 }] },
		{ id: 'p4', time_window: [0, 600], required_caregivers: [{ service: 's2', duration: 10 }] },
		{
			id: 'p5',
			time_window: [300, 320],
			required_caregivers: [
				{ service: 's1', duration: 10 },
				{ service: 's2', duration: 10 }
			],
			synchronization: { type: 'sequential', distance: [30, 40] }
		}
	],
	caregivers: [
		{ id: 'c1', abilities: ['s1'] },
		{ id: 'c2', abilities: ['s2'] }
	]
};
const OPTIMUM = (50 + 50 + 10 + 10) / 3; // each road there and back and the office's neighbour; ten minutes late at best

const drive = (budget: number, seed = 1) => ({ budget, seed, clock: ticking() });

describe('the solver', () => {
	it('[VI89] finds the best cost, whatever the seed', () => {
		for (const seed of [1, 2, 3, 4]) {
			const problem = problemOf(SMALL);
			const solution = solve(problem, drive(100, seed));
			expect(solution.cost).toBeCloseTo(OPTIMUM, 6);
			expect(costOf(SMALL, problem, solution)).toBeCloseTo(solution.cost, 6);
		}
	});

	it('[VI89] is the same for the same seed and ticks, and never worse than what it began with', () => {
		const run = (budget: number) => solve(problemOf(SMALL), drive(budget));
		expect(run(20)).toEqual(run(20));
		expect(run(40).cost).toBeLessThanOrEqual(run(0).cost);
	});

	it('[VI89] ends when it is told to, when nothing better comes, and at once where there is nothing to place', () => {
		const problem = problemOf(SMALL);
		let asked = 0;
		const stopped = solve(problem, { ...drive(1_000_000), shouldStop: () => (asked += 1) > 3 });
		expect(stopped.tried).toBe(3 * 64);
		expect(solve(problem, { ...drive(1_000_000), patience: 500 }).tried).toBeLessThan(50_000);
		expect(solve({ ...problem, units: [], jobs: [], links: [] }, drive(1_000_000)).tried).toBe(0);
	});

	it('[VI89] finds the way of each carer along a road, when every patient wants another carer than the next', () => {
		const roads = [3, 5, 8, 13]; // minutes between neighbours on each road
		const at = [[0, 0], ...Array.from({ length: 24 }, (_, n) => [n % 4, 1 + Math.floor(n / 4)])] as [number, number][];
		const out = ([road, place]: readonly [number, number]) => (roads[road] ?? 0) * place;
		const between = (from: [number, number], to: [number, number]) =>
			from[0] === to[0] ? Math.abs(out(from) - out(to)) : out(from) + out(to);
		const instance: HomeHealth = {
			distances: at.map((from) => at.map((to) => between(from, to))),
			patients: at.slice(1).map(([road], n) => ({
				id: `p${n}`,
				time_window: [0, 6000],
				required_caregivers: [{ service: `s${road}`, duration: 5 }]
			})),
			caregivers: roads.map((_, road) => ({ id: `c${road}`, abilities: [`s${road}`] }))
		};
		const problem = problemOf(instance);
		const solution = solve(problem, drive(500));
		const best = roads.reduce((sum, minutes) => sum + 2 * 6 * minutes, 0) / 3; // to the end of each road and back
		expect(costOf(instance, problem, solution)).toBeCloseTo(best, 6);
	});
});
