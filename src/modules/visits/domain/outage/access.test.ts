import { expect, it } from 'vitest';
import type { Actor } from '#core/access';
import { parseDocumentName } from '#core/document-name';
import { authorize } from '../access.ts';
import { OUTAGE_KIND, outageDocument } from './index.ts';

const TEAM = 'a'.repeat(32);
const actor = (roles: string[], teams: string[], company: string | null = null): Actor => ({
	member: 'm',
	organisation: 'o',
	company,
	device: null,
	roles,
	teams
});

it('[OM17] a team’s outages are open to its people alone', () => {
	for (const action of ['read', 'write']) {
		for (const role of ['planner', 'carer', 'administrator'] as const) {
			expect(authorize(actor([role], [TEAM]), action, { type: 'outage', scope: TEAM })).toBe(true);
			expect(authorize(actor([role], ['b'.repeat(32)]), action, { type: 'outage', scope: TEAM })).toBe(false);
		}
	}
	expect(authorize(actor(['planner'], [TEAM]), 'destroy', { type: 'outage', scope: TEAM })).toBe(false);
	expect(parseDocumentName(outageDocument(TEAM))).toMatchObject({ ok: true, value: { kind: 'outage', scope: TEAM } });
	expect(['events', 'ops', 'else', 'toString'].map((root) => OUTAGE_KIND.rootRule(root))).toEqual([
		...['append', 'append', null, null]
	]);
});

it('[OM17] what holds for all outages is decided by administrators of the organisation', () => {
	const may = (who: Actor, organisation = 'o') => authorize(who, 'write', { type: 'outage-settings', organisation });
	expect(may(actor(['administrator'], []))).toBe(true);
	expect(may(actor(['planner'], [TEAM]))).toBe(false);
	expect(may(actor(['administrator'], []), 'p')).toBe(false);
	expect(may(actor(['administrator'], [], 'company'))).toBe(false);
});
