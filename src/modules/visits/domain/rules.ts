import type { ModuleRules } from '#core/module';
import { policies } from './access.ts';
import { COMMANDS } from './commands.ts';
import { isOutageEntry } from './outage/entries.ts';
import { isPlanEntry } from './plan/entries.ts';
import { roles } from './roles.ts';

/** What visits allow and refuse. */
export const rules: ModuleRules = {
	commands: COMMANDS,
	policies,
	roles,
	contents: { plan: { isEntry: isPlanEntry }, outage: { isEntry: isOutageEntry } }
};
