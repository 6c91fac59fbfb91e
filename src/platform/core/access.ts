/** What a member may be in an organisation. One member can have several roles. */
export type Role = 'contractor' | 'orderer' | 'administrator' | 'planner' | 'carer';

/** Who asks: a signed-in member, or a program with an API key (`device` is then null). */
export interface Actor {
	member: string;
	/** The landlord, municipality or certification body whose installation part this is. */
	organisation: string;
	/** The contractor company of the member; null for the organisation's own people. */
	company: string | null;
	device: string | null;
	roles: readonly Role[];
	/** The teams that the member plans or visits with. */
	teams?: readonly string[];
}

/** Something that access is asked for: a document by its name's parts, or a thing of a module. */
export interface Resource {
	/** The module or noun whose policy answers, for example `work-order` or a document kind. */
	type: string;
	organisation?: string | null;
	/** The company that the thing belongs to, where it belongs to one. */
	company?: string | null;
	/** The member who answers for it, where there is one: a company's own account for its people. */
	keeper?: string | null;
	/** The scope of a document. */
	scope?: string;
}

/** What somebody wants to do with a resource: reading, writing, or an act by its command kind. */
export type Action = 'read' | 'write' | (string & {});

/** Answers for the resource types that it knows; everything unknown is refused by the caller. */
export type Policy = (actor: Actor, action: Action, resource: Resource) => boolean;

/** One door for HTTP, sync and files: no policy for a type means no. */
export function createAuthorize(policies: Readonly<Record<string, Policy>>): Policy {
	return (actor, action, resource) => {
		if (!Object.hasOwn(policies, resource.type)) return false;
		return policies[resource.type]?.(actor, action, resource) ?? false;
	};
}
