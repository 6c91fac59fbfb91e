import * as Y from 'yjs';
import {
	type PlanDay,
	type SourceVisit,
	type TeamFacts,
	USUAL_VISIT,
	readPlan,
	readTeam,
	writeSource
} from '#modules/visits/domain/index.ts';

const VISITS = 15; // of each carer

/** A team of so many carers with full but possible days, and its plan; every tenth visit needs two, and links them. */
export function largeTeam(carers: number, day: string): { plan: PlanDay; team: TeamFacts; doc: Y.Doc } {
	const ids = Array.from({ length: carers }, (_unused, index) => `c${index}`);
	const recipients = Array.from({ length: carers * 5 }, (_unused, index) => `r${index}`);
	const team = readTeam({
		carers: new Map(
			ids.map((id, index) => [
				id,
				{ name: `Medarbetare ${index}`, skills: index % 2 === 0 ? ['läkemedel'] : [], licence: index % 5 !== 0 }
			])
		),
		recipients: new Map(
			recipients.map((id, index) => [
				id,
				{
					name: `Brukare ${index}`,
					position: {
						latitude: 57.1 + Math.sin(index * 2.4) * 0.02,
						longitude: 12.7 + Math.cos(index * 1.7) * 0.02
					}
				}
			])
		),
		shifts: new Map<string, unknown>(
			ids.map((id) => [`${id}/${day}`, { from: 420, to: 960, lunch: { from: 660, to: 810, length: 30 } }])
		)
	});
	const doc = new Y.Doc();
	writeSource(
		doc,
		ids.flatMap((id, carer) => visitsOf(id, carer, { ids, recipients }))
	);
	return { plan: readPlan(doc, day), team, doc };
}

function visitsOf(
	id: string,
	carer: number,
	{ ids, recipients }: { ids: readonly string[]; recipients: readonly string[] }
): SourceVisit[] {
	// Every fourth carer has a shorter list, so that there is room for some of what falls away.
	const count = carer % 4 === 3 ? Math.floor(VISITS / 2) : VISITS;
	return Array.from({ length: count }, (_unused, index) => {
		const isLate = index >= VISITS / 2; // after lunch
		const start = 425 + index * 32 + (isLate ? 45 : 0) + (carer % 4);
		const double = index === 3 && carer % 10 === 0;
		return {
			...USUAL_VISIT,
			origin: 'import' as const,
			id: `v${carer}-${index}`,
			recipient: recipients[carer * 5 + (index % 5)] ?? '',
			start,
			length: 20,
			a: id,
			b: double ? (ids[carer + 3] ?? null) : null,
			double,
			window: index % 3 === 0 ? { from: start - 30, to: start + 80 } : null,
			needs: index % 4 === 0 && carer % 2 === 0 ? ['läkemedel'] : []
		};
	});
}
