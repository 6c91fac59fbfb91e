import { describe, expect, it } from 'vitest';
import type { PlanVisit } from '#modules/visits/domain/index.ts';
import { scaleOf } from './day-scale.ts';

const visit = (start: number, length: number) =>
	({ start: { value: start }, length: { value: length } }) as unknown as PlanVisit;

describe('the hours of the grid', () => {
	it('are the usual ones of an empty day', () => {
		expect(scaleOf([])).toEqual({ from: 420, minutes: 540 });
	});
	it('are whole hours that hold the first visit and the last', () => {
		expect(scaleOf([visit(405, 20), visit(1250, 40)])).toEqual({ from: 360, minutes: 1320 - 360 });
	});
	it('go past midnight with a visit that does, and take no hour more for one that ends on it', () => {
		expect(scaleOf([visit(1420, 30)])).toEqual({ from: 420, minutes: 1500 - 420 });
		expect(scaleOf([visit(1380, 60)])).toEqual({ from: 420, minutes: 1440 - 420 });
	});
});
