import { type Policy, createAuthorize } from '#core/access';
import * as outage from '#modules/visits/domain/outage/index.ts';
import * as people from '#core/people-access';
import * as visits from '#modules/visits/domain/index.ts';
import { copyPolicies } from '#modules/visits/domain/copies/index.ts';
import { keyPolicies } from '#modules/visits/domain/keys/index.ts';
import * as workOrders from '#modules/work-orders/domain/index.ts';

/** The one answer to "may this actor do this": for HTTP, sync and files. */
export const authorize: Policy = createAuthorize({
	...people.policies,
	...workOrders.policies,
	...visits.policies,
	...copyPolicies,
	...keyPolicies,
	...outage.policies
});
