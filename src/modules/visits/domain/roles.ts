import type { RoleContract } from '#core/roles';

/** Who plans a team's days, and sees to its people, copies and keys. */
export const PLANNER = 'planner';

/** Who makes visits with a team. */
export const CARER = 'carer';

/** Who belongs to a team and neither plans nor visits there: its organisation's administrator, most often. */
export const COLLEAGUE = 'colleague';

/** Everybody of a team sees its plan and may mend it, and runs its outages: whoever is there when it happens. */
const ofTeam = [
	'plan:read',
	'plan:write',
	'team:read',
	'team:team.bring-again',
	'team-index:read',
	'team-presence:read',
	'outage:read',
	'outage:write',
	'copies-made:write',
	'sheet-picture:write'
];

/** What people can be in visits. */
export const roles: Readonly<Record<string, RoleContract>> = {
	[PLANNER]: {
		scope: 'team',
		acts: [
			...ofTeam,
			'team:team.change',
			'copies:read',
			'copies:write',
			'sheet-picture:read',
			'key-plans:write',
			'held-keys:read',
			'key-looks:read'
		]
	},
	[CARER]: { scope: 'team', acts: [...ofTeam, 'held-keys:read'] },
	[COLLEAGUE]: { scope: 'team', acts: ofTeam }
};
