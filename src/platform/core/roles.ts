import type { Actor } from './access.ts';

/** What a role is given for. */
export type ScopeKind = 'organisation' | 'unit' | 'team' | 'company';

/** A role of a module: a list of acts, given to a person for a scope. */
export interface RoleContract {
	scope: ScopeKind;
	/** What it lets somebody do there, as `resource-type:action`; the module's policies answer so. */
	acts: readonly string[];
	/** Who gets it without being asked: whoever is made an administrator, or is invited to a company. */
	comesWith?: 'administrator' | 'company';
}

/** A role that a person has for a scope, for a time. */
export interface Grant {
	role: string;
	scope: { kind: ScopeKind; id: string };
	/** The first day, in Sweden, on which it holds; null when it has always held. */
	from: string | null;
	/** The last day on which it holds; null while no end is known. */
	to: string | null;
}

/** The one role that the platform knows: it keeps people and settings of an organisation, and reads no record. */
export const ADMINISTRATOR = 'administrator';

/** True when a grant holds on a Swedish day (2026-11-22): on its first day and its last one too. */
export function holdsOn({ from, to }: Pick<Grant, 'from' | 'to'>, day: string): boolean {
	return (from === null || from <= day) && (to === null || day <= to);
}

/** What an actor is by grants that hold: the names of the roles, and which of them hold for which scope. */
export function heldRoles(grants: readonly Grant[]): Required<Pick<Actor, 'roles' | 'rolesIn'>> {
	const rolesIn: Record<string, string[]> = {};
	for (const { role, scope } of grants) (rolesIn[scope.id] ??= []).push(role);
	return { roles: [...new Set(grants.map(({ role }) => role))].sort(), rolesIn };
}

/** True for who has a role for just this scope; who has it for another one does not. */
export function holdsFor({ rolesIn }: Pick<Actor, 'rolesIn'>, role: string, scope: string | undefined): boolean {
	return rolesIn !== undefined && scope !== undefined && Object.hasOwn(rolesIn, scope)
		? (rolesIn[scope]?.includes(role) ?? false)
		: false;
}
