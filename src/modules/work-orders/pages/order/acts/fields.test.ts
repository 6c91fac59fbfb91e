import { describe, expect, it } from 'vitest';
import { testOrder } from '#tests/support/work-orders.ts';
import { buildPayload, openFields } from './fields.ts';

const { order, log } = testOrder();
const view = { order, log } as Parameters<typeof openFields>[0];
const NOW = Date.parse('2026-10-25T00:30:00Z'); // 02:30 in the first of two such hours
const context = { action: 'Bytt packning', replacesUnit: false, contractorName: 'Måla AB', now: NOW };

describe('what an act asks for', () => {
	it('is filled with what is known: now as when one left', () => {
		expect(openFields(view, NOW)).toMatchObject({ left: '02:30', arrived: '', day: '' });
	});

	it('means no plan any more when the day is empty', () => {
		const fields = { ...openFields(view, NOW), from: '08:00', to: '12:00' };
		expect(buildPayload('plan', fields, context)).toEqual({ planned: null });
		expect(buildPayload('plan', { ...fields, day: '2026-10-26' }, context)).toEqual({
			planned: { day: '2026-10-26', from: '08:00', to: '12:00' }
		});
	});

	it('places times of a wasted trip on the day in Sweden', () => {
		const late = { ...context, now: Date.parse('2026-11-22T23:30:00Z') };
		const fields = { ...openFields(view, late.now), arrived: '00:05', agreedDay: '2026-11-22', agreedTime: '' };
		expect(buildPayload('wasted-trip', fields, late)).toMatchObject({
			agreedAt: '',
			arrivedAt: '2026-11-22T23:05:00.000Z',
			leftAt: '2026-11-22T23:30:00.000Z'
		});
	});

	it('tells of a new unit only where one is replaced', () => {
		const fields = openFields(view, NOW);
		expect(buildPayload('done', fields, context)).toEqual({ action: 'Bytt packning' });
		expect(buildPayload('done', fields, { ...context, replacesUnit: true })).toHaveProperty('newUnit');
	});
});
