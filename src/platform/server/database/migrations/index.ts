import type { Migration } from 'kysely/migration';
import type { DialectName } from '../dialect-name.ts';
import { createFirstTables } from './0001-create-first-tables.ts';
import { addReminders } from './0002-add-reminders.ts';
import { addAdministration } from './0003-add-administration.ts';
import { addTeams } from './0004-add-teams.ts';
import { addCarrying } from './0005-add-carrying.ts';
import { addRestorations } from './0008-add-restorations.ts';
import { addKeeping } from './0012-add-keeping.ts';
import { addRoleGrants } from './0013-add-role-grants.ts';
import { addPasswordTries } from './0015-add-password-tries.ts';

/**
 * The platform's migrations, and the first ones of modules from before these had folders of their own. Each is forward
 * only, and is never edited once it has landed.
 */
export function migrations(dialect: DialectName): Record<string, Migration> {
	return {
		'0001-create-first-tables': createFirstTables(dialect),
		'0002-add-reminders': addReminders(),
		'0003-add-administration': addAdministration(),
		'0004-add-teams': addTeams(),
		'0005-add-carrying': addCarrying(),
		'0008-add-restorations': addRestorations(),
		'0012-add-keeping': addKeeping(dialect),
		'0013-add-role-grants': addRoleGrants(),
		'0015-add-password-tries': addPasswordTries()
	};
}
