import { type Policy, createAuthorize } from './access.ts';
import { ADMINISTRATOR } from './roles.ts';

const isAdministrator: Policy = (actor, _action, { organisation }) =>
	actor.company === null && actor.roles.includes(ADMINISTRATOR) && organisation === actor.organisation;

/** The people of a company: seen by all of them, kept by its own account; the landlord's administrators do both. */
const companyPeople: Policy = (actor, action, resource) => {
	if (isAdministrator(actor, action, resource)) return true;
	if (actor.company === null || actor.company !== resource.company) return false;
	return action === 'read' || actor.member === resource.keeper;
};

/** The policies of people and settings by resource type: the platform's own. */
export const peoplePolicies: Readonly<Record<string, Policy>> = {
	'company-people': companyPeople,
	/** Contractors, orderers, API keys and outgoing messages of a landlord. */
	administration: isAdministrator
};

/** May this actor do this, of people and settings. */
export const authorizePeople: Policy = createAuthorize(peoplePolicies);
