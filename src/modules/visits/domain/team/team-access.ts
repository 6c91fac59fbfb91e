import type { Actor } from '#core/access';

/** True for somebody who plans or visits with a team; nobody is of no team. */
export function isOfTeam(actor: Actor, team: string | undefined): boolean {
	return team !== undefined && (actor.teams ?? []).includes(team);
}

/** True for an organisation's own people: those of contractors belong to their company. */
export function isOfOrganisation(actor: Actor, organisation: string | null | undefined): boolean {
	return actor.company === null && organisation === actor.organisation;
}
