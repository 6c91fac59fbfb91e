/** Works out a new plan away from the page: it takes a second or two, and the page stays alive meanwhile. */
import { type Problem, type Solution, solve } from '#modules/visits/domain/replan/solver/index.ts';

/** Milliseconds that a person waits at most. */
const BUDGET = 2000;
/** So many tries without anything better are enough. */
const PATIENCE = 30_000;
/** The same plan gives the same proposal on every device, as far as its speed permits. */
const SEED = 1;

/** Worker → page, once. */
export type ReplanAnswer = Solution;

addEventListener('message', ({ data }: MessageEvent<Problem>) => {
	const answer: ReplanAnswer = solve(data, { budget: BUDGET, patience: PATIENCE, seed: SEED, clock: performance });
	postMessage(answer);
});
