import { type Policy, createAuthorize } from './access.ts';
import { joined } from './joined.ts';
import type { ModuleRules } from './module.ts';
import { peoplePolicies } from './people-access.ts';

/** The platform's policies and those of all modules as one answer; throws when two claim the same resource. */
export function authorizeAll(rules: readonly ModuleRules[]): Policy {
	const all = joined<Policy>([Object.entries(peoplePolicies), ...rules.map(({ policies }) => Object.entries(policies))]);
	return createAuthorize(Object.fromEntries(all));
}
