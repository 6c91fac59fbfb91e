/** Who asks: a signed-in member, or a program with an API key (`device` is then null). */
export interface Actor {
	member: string;
	/** The landlord, municipality or certification body whose installation part this is. */
	organisation: string;
	/** The contractor company of the member; null for the organisation's own people. */
	company: string | null;
	device: string | null;
	/** The roles that hold today, for whatever scope: modules name theirs in their contracts. */
	roles: readonly string[];
	/** The teams that one of the roles is given for. */
	teams?: readonly string[];
	/** The roles by the id of what they are given for; only the server knows. */
	rolesIn?: Readonly<Record<string, readonly string[]>>;
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
