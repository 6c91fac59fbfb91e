import type { ModuleRules } from '#core/module';
import { policies } from './access.ts';
import { COMMANDS } from './commands.ts';
import { roles } from './roles.ts';

/** What work orders allow and refuse. */
export const rules: ModuleRules = {
	commands: COMMANDS,
	policies,
	roles,
	contents: { 'order-texts': 'texts' }
};
