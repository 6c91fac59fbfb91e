import type { Policy } from '#core/access';
import { ADMINISTRATOR } from '#core/roles';

/** The kind of the command by which administrators change whom to call and what to tick off. */
export const CHANGE_OUTAGE_SETTINGS = 'outage-settings.change';

/** Everybody of a team begins, leads and ends its outages: whoever is there when it happens. */
const shareWithTeam: Policy = (actor, action, { scope }) =>
	(action === 'read' || action === 'write') && scope !== undefined && (actor.teams ?? []).includes(scope);

/** What holds for every outage is decided by the organisation's administrators. */
const keepSettings: Policy = (actor, action, { organisation }) =>
	action === 'write' &&
	actor.company === null &&
	organisation === actor.organisation &&
	actor.roles.includes(ADMINISTRATOR);

/** The policies of this module by resource type. */
export const policies: Readonly<Record<string, Policy>> = {
	outage: shareWithTeam,
	'outage-settings': keepSettings
};
