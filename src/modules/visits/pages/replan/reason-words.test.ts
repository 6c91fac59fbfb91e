import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readPlan, writeSource } from '#modules/visits/domain/index.ts';
import { t } from '#modules/visits/words/index.ts';
import { DAY, imported } from '#tests/merge/plans.ts';
import type { TeamDay } from '../plan/team-day.svelte.ts';
import { breachInWords, reasonsInWords, visitInWords } from './reason-words.ts';

type Breach = Parameters<typeof breachInWords>[0];
type Reasons = Parameters<typeof reasonsInWords>[0];

function team(): TeamDay {
	const doc = new Y.Doc();
	writeSource(doc, [imported('v1'), imported('v2', { start: 500 })]);
	return { plan: readPlan(doc, DAY), people: { nameOfRecipient: () => 'Elsa Alm' } } as unknown as TeamDay;
}
const breach = (more: object) =>
	({ code: 'of-a-later-version', numbers: {}, need: null, source: '', visits: [], ...more }) as unknown as Breach;
const reasons = (more: object) =>
	({ faces: [], has: [], travel: 0, slack: { before: null, after: null }, ...more }) as unknown as Reasons;

describe('why a carer is proposed or not', () => {
	it('names the visits that stand in the way, and not the one that is asked about', () => {
		expect(breachInWords(breach({ visits: ['v1', 'v2'] }), team(), 'v1')).toBe('of-a-later-version · Elsa Alm 08:20');
	});

	it('names where a rule is written in place of visits', () => {
		expect(breachInWords(breach({ visits: ['v2'], source: '13 § ATL' }), team(), 'v1')).toBe(
			'of-a-later-version · 13 § ATL'
		);
	});

	it('says nothing of a visit that is no longer there', () => {
		expect(visitInWords('gone', team())).toBe('');
	});

	it('tells the least time to spare, none of it included, and nothing of time that is lacking', () => {
		const slack = (before: number | null, after: number | null) =>
			reasonsInWords(reasons({ slack: { before, after } }), team());
		expect(slack(10, 0)).toEqual([t.replan.noTravel, t.replan.slack(0)]);
		expect(slack(null, 7)).toEqual([t.replan.noTravel, t.replan.slack(7)]);
		expect(slack(null, null)).toEqual([t.replan.noTravel]);
		expect(slack(-5, 7)).toEqual([t.replan.noTravel]);
	});
});
