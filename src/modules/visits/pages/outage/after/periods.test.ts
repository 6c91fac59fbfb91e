import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outage } from '#modules/visits/domain/outage/index.ts';
import { heldDays } from '#modules/visits/domain/index.ts';
import { AWAY, type Period, awayPeriod, daysToRead, periodsOf } from './periods.ts';

const device = vi.hoisted(() => ({ awaySince: null as string | null, awayUntil: null as string | null }));
vi.mock('#device/device.svelte.ts', () => ({ device }));

const at = (moment: string) => Date.parse(moment);
const outage = (id: string, startedAt: string, endedAt: string | null) =>
	({ id, startedAt: at(startedAt), endedAt: endedAt && at(endedAt) }) as unknown as Outage;
const period = (from: string, until: string | null): Period =>
	({ key: 'o', title: '', from: at(from), until: until && at(until), outage: null }) as Period;

describe('what can be looked through', () => {
	beforeEach(() => {
		Object.assign(device, { awaySince: null, awayUntil: null });
	});

	it('is nothing for a device that missed nothing', () => {
		expect(awayPeriod()).toBeNull();
		expect(periodsOf([])).toEqual([]);
	});

	it('is outages and the own time without network, newest first', () => {
		device.awaySince = '2026-11-22T10:00:00Z';
		const periods = periodsOf([
			outage('old', '2026-11-20T10:00:00Z', '2026-11-20T12:00:00Z'),
			outage('new', '2026-11-23T10:00:00Z', null)
		]);
		expect(periods.map(({ key }) => key)).toEqual(['new', AWAY, 'old']);
		expect(periods.map(({ until }) => until)).toEqual([null, null, at('2026-11-20T12:00:00Z')]);
	});
});

describe('the days of a period', () => {
	const now = at('2026-11-23T12:00:00Z');

	it('begin with the evening before, since visits go on past midnight', () => {
		const { own, ahead, isWhole } = daysToRead(period('2026-11-22T23:30:00Z', '2026-11-23T01:00:00Z'), now);
		expect(own).toEqual(['2026-11-22', '2026-11-23']);
		expect(ahead[0]).toBe('2026-11-24');
		expect(ahead.at(-1)).toBe(heldDays(now).to);
		expect(isWhole).toBe(true);
	});

	it('last until today while it goes on', () => {
		expect(daysToRead(period('2026-11-22T12:00:00Z', null), now).own.at(-1)).toBe('2026-11-23');
	});

	it('are those that devices hold, and said not to be all when it began before', () => {
		const long = daysToRead(period('2026-01-01T12:00:00Z', null), now);
		expect(long.own[0]).toBe(heldDays(now).from);
		expect(long.isWhole).toBe(false);
	});

	it('are each there once over a clock change', () => {
		const changed = at('2026-10-25T12:00:00Z');
		const { own } = daysToRead(period('2026-10-24T20:00:00Z', '2026-10-26T05:00:00Z'), changed);
		expect(own).toEqual(['2026-10-23', '2026-10-24', '2026-10-25', '2026-10-26']);
	});
});
