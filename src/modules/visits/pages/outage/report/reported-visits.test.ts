import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Outage } from '#modules/visits/domain/outage/index.ts';
import { cancelVisit, readPlan, registerVisit, writeSource } from '#modules/visits/domain/index.ts';
import { Person, imported } from '#tests/merge/plans.ts';
import { conflictsOf, daysOf, isIncomplete, reportedVisits } from './reported-visits.ts';

const at = (moment: string) => Date.parse(moment);
const outage = (startedAt: string, endedAt: string | null) =>
	({ startedAt: at(startedAt), endedAt: endedAt && at(endedAt) }) as unknown as Outage;
const NOW = at('2026-11-23T12:00:00Z');

describe('the days of an outage', () => {
	it('begin the evening before, by the day in Sweden', () => {
		const days = daysOf(outage('2026-11-22T23:30:00Z', '2026-11-23T02:00:00Z'), NOW);
		expect(days).toEqual(['2026-11-22', '2026-11-23']);
	});

	it('go on until now while it lasts, and are at most a month', () => {
		expect(daysOf(outage('2026-11-23T10:00:00Z', null), NOW).at(-1)).toBe('2026-11-23');
		expect(daysOf(outage('2026-01-01T10:00:00Z', null), NOW)).toHaveLength(31);
	});

	it('are incomplete when some are no longer held', () => {
		expect(isIncomplete(['2026-11-22', '2026-11-23'], NOW)).toBe(false);
		expect(isIncomplete(['2026-01-01', '2026-11-23'], NOW)).toBe(true);
	});
});

describe('the visits of a report', () => {
	const DAY = '2026-10-25'; // the clock is set back at 03:00
	function plan() {
		const doc = new Y.Doc();
		const ann = new Person('ann', at('2026-10-25T07:00:00Z'));
		writeSource(doc, [
			imported('v1', { start: 450, length: 30, window: { from: 420, to: 540 } }),
			imported('v2', { a: null }),
			imported('v3', { a: 'E1', b: 'E2', double: true })
		]);
		registerVisit(doc, ann, 'v1', { outcome: 'done', person: 'E1', start: 455, end: 485, way: 'screen' } as never);
		cancelVisit(doc, ann, 'v2', 'sjukhus');
		return readPlan(doc, DAY);
	}
	const byId = () => new Map(reportedVisits(plan()).map((visit) => [visit.id, visit]));

	it('stand at the moments of that day, after the clock was changed', () => {
		expect(byId().get('v1')).toMatchObject({
			start: at('2026-10-25T06:30:00Z'),
			end: at('2026-10-25T07:00:00Z'),
			latest: at('2026-10-25T08:00:00Z')
		});
		expect(byId().get('v2')?.latest).toBeNull();
	});

	it('say what was registered, when, and by whom', () => {
		expect(byId().get('v1')?.registrations).toEqual([
			expect.objectContaining({ outcome: 'done', start: at('2026-10-25T06:35:00Z'), by: 'ann' })
		]);
	});

	it('need one carer at least, and are cancelled when they do not take place', () => {
		expect(byId().get('v2')).toMatchObject({ cancelled: true, carers: 1 });
		expect(byId().get('v3')).toMatchObject({ cancelled: false, carers: 2 });
	});

	it('have no conflicts where nobody planned apart', () => {
		expect(conflictsOf(plan())).toEqual([]);
	});
});
