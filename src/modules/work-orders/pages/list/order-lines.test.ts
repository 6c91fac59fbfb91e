import { describe, expect, it } from 'vitest';
import { t } from '#modules/work-orders/words/index.ts';
import { testOrder } from '#tests/support/work-orders.ts';
import { numberOf, placeOf, plannedOf, roomOf, sinceWhen, startOf, tenantOf, whatOf } from './order-lines.ts';

const { order } = testOrder();
const planned = (day: string, from = '08:00', to = '12:00') => ({ ...order, planned: { day, from, to } });

describe('the line of an order', () => {
	it('says the unit where there is no phrase, and not twice', () => {
		const concerns = { ...order.concerns, room: 'Kök', roomCode: '21', unit: 'Diskbänk' };
		expect(whatOf({ ...order, phrase: '', concerns })).toBe('Diskbänk');
		expect(roomOf({ ...order, phrase: '', concerns })).toBe('Kök (21)');
		expect(roomOf({ ...order, concerns })).toBe('Kök (21) · Diskbänk');
	});

	it('has a number to come, and nobody where nobody lives', () => {
		expect(numberOf({ ...order, number: 0 })).toBe(t.order.noNumber);
		expect(tenantOf({ ...order, tenant: { ...order.tenant, name: '' } })).toBe(t.orders.vacant);
	});

	it('says the floor without how many there are', () => {
		const place = { ...order.place, address: 'Storgatan 1', floor: '2 tr av 6' };
		expect(placeOf({ ...order, place })).toBe('Storgatan 1, 2 tr');
		expect(placeOf({ ...order, place: { ...place, floor: '' } })).toBe('Storgatan 1');
	});

	it('cuts a long description, on one line', () => {
		expect(startOf({ ...order, description: 'Droppar.\n\nI köket' })).toBe('Droppar. I köket');
		expect(startOf({ ...order, description: 'x'.repeat(140) })).toBe('x'.repeat(140));
		expect(startOf({ ...order, description: 'x'.repeat(141) })).toBe(`${'x'.repeat(140)} …`);
	});

	it('calls the planned day today by the day in Sweden', () => {
		const lateInTheEvening = Date.parse('2026-11-23T23:30:00Z');
		expect(plannedOf(planned('2026-11-24'), lateInTheEvening)).toBe(`${t.list.soon.today} 08:00–12:00`);
		expect(plannedOf(planned('2026-11-26', '', ''), lateInTheEvening)).toBe('26 nov');
		expect(plannedOf({ ...order, planned: null }, lateInTheEvening)).toBe('');
	});

	it('tells since when it stands where it does', () => {
		const times = { orderedAt: 'a', acceptedAt: 'b', doneAt: 'c' };
		expect(sinceWhen({ ...order, ...times, status: 'accepted' })).toBe('b');
		expect(sinceWhen({ ...order, ...times, status: 'done' })).toBe('c');
		expect(sinceWhen({ ...order, ...times, status: 'cancelled' })).toBe('a');
	});
});
