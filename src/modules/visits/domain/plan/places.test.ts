import { describe, expect, it } from 'vitest';
import { createAuthorize } from '#core/access';
import { policies } from './access.ts';
import { heldDays, isDayHeld, planDays } from './kept-days.ts';
import { formatPlanPlace, initialsOf, onlookersOf, readPlanPlace } from './places.ts';
import { TEAM_PRESENCE_KIND } from '../team/team-presence.ts';

const DAY = '2026-11-23';
const VISIT = 'c'.repeat(32);
const place = (visit: string | null, isMoving = false, view: 'day' | 'week' = 'day') =>
	formatPlanPlace({ day: DAY, view, visit, isMoving });

describe('who looks at what', () => {
	it('[VI100] a place says the day or the week, and the visit that is open or held; what is none says nothing', () => {
		const places = [
			{ day: DAY, view: 'day', visit: null, isMoving: false },
			{ day: DAY, view: 'week', visit: null, isMoving: false },
			{ day: DAY, view: 'day', visit: VISIT, isMoving: false },
			{ day: DAY, view: 'day', visit: VISIT, isMoving: true }
		] as const;
		for (const told of places) expect(readPlanPlace(formatPlanPlace(told))).toEqual(told);
		for (const text of [
			'',
			VISIT,
			'day 2026-11-2',
			`day ${DAY} hold ${VISIT}`,
			`day ${DAY} open <b>`,
			` ${place(VISIT)}`
		]) {
			expect(readPlanPlace(text)).toBeNull();
		}
	});

	it('[VI101] each person is in a list once, with two devices too; who moves a visit goes first', () => {
		const at = (member: string, name: string, text: string) => ({ member, name, place: text });
		const seen = onlookersOf([
			at('p', 'Petra Norén', place(VISIT)),
			at('p', 'Petra Norén', place(null)),
			at('e', 'Per Ask', place(VISIT)),
			at('e', 'Per Ask', place(VISIT, true)),
			at('a', 'Anna Ek', place(null, false, 'week')),
			at('k', 'Karin', 'an-order')
		]);
		expect(seen.days.get(DAY)?.map(({ name }) => name)).toEqual(['Per Ask', 'Petra Norén']);
		expect(seen.weeks.get(DAY)?.map(({ name }) => name)).toEqual(['Anna Ek']);
		expect(seen.visits.get(VISIT)).toEqual([
			{ member: 'e', name: 'Per Ask', isMoving: true },
			{ member: 'p', name: 'Petra Norén', isMoving: false }
		]);
		expect([...seen.visits.keys(), ...seen.days.keys()]).toEqual([VISIT, DAY]);
	});

	it('[VI101] people are short by their first and last name', () => {
		expect(['Petra Norén', 'åsa', 'Anna Maria af Ek', '', '  '].map(initialsOf)).toEqual(['PN', 'Å', 'AE', '', '']);
	});

	it('[VI102] who is where in a team is heard by its people alone, and written by nobody', () => {
		const authorize = createAuthorize(policies);
		const [team, other] = ['a'.repeat(32), 'b'.repeat(32)];
		const carer = { member: 'm', organisation: 'o', company: null, device: 'd', roles: [], teams: [team] };
		const resource = (scope: string) => ({ type: TEAM_PRESENCE_KIND.kind, scope });
		expect(authorize(carer, 'read', resource(team))).toBe(true);
		expect(authorize(carer, 'write', resource(team))).toBe(false);
		expect(authorize(carer, 'read', resource(other))).toBe(false);
		expect(authorize({ ...carer, teams: [] }, 'read', resource(team))).toBe(false);
		expect(TEAM_PRESENCE_KIND.rootRule('anything')).toBeNull();
	});
});

it('[VI103] two weeks back and two ahead are held, by the Swedish day, also around midnight and a change of clocks', () => {
	const now = Date.parse('2026-11-22T22:59:00Z');
	expect(heldDays(now)).toEqual({ from: '2026-11-08', to: '2026-12-06' });
	expect(heldDays(now + 60_000)).toEqual({ from: '2026-11-09', to: '2026-12-07' });
	const spring = Date.parse('2026-03-28T23:30:00Z');
	expect(planDays(spring)).toHaveLength(29);
	for (const [day, held] of [
		['2026-03-14', false],
		['2026-03-15', true],
		['2026-04-12', true],
		['2026-04-13', false]
	] as const) {
		expect([day, isDayHeld(day, spring)]).toEqual([day, held]);
	}
});
