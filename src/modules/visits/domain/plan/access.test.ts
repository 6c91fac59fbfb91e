import { expect, it } from 'vitest';
import { type Actor, createAuthorize } from '#core/access';
import { policies } from './access.ts';
import { TEAM_KIND, TEAM_INDEX_KIND } from '../team/team-documents.ts';
import { PLAN_KIND, planDocument } from './workspace.ts';
import { parseDocumentName } from '#core/document-name';

const [TEAM, OTHER] = ['a'.repeat(32), 'b'.repeat(32)];
const carer: Actor = { member: 'm', organisation: 'o', company: null, device: 'd', roles: [], teams: [TEAM] };
const stranger: Actor = { ...carer, teams: [] };

it('[VI46] a team writes its plans and reads its facts; nobody else does either', () => {
	const authorize = createAuthorize(policies);
	const may = (actor: Actor, action: string, type: string, scope: string) => authorize(actor, action, { type, scope });
	for (const kind of [PLAN_KIND, TEAM_KIND, TEAM_INDEX_KIND]) {
		expect(may(carer, 'read', kind.kind, TEAM)).toBe(true);
		expect(may(carer, 'write', kind.kind, TEAM)).toBe(kind === PLAN_KIND);
		for (const action of ['read', 'write']) {
			expect(may(carer, action, kind.kind, OTHER)).toBe(false);
			expect(may(stranger, action, kind.kind, TEAM)).toBe(false);
		}
	}
	expect(may(carer, 'destroy', 'plan', TEAM)).toBe(false);
});

it('[VI46] what happened can be added to and not taken away; nothing else has a place in a plan', () => {
	const rules = ['visits', 'ops', 'registrations', 'else', 'toString'].map((root) => PLAN_KIND.rootRule(root));
	expect(rules).toEqual(['keep', 'append', 'append', null, null]);
	expect(TEAM_KIND.rootRule('carers')).toBe('any');
	expect(TEAM_KIND.rootRule('codes')).toBeNull();
	expect(parseDocumentName(planDocument(TEAM, '2026-11-23'))).toMatchObject({
		value: { kind: 'plan', partition: '2026-11-23' }
	});
});
