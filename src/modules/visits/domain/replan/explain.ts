import { visitsByCarer } from '../plan/carer-days.ts';
import { continuityWith } from '../plan/continuity.ts';
import { carersByName } from '../team/facts.ts';
import { lackOf } from '../plan/findings-of-visits.ts';
import { type PlanVisit, type Slot } from '../plan/model.ts';
import { travelOf } from '../plan/queries.ts';
import { type Breach, breachesOf } from './breaches.ts';
import { needsOf } from './build-problem.ts';
import { recipientsWhoCount } from './met.ts';
import { type ProposedChange, withChanges, withoutPlaces } from './planned-changes.ts';
import { slackAround } from './proposal.ts';
import { type ReplanDay, type ReplanWish, assumeAway, slotsInNeed } from './replan-day.ts';

/** What speaks for or against a carer at a visit, with figures. */
export interface Reasons {
	carer: string;
	/** For each recipient for whom it counts: which number of different carers in 14 days it becomes. */
	faces: readonly { recipient: string; number: number; isNew: boolean }[];
	/** Skills, delegations and the like that the visit needs and the carer has. */
	has: readonly string[];
	/** Minutes on the way that the visit adds to the carer's day. */
	travel: number;
	/** Minutes to spare before and after; null at the ends of the day. */
	slack: { before: number | null; after: number | null };
}

/** Why a carer is not the one: every rule that it would break, or what it would cost where it would break none. */
export interface WhyNot {
	carer: string;
	breaches: readonly Breach[];
	reasons: Reasons;
}

/** A place at a visit, and when it would begin. */
export interface AskedPlace {
	visit: string;
	slot: Slot;
	start: number;
}

/** Why this carer for this place, with the other changes used. */
export function reasonsFor(
	day: ReplanDay,
	changes: readonly ProposedChange[],
	{ visit: id, slot, start }: AskedPlace,
	carer: string
): Reasons {
	const others = changes.filter(({ visit }) => visit !== id);
	const own = changeFor(day, { visit: id, slot, start }, carer, changes);
	const before = withoutPlaces(withChanges(day.plan, others), own ? [own] : []);
	const all = [...others, ...(own ? [own] : [])];
	const after = withChanges(day.plan, all);
	const visit = after.byId.get(id);
	const plans = [...day.around.filter((other) => other.day !== day.plan.day), before];
	const way = (plan: typeof after) => travelOf(visitsByCarer(plan).get(carer) ?? [], day.travel);
	return {
		carer,
		faces: visit ? facesOf(visit, slot, carer, plans) : [],
		has: visit ? needsOf(visit, day) : [],
		travel: way(after) - way(before),
		slack: slackAround(day, all, { visit: id, carer })
	};
}

function facesOf(
	visit: PlanVisit,
	slot: Slot,
	carer: string,
	plans: Parameters<typeof continuityWith>[0]
): Reasons['faces'] {
	const other = visit[slot === 'a' ? 'b' : 'a'];
	return recipientsWhoCount(visit).map((recipient) => {
		const asked = { ...visit, recipient, a: { ...visit.a, value: carer }, b: other };
		return { recipient, ...continuityWith(plans, asked, carer) };
	});
}

/**
 * For each carer of the team who was not chosen for a place: all rules that it would break there and then, with the
 * other changes used; those who could are first, the rest by how few rules stand in the way.
 */
export function whyNot(
	original: ReplanDay,
	wish: ReplanWish,
	changes: readonly ProposedChange[],
	asked: AskedPlace
): WhyNot[] {
	const day = assumeAway(original, wish.away);
	const others = changes.filter(({ visit }) => visit !== asked.visit);
	const chosen = changes.find(({ visit }) => visit === asked.visit)?.places.find(({ slot }) => slot === asked.slot)?.to;
	const found = carersByName(day.team)
		.filter(({ id, ended }) => id !== chosen && (ended === null || ended >= day.plan.day))
		.map(({ id }) => ({
			carer: id,
			breaches: breachesWith(day, others, asked, id),
			reasons: reasonsFor(day, changes, asked, id)
		}));
	const rank = ({ breaches, reasons }: WhyNot) =>
		breaches.length > 0 ? 1000 + breaches.length : reasons.faces.filter(({ isNew }) => isNew).length;
	return found.sort((a, b) => rank(a) - rank(b) || a.reasons.travel - b.reasons.travel);
}

/** The place of a visit that somebody would have to take who is asked about. */
export function askedPlace(
	original: ReplanDay,
	wish: ReplanWish,
	changes: readonly ProposedChange[],
	id: string
): AskedPlace | null {
	const day = assumeAway(original, wish.away);
	const visit = day.plan.byId.get(id);
	const change = changes.find((each) => each.visit === id);
	const slot = change?.places[0]?.slot ?? (visit ? slotsInNeed(visit, day)[0] : undefined);
	return visit && slot ? { visit: id, slot, start: change?.start.to ?? visit.start.value } : null;
}

function changeFor(
	{ plan }: ReplanDay,
	{ visit: id, slot, start }: AskedPlace,
	carer: string,
	changes: readonly ProposedChange[]
): ProposedChange | null {
	const visit = plan.byId.get(id);
	if (!visit) return null;
	const others = changes.find((change) => change.visit === id)?.places.filter((place) => place.slot !== slot) ?? [];
	const places = [...others, { slot, from: visit[slot].value, to: carer }];
	return { visit: id, start: { from: visit.start.value, to: start }, places };
}

function breachesWith(day: ReplanDay, others: readonly ProposedChange[], asked: AskedPlace, carer: string): Breach[] {
	const change = changeFor(day, asked, carer, []);
	const visit = day.plan.byId.get(asked.visit);
	if (!change || !visit) return [];
	const found = breachesOf({ ...day, plan: withChanges(day.plan, others) }, [change]);
	const told = new Set(found.flatMap(({ need }) => need ?? []));
	const who = day.team.carers.get(carer);
	const lacking = needsOf(visit, day).flatMap((need) => {
		const code = who && !told.has(need) ? lackOf(who, need, day.plan.day) : null;
		return code ? [{ code, carer, visits: [asked.visit], numbers: {}, need, source: null }] : [];
	});
	return [...found, ...lacking];
}
