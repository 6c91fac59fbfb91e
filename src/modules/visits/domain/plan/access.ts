import type { Policy } from '#core/access';
import { BRING_TEAM_AGAIN } from '../team/team-documents.ts';
import { isOfTeam, plansWith } from '../team/team-access.ts';

/** The kind of the command by which planners keep their team. */
export const CHANGE_TEAM = 'team.change';

/** A team's plans are written by its planners and carers together. */
const shareWithTeam: Policy = (actor, action, { scope }) =>
	(action === 'read' || action === 'write') && isOfTeam(actor, scope);

/** A team's facts are read by its people, and written by nobody but the server. */
const readTeamFacts: Policy = (actor, action, { scope }) => action === 'read' && isOfTeam(actor, scope);

/** Its planners ask the server for changes, by commands; whoever reads brings again what a restored server has lost. */
const keepTeam: Policy = (actor, action, resource) =>
	readTeamFacts(actor, action === BRING_TEAM_AGAIN ? 'read' : action, resource) ||
	(action === CHANGE_TEAM && plansWith(actor, resource.scope));

/** The policies of this module by resource type. */
export const policies: Readonly<Record<string, Policy>> = {
	plan: shareWithTeam,
	team: keepTeam,
	'team-index': readTeamFacts,
	'team-presence': readTeamFacts
};
