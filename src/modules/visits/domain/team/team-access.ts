import type { Actor } from '#core/access';
import { holdsFor } from '#core/roles';
import { CARER, PLANNER } from '../roles.ts';

/** True for somebody who plans or visits with a team; nobody is of no team. */
export function isOfTeam(actor: Actor, team: string | undefined): boolean {
	return team !== undefined && (actor.teams ?? []).includes(team);
}

/** True for who plans with this very team; who plans another one and visits with this one does not. */
export function plansWith(actor: Actor, team: string | undefined): boolean {
	return holdsFor(actor, PLANNER, team);
}

/** True for who visits with this very team. */
export function visitsWith(actor: Actor, team: string | undefined): boolean {
	return holdsFor(actor, CARER, team);
}

/** True for an organisation's own people: those of contractors belong to their company. */
export function isOfOrganisation(actor: Actor, organisation: string | null | undefined): boolean {
	return actor.company === null && organisation === actor.organisation;
}
