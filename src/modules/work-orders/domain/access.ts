import { type Actor, type Policy, type Resource, createAuthorize } from '#core/access';
import { ADMINISTRATOR } from '#core/roles';
import { isContractor, isOrderer, worksWithOrders } from './works-with-orders.ts';

const isOwnScope = (actor: Actor, { scope }: Resource) =>
	scope !== undefined && scope === (actor.company ?? actor.organisation);

/** Facts of a company or an organisation are read by its own people alone, and written by nobody but the server. */
const readFacts: Policy = (actor, action, resource) =>
	action === 'read' && isOwnScope(actor, resource) && worksWithOrders(actor);

/** A contractor's texts are written by its people; the landlord's orderers read along. */
const shareTexts: Policy = (actor, action, resource) => {
	if (isOwnScope(actor, resource) && isContractor(actor)) return true;
	return action === 'read' && isOrderer(actor) && resource.organisation === actor.organisation;
};

/** Acts on an order: the landlord's orderers, and companies that have or had it; decide() settles which act of which. */
const actOnOrder: Policy = (actor, _action, resource) =>
	resource.organisation === actor.organisation && worksWithOrders(actor);

/** Files of an order: the landlord, and the company that has the order. */
const readFiles: Policy = (actor, action, resource) => {
	if (action !== 'read' || resource.organisation !== actor.organisation) return false;
	return isOrderer(actor) || (isContractor(actor) && actor.company === resource.company);
};

/** The policies of this module by resource type. */
export const policies: Readonly<Record<string, Policy>> = {
	orders: readFacts,
	'order-index': readFacts,
	'order-texts': shareTexts,
	/** Settings and contractors, as far as each needs them; changed by the landlord's administrators. */
	landlord: readFacts,
	'work-order-settings': (actor, action, resource) =>
		actor.company === null &&
		resource.organisation === actor.organisation &&
		(actor.roles.includes(ADMINISTRATOR) || (action === 'read' && isOrderer(actor))),
	presence: (actor, _action, resource) => isOwnScope(actor, resource) && worksWithOrders(actor),
	'work-order': actOnOrder,
	'work-order-file': readFiles,
	/** Registering orders: the landlord's people and its property system. */
	'work-order-register': (actor, _action, resource) => isOrderer(actor) && resource.organisation === actor.organisation
};

/** May this actor do this, of work orders: the module's part of the one answer. */
export const authorize: Policy = createAuthorize(policies);
