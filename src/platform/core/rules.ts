import { type Policy, createAuthorize } from './access.ts';
import type { Contents } from './document-kind.ts';
import { joined } from './joined.ts';
import type { ModuleRules } from './module.ts';
import { peoplePolicies } from './people-access.ts';
import { ADMINISTRATOR, type RoleContract } from './roles.ts';

/** What the platform and all modules allow and refuse. */
export interface Rules {
	/** The one answer to "may this actor do this": for HTTP, sync and files. */
	authorize: Policy;
	/** The roles that come with being made an administrator, or with an invitation to a company. */
	rolesWith(what: NonNullable<RoleContract['comesWith']>): string[];
	/** What members may write in a kind of workspace; undefined for kinds that only the server writes. */
	contentsOf(kind: string): Contents | undefined;
}

/** Folds what modules allow into one answer; throws when two of them claim the same resource or role. */
export function foldRules(rules: readonly ModuleRules[]): Rules {
	const policies = joined<Policy>([
		Object.entries(peoplePolicies),
		...rules.map((module) => Object.entries(module.policies))
	]);
	const ofPlatform: [string, null] = [ADMINISTRATOR, null]; // no module's
	const roles = joined<RoleContract | null>([[ofPlatform], ...rules.map((module) => Object.entries(module.roles))]);
	const contents = joined<Contents>(rules.map((module) => Object.entries(module.contents)));
	return {
		contentsOf: (kind) => contents.get(kind),
		authorize: createAuthorize(Object.fromEntries(policies)),
		rolesWith: (what) => [...roles].flatMap(([name, role]) => (role?.comesWith === what ? [name] : []))
	};
}
