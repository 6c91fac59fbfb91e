import type { Policy } from '#core/access';
import { ADMINISTRATOR } from '#core/roles';
import { PLANNER } from '../roles.ts';
import { isOfOrganisation, isOfTeam, plansWith } from '../team/team-access.ts';

/** Copies are seen and kept by a team's planners, and by the organisation's administrators. */
const keepCopies: Policy = (actor, _action, { organisation, scope }) => {
	if (!isOfOrganisation(actor, organisation)) return false;
	if (actor.roles.includes(ADMINISTRATOR)) return true;
	return scope === undefined ? actor.roles.includes(PLANNER) : plansWith(actor, scope);
};

/** Every carer may print the own list, and says so; what else is made is the planners'. */
const makeCopies: Policy = (actor, _action, { organisation, scope }) =>
	isOfOrganisation(actor, organisation) && isOfTeam(actor, scope);

/** Whether and with what copies are locked is decided by the organisation's administrators. */
const protectCopies: Policy = (actor, action, { organisation }) =>
	isOfOrganisation(actor, organisation) &&
	actor.roles.includes(ADMINISTRATOR) &&
	(action === 'read' || action === 'write');

/** Everybody of a team registers from its papers and hands in their pictures; what is on them is seen by its planners. */
const keepSheetPictures: Policy = (actor, action, resource) =>
	makeCopies(actor, action, resource) &&
	(action === 'write' || (action === 'read' && plansWith(actor, resource.scope)));

/** The policies of copies by resource type. */
export const copyPolicies: Readonly<Record<string, Policy>> = {
	copies: keepCopies,
	'copies-made': makeCopies,
	'copies-settings': protectCopies,
	'sheet-picture': keepSheetPictures
};
