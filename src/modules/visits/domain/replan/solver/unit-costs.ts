import type { Problem } from './problem.ts';

/** Works out what the placement of units costs, apart from the way between them. */
export function unitCosts(problem: Problem): (carerOf: Int32Array, start: Float64Array) => number {
	const { jobs, units, weights } = problem;
	const known = problem.known.map((carers) => new Set(carers));
	const jobsOf = problem.known.map((_carers, recipient) =>
		units.flatMap((unit) => (unit.recipients.includes(recipient) ? unit.jobs : []))
	);

	function ofJob(index: number, carer: number, start: number): number {
		const job = jobs[index];
		if (!job) return 0;
		const moved = Math.abs(start - job.wanted);
		const isChanged = job.original !== null && job.original !== carer;
		return (moved > 0 ? weights.moved + moved * weights.movedMinute : 0) + (isChanged ? weights.changed : 0);
	}

	/** Each new carer counts once, however often that carer comes. */
	function newFaces(recipient: number, carerOf: Int32Array): number {
		const met = known[recipient];
		const faces: number[] = [];
		for (const job of jobsOf[recipient] ?? []) {
			const carer = carerOf[job] ?? -1;
			if (carer >= 0 && !met?.has(carer) && !faces.includes(carer)) faces.push(carer);
		}
		return faces.length;
	}

	return (carerOf, start) => {
		let cost = 0;
		for (const unit of units) {
			for (const job of unit.jobs) {
				const carer = carerOf[job] ?? -1;
				cost += carer < 0 ? weights.unassigned : ofJob(job, carer, start[job] ?? 0);
			}
		}
		for (let recipient = 0; recipient < jobsOf.length; recipient += 1) {
			cost += newFaces(recipient, carerOf) * weights.newFace;
		}
		return cost;
	};
}
