import { type Policy, createAuthorize } from '#core/access';
import { copyPolicies } from './copies/access.ts';
import { keyPolicies } from './keys/access.ts';
import { policies as outagePolicies } from './outage/access.ts';
import { policies as planPolicies } from './plan/access.ts';

/** The policies of this module by resource type. */
export const policies: Readonly<Record<string, Policy>> = {
	...planPolicies,
	...copyPolicies,
	...keyPolicies,
	...outagePolicies
};

/** May this actor do this, of visits and outages: the module's part of the one answer. */
export const authorize: Policy = createAuthorize(policies);
