export { type Breach, breachesOf } from './breaches.ts';
export { type ReplanProblem, buildProblem } from './build-problem.ts';
export { type AskedPlace, type Reasons, type WhyNot, askedPlace, reasonsFor, whyNot } from './explain.ts';
export { type PlaceChange, type ProposedChange, withChanges } from './planned-changes.ts';
export { type LeftOver, type Objective, type Proposal, objectiveOf, readProposal } from './proposal.ts';
export {
	type FreePlace,
	type ReplanDay,
	type ReplanWish,
	type Untouchable,
	assumeAway,
	freePlaces,
	slotsInNeed,
	untouchable
} from './replan-day.ts';
export { stateOf } from './state-of.ts';
export { useProposal } from './use-proposal.ts';
