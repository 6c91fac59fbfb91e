import type { Problem, Solution } from '#modules/visits/domain/replan/solver/index.ts';
import { trustedWorkerUrl } from '#device/pictures/worker-url.ts';
import type { ReplanAnswer } from './replan.worker.ts';
import workerUrl from './replan.worker.ts?worker&url';

/** A solver at work: what it finds, and a way to end it. */
export interface SolverRun {
	answer: Promise<Solution>;
	end(): void;
}

/** Solves a problem in a worker, which is fetched now and not before. Nothing leaves the device. */
export function solveApart(problem: Problem): SolverRun {
	const worker = new Worker(trustedWorkerUrl(workerUrl), { type: 'module' });
	const end = () => {
		worker.terminate();
	};
	const answer = new Promise<Solution>((resolve, reject) => {
		worker.onmessage = ({ data }: MessageEvent<ReplanAnswer>) => {
			end();
			resolve(data);
		};
		worker.onerror = () => {
			end();
			reject(new Error('The solver has failed'));
		};
		worker.postMessage(problem);
	});
	return { answer, end };
}
