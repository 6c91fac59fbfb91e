import type { Policy } from './access.ts';

const isAdministrator: Policy = (actor, _action, { organisation }) =>
	actor.company === null && actor.roles.includes('administrator') && organisation === actor.organisation;

/** The people of a company: seen by all of them, kept by its own account; the landlord's administrators do both. */
const companyPeople: Policy = (actor, action, resource) => {
	if (isAdministrator(actor, action, resource)) return true;
	if (actor.company === null || actor.company !== resource.company) return false;
	return action === 'read' || actor.member === resource.keeper;
};

/** The policies of this module by resource type. */
export const policies: Readonly<Record<string, Policy>> = {
	'company-people': companyPeople,
	/** Contractors, orderers, API keys and outgoing messages of a landlord. */
	administration: isAdministrator
};
