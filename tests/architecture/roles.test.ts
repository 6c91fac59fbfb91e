import { describe, expect, it } from 'vitest';
import { catalogue } from '#app/catalogue';
import { modules } from '#app/modules';
import type { Actor, Resource } from '#core/access';
import { foldRules } from '#core/rules';
import { ADMINISTRATOR, type RoleContract, heldRoles } from '#core/roles';

const ORGANISATION = 'o'.repeat(32);
const COMPANY = 'c'.repeat(32);
const TEAM = 't'.repeat(32);
const IDS = { organisation: ORGANISATION, company: COMPANY, team: TEAM, unit: 'u'.repeat(32) };

const rules = await Promise.all(modules.map((module) => module.rules()));
const { authorize } = await catalogue.loadRules();
const roles = rules.flatMap((module) =>
	Object.entries(module.roles).map(([name, role]): [string, RoleContract] => [name, role])
);

/** A member as the server finds one who has just these roles for one scope. */
function holder(names: readonly string[], kind: RoleContract['scope'], id: string = IDS[kind]): Actor {
	const grants = names.map((role) => ({ role, scope: { kind, id }, from: null, to: null }));
	const company = kind === 'company' ? COMPANY : null;
	const teams = kind === 'team' && names.length > 0 ? [id] : [];
	return { member: 'm', organisation: ORGANISATION, company, device: null, teams, ...heldRoles(grants) };
}

/** Asks what an act names, of what belongs to the scope. */
function may(actor: Actor, act: string, scope: string, of: Partial<Resource> = {}): boolean {
	const [type = '', ...action] = act.split(':');
	const resource = { type, organisation: ORGANISATION, company: COMPANY, scope, ...of };
	return authorize(actor, action.join(':'), resource);
}

describe('the roles of modules', () => {
	it('[RO1] no two have the same name, and none is the platform’s', () => {
		const role: RoleContract = { scope: 'team', acts: ['plan:read'] };
		const create =
			(...names: string[]) =>
			() =>
				foldRules(names.map((name) => ({ commands: {}, policies: {}, contents: {}, roles: { [name]: role } })));
		expect(create('one', 'other')).not.toThrow();
		expect(create('one', 'one')).toThrow('one');
		expect(create(ADMINISTRATOR)).toThrow(ADMINISTRATOR);
	});

	it.each(roles)('[RO2] %s may do each of its acts for its scope, and nobody without it', (name, { scope, acts }) => {
		expect(acts.length).toBeGreaterThan(0);
		const [with_, without] = [holder([name], scope), holder([], scope)];
		const answers = acts.map((act) => [act, may(with_, act, IDS[scope]), may(without, act, IDS[scope])]);
		expect(answers).toEqual(acts.map((act) => [act, true, false]));
	});

	it.each(roles)('[RO2] %s of one scope is nothing in another', (name, { scope, acts }) => {
		const other = 'x'.repeat(32);
		const actor = { ...holder([name], scope), organisation: scope === 'organisation' ? other : ORGANISATION };
		const elsewhere = scope === 'company' ? { ...actor, company: other, organisation: other } : actor;
		const asked = scope === 'team' ? other : IDS[scope];
		expect(acts.filter((act) => may(elsewhere, act, asked))).toEqual([]);
	});

	it('[RO3] an administrator alone has settings, copies and the log of keys', () => {
		const administrator = holder([ADMINISTRATOR], 'organisation');
		const types = rules.flatMap((module) => Object.keys(module.policies));
		const scopes = [ORGANISATION, COMPANY, TEAM];
		const allowed = (action: string) =>
			types.filter((type) => scopes.some((scope) => may(administrator, `${type}:${action}`, scope, { company: null })));
		expect(allowed('read').sort()).toEqual(['copies', 'copies-settings', 'key-looks', 'work-order-settings']);
		expect(allowed('write').sort()).toEqual([
			'copies',
			'copies-settings',
			'key-looks', // own ones, as everybody's
			'outage-settings',
			'work-order-settings'
		]);
	});
});
