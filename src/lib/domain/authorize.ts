import { type Policy, createAuthorize } from '#core/access';
import * as outage from '#domain/outage';
import * as people from '#domain/people';
import * as visits from '#domain/visits';
import { copyPolicies } from '#domain/visits/copies';
import { keyPolicies } from '#domain/visits/keys';
import * as workOrders from '#domain/work-orders';

/** The one answer to "may this actor do this": for HTTP, sync and files. */
export const authorize: Policy = createAuthorize({
	...people.policies,
	...workOrders.policies,
	...visits.policies,
	...copyPolicies,
	...keyPolicies,
	...outage.policies
});
