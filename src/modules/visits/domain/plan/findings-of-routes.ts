import { type Finding, finding } from './finding.ts';
import { type PlanVisit, endOf } from './model.ts';
import type { Travel } from './travel.ts';

const DAY = 1440; // minutes

/** Visits of one carer at the same time, those of the night before included. `visits` are in time order. */
export function bothAtOnce(carer: string, visits: readonly PlanVisit[], before: readonly PlanVisit[]): Finding[] {
	const found: Finding[] = [];
	for (const [index, one] of visits.entries()) {
		const end = endOf(one);
		for (const other of visits.slice(index + 1)) {
			if (other.start.value >= end) break;
			const minutes = Math.min(end, endOf(other)) - other.start.value;
			found.push(finding('overlap', [other, one], [carer], { numbers: { minutes } }));
		}
		for (const night of before) {
			const minutes = Math.min(endOf(night) - DAY, end) - Math.max(one.start.value, night.start.value - DAY);
			if (minutes > 0) found.push(finding('overlap', [one, night], [carer], { numbers: { minutes } }));
		}
	}
	return found;
}

/** Visits that follow each other closer than the way between them takes. */
export function travelFindings(carer: string, visits: readonly PlanVisit[], travel: Travel): Finding[] {
	return visits.slice(1).flatMap((to, index) => {
		const from = visits[index];
		if (!from) return [];
		const between = to.start.value - endOf(from);
		const needed = travel(from, to);
		if (between < 0 || between >= needed) return []; // a negative gap is an overlap, and told as one
		const numbers = { between, needed, missing: needed - between };
		return [finding('travel-short', [to, from], [carer], { numbers })];
	});
}
