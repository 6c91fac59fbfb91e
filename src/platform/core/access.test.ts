import { describe, expect, it } from 'vitest';
import { type Actor, createAuthorize } from './access.ts';

const ACTOR: Actor = { member: 'm', organisation: 'o', company: null, device: null, roles: ['orderer'] };

describe('the door for all access', () => {
	const authorize = createAuthorize({
		note: (actor, action, { organisation }) => action === 'read' && organisation === actor.organisation
	});

	it('[CO8] the policy of the type answers', () => {
		expect(authorize(ACTOR, 'read', { type: 'note', organisation: 'o' })).toBe(true);
		expect(authorize(ACTOR, 'write', { type: 'note', organisation: 'o' })).toBe(false);
		expect(authorize(ACTOR, 'read', { type: 'note', organisation: 'p' })).toBe(false);
		expect(authorize(ACTOR, 'read', { type: 'note' })).toBe(false);
	});

	it.each(['unknown', '', 'toString', 'constructor', '__proto__'])('[CO8] without a policy no: %j', (type) => {
		expect(authorize(ACTOR, 'read', { type, organisation: 'o' })).toBe(false);
	});
});
