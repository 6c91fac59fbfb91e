import type { Policy } from '#core/access';
import { ADMINISTRATOR } from '#core/roles';
import { isOfOrganisation, plansWith, visitsWith } from '../team/team-access.ts';

/** Planners of a team write and remove its key plans. */
const writePlans: Policy = (actor, action, { organisation, scope }) =>
	action === 'write' && isOfOrganisation(actor, organisation) && plansWith(actor, scope);

/** What a device is handed is for who plans or visits in the team; for whom of its recipients, the plan says. */
const holdKeys: Policy = (actor, action, { organisation, scope }) =>
	action === 'read' && isOfOrganisation(actor, organisation) && (plansWith(actor, scope) || visitsWith(actor, scope));

/**
 * Who has looked is seen by a team's planners and the organisation's administrators. Everybody of the organisation adds
 * own looks, also who has left the team since: what has happened has to be in the log.
 */
const followLooks: Policy = (actor, action, { organisation, scope }) => {
	if (!isOfOrganisation(actor, organisation)) return false;
	if (action === 'write') return true;
	if (action !== 'read') return false;
	return actor.roles.includes(ADMINISTRATOR) || plansWith(actor, scope);
};

/** The policies of keys and door codes by resource type. */
export const keyPolicies: Readonly<Record<string, Policy>> = {
	'key-plans': writePlans,
	'held-keys': holdKeys,
	'key-looks': followLooks
};
