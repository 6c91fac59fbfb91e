export type {
	PauseRule,
	Placement,
	Problem,
	Solution,
	SolverCarer,
	SolverJob,
	SolverLink,
	SolverUnit,
	SolverWeights,
	Span
} from './problem.ts';
export { Schedule } from './schedule.ts';
export { type Drive, solve } from './solve.ts';
