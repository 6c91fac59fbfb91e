import * as v from 'valibot';
import { expect, it } from 'vitest';
import { type Actor, createAuthorize } from '#core/access';
import { copyPolicies } from './access.ts';
import { sheetPictureSchema } from './sheet-pictures.ts';

const TEAM = 'a'.repeat(32);

it('[VI105] everybody of a team hands in pictures of its sheets; its planners alone see them', () => {
	const authorize = createAuthorize(copyPolicies);
	const carer: Actor = { member: 'm', organisation: 'o', company: null, device: 'd', roles: ['carer'], teams: [TEAM] };
	const may = (actor: Actor, action: string, scope = TEAM, organisation = 'o') =>
		authorize(actor, action, { type: 'sheet-picture', organisation, scope });
	const planner: Actor = { ...carer, roles: ['planner'], rolesIn: { [TEAM]: ['planner'] } };
	const others: Actor[] = [
		{ ...planner, teams: [], rolesIn: {} },
		{ ...planner, organisation: 'p' },
		{ ...carer, roles: ['administrator'], teams: [] },
		{ ...planner, company: 'c' }
	];
	expect([may(carer, 'write'), may(carer, 'read')]).toEqual([true, false]);
	expect([may(planner, 'write'), may(planner, 'read'), may(planner, 'destroy')]).toEqual([true, true, false]);
	for (const other of others) expect([may(other, 'write'), may(other, 'read')]).toEqual([false, false]);
});

it('[VI105] what is said of a picture names nobody, and nothing else is taken', () => {
	const good = {
		team: TEAM,
		day: '2026-11-23',
		copy: 'A1B2C3-4',
		page: 1,
		pages: 2,
		lines: ['b'.repeat(32)],
		upload: 'c'.repeat(32),
		sha256: 'd'.repeat(64)
	};
	expect(v.is(sheetPictureSchema, good)).toBe(true);
	for (const bad of [
		{ team: 'x' },
		{ day: '23/11' },
		{ copy: 'Elsa' },
		{ page: 0 },
		{ pages: 1.5 },
		{ lines: ['Elsa'] },
		{ lines: Array.from({ length: 101 }, () => 'b'.repeat(32)) },
		{ sha256: '' }
	]) {
		expect(v.is(sheetPictureSchema, { ...good, ...bad })).toBe(false);
	}
});
