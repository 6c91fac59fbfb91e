import { describe, expect, it } from 'vitest';
import {
	ORDER_TYPES,
	STATUSES,
	type Selection,
	type WorkOrder,
	contractorsOf,
	followUp,
	lastTwelveMonths,
	selectOrders
} from '../index.ts';
import { NOON, PAINTERS, PIPES, testOrder } from '#tests/support/work-orders.ts';

const EVERYTHING: Selection = { from: '', to: '', type: '', status: '', contractor: '' };
const YEAR = lastTwelveMonths(Date.parse(NOON));

let number = 0;
function order(orderedAt: string, more: Partial<WorkOrder> = {}): WorkOrder {
	number += 1;
	return { ...testOrder({ orderedAt }, number).order, ...more };
}

const view = (each: WorkOrder) => ({ order: each });
const at = (day: string, time = '12:00') => `${day}T${time}:00.000Z`;

describe('follow-up', () => {
	const orders = [
		order(at('2026-09-30', '22:30')), // already October in Sweden
		order(at('2026-10-05'), { type: 'hlu', status: 'done', acceptedAt: at('2026-10-06'), doneAt: at('2026-10-10') }),
		order(at('2026-10-07'), { type: 'hlu', status: 'done', acceptedAt: at('2026-10-10'), doneAt: at('2026-10-08') }),
		order(at('2026-11-02'), { status: 'accepted', acceptedAt: at('2026-11-02', '18:00') })
	];
	const result = followUp(orders, YEAR);

	it('[WO55] counts by Swedish month of ordering, by type and by status, with a total', () => {
		expect(result.total).toMatchObject({ count: 4, byType: { fault: 2, hlu: 2, planned: 0 } });
		expect(result.months.map(({ key, count }) => [key, count]).slice(-3)).toEqual([
			['2026-09', 0],
			['2026-10', 3],
			['2026-11', 1]
		]);
		expect(result.types.map(({ key, count }) => [key, count])).toEqual(
			ORDER_TYPES.map((type) => [type, { fault: 2, hlu: 2 }[type as string] ?? 0])
		);
		expect(result.statuses.map(({ key, count }) => [key, count])).toEqual(
			STATUSES.map((status) => [status, { ordered: 1, accepted: 1, done: 2 }[status as string] ?? 0])
		);
	});

	it('[WO55] every grouping adds up to the total', () => {
		for (const group of [result.months, result.types, result.statuses, result.details]) {
			expect(group.reduce((sum, { count }) => sum + count, 0)).toBe(result.total.count);
		}
		for (const { byType, count } of [...result.months, ...result.statuses]) {
			expect(Object.values(byType).reduce((sum, each) => sum + each, 0)).toBe(count);
		}
	});

	it('[WO55] by month, type and status at once, without empty lines', () => {
		expect(result.details.map(({ month, type, status, count }) => [month, type, status, count])).toEqual([
			['2026-10', 'fault', 'ordered', 1],
			['2026-10', 'hlu', 'done', 2],
			['2026-11', 'fault', 'accepted', 1]
		]);
	});

	it('[WO55] lists every month of the period, and of a long one twelve at least', () => {
		expect(result.months).toHaveLength(12);
		expect(followUp(orders, { from: '2026-01-01', to: '2026-11-22' }).months.map(({ key }) => key)[0]).toBe('2026-01');
		expect(followUp(orders, { from: '1900-01-01', to: '2026-11-22' }).months).toHaveLength(12);
		const old = [...orders, order(at('2024-12-24'))];
		expect(followUp(old, { from: '', to: '' }).months).toHaveLength(24);
		expect(followUp([], { from: '', to: '' }).months).toEqual([]);
	});

	it('[WO56] medians in days with one decimal; of an even number the middle of the two', () => {
		expect(result.types.find(({ key }) => key === 'hlu')).toMatchObject({ daysToAccepted: 2, daysToDone: 3 });
		expect(result.types.find(({ key }) => key === 'fault')).toMatchObject({ daysToAccepted: 0.3, daysToDone: null });
		expect(result.total).toMatchObject({ daysToAccepted: 1, daysToDone: 3 });
	});

	it('[WO56] what was answered before it was ordered took no time', () => {
		const early = order(at('2026-11-02'), { acceptedAt: at('2026-11-01') });
		expect(followUp([early], YEAR).total.daysToAccepted).toBe(0);
	});

	it('[WO57] the last twelve months are whole months, with the present one', () => {
		expect(YEAR).toEqual({ from: '2025-12-01', to: '2026-11-22' });
		expect(lastTwelveMonths(Date.parse('2026-12-31T23:30:00Z'))).toEqual({ from: '2026-02-01', to: '2027-01-01' });
	});

	it('[WO57] the period holds its first and its last Swedish day', () => {
		const views = ['2026-10-31T22:59', '2026-10-31T23:00', '2026-11-30T22:59', '2026-11-30T23:00'].map((moment) =>
			view(order(`${moment}:00.000Z`))
		);
		const november = { ...EVERYTHING, from: '2026-11-01', to: '2026-11-30' };
		expect(selectOrders(views, november)).toEqual(views.slice(1, 3));
		expect(selectOrders(views, EVERYTHING)).toEqual(views);
		expect(selectOrders(views, { ...EVERYTHING, from: '2026-02-31', to: 'x' })).toEqual(views);
	});

	it('[WO57] by type, status and contractor', () => {
		const mine = order(at('2026-11-01'), { type: 'option', status: 'done' });
		const theirs = order(at('2026-11-01'), { contractor: PAINTERS, contractorName: 'Måla AB' });
		const nobodys = order(at('2026-11-01'), { contractor: null, contractorName: '', status: 'declined' });
		const views = [mine, theirs, nobodys].map(view);
		expect(selectOrders(views, { ...EVERYTHING, type: 'option' })).toEqual([view(mine)]);
		expect(selectOrders(views, { ...EVERYTHING, status: 'declined' })).toEqual([view(nobodys)]);
		expect(selectOrders(views, { ...EVERYTHING, contractor: PAINTERS })).toEqual([view(theirs)]);
		expect(contractorsOf([mine, theirs, nobodys])).toEqual([
			{ id: PAINTERS, name: 'Måla AB' },
			{ id: PIPES, name: 'Söder Rör AB' }
		]);
	});
});
