import { describe, expect, it } from 'vitest';
import { assign, openFlags, readPlan, settle, splitVisit } from '#modules/visits/domain/index.ts';
import { DAY, everyWay, imported } from './plans.ts';

const visits = [imported('v1', { start: 480, length: 60, a: 'E1' })];

describe('a visit that is split', () => {
	it.each([
		['goes along', 1, 'E2'],
		['stays', 0, 'E1']
	])('[VI128] and given away apart is flagged; by one choice the second half %s', (_what, choice, carer) => {
		everyWay({
			visits,
			ann: (doc, ann) => splitVisit(doc, ann, 'v1', 510, 'v2'),
			bo: (doc, bo) => assign(doc, bo, 'v1', 'a', 'E2'),
			then: (plan, flags, { doc, ann }) => {
				expect(plan.byId.get('v1')?.a.value).toBe('E2');
				expect(flags.map(({ reason, visit }) => `${reason} ${visit}`)).toEqual(['split-and-given-away v2']);
				const [flag] = flags;
				if (!flag) throw new Error('Not flagged');
				const sides = [flag.winner, ...flag.losers].map(({ op }) => op);
				expect(settle(doc, ann, DAY, flag, sides[choice] ?? '').ok).toBe(true);
				expect(readPlan(doc, DAY).byId.get('v2')?.a.value).toBe(carer);
				expect(openFlags(readPlan(doc, DAY))).toEqual([]);
			}
		});
	});

	it('[VI128] and given away afterwards, or before, is not flagged', () => {
		everyWay({
			visits,
			before: (doc, ann) => splitVisit(doc, ann, 'v1', 510, 'v2'),
			ann: () => null,
			bo: (doc, bo) => assign(doc, bo, 'v1', 'a', 'E2'),
			then: (_plan, flags) => expect(flags).toEqual([])
		});
		everyWay({
			visits,
			before: (doc, ann) => assign(doc, ann, 'v1', 'a', 'E2'),
			ann: () => null,
			bo: (doc, bo) => splitVisit(doc, bo, 'v1', 510, 'v2'),
			then: (_plan, flags) => expect(flags).toEqual([])
		});
	});
});
