import { describe, expect, it } from 'vitest';
import type { OrderView } from '#modules/work-orders/domain/index.ts';
import { testOrder } from '#tests/support/work-orders.ts';
import { moreActs } from './offered-acts.ts';

type Order = OrderView['order'];
const { order, log } = testOrder();
const viewOf = (more: Partial<Order>, added: Partial<OrderView['log'][number]>[] = []) =>
	({
		order: { ...order, ...more },
		log: [...log, ...added.map((entry) => ({ ...log[0], ...entry }))]
	}) as unknown as OrderView;
const trip = (answer: string | null) => ({ answer }) as unknown as Order['wastedTrip'];

describe('the rarer acts', () => {
	it('of a contractor follow where the order stands', () => {
		expect(moreActs(viewOf({ status: 'ordered' }), true)).toEqual(['message', 'decline']);
		expect(moreActs(viewOf({ status: 'accepted' }), true)).toEqual(['message', 'plan', 'wasted-trip']);
		expect(moreActs(viewOf({ status: 'invoiced' }), true)).toEqual(['message']);
	});

	it('of the landlord are none before the server has given the order a number', () => {
		expect(moreActs(viewOf({ number: 0 }), false)).toEqual([]);
	});

	it('of the landlord begin with what somebody waits for', () => {
		const asked = viewOf({ status: 'accepted', wastedTrip: trip(null) }, [{ type: 'question' }]);
		expect(moreActs(asked, false)).toEqual(['answer', 'resume', 'plan', 'reassign', 'sequence', 'cancel']);
		expect(moreActs(viewOf({ status: 'accepted', wastedTrip: trip('done') }), false)).not.toContain('resume');
	});

	it('let a cancelled order be invoiced only when somebody went there for nothing', () => {
		expect(moreActs(viewOf({ status: 'cancelled' }), false)).toEqual(['reopen']);
		expect(moreActs(viewOf({ status: 'cancelled', wastedTrip: trip('done') }), false)).toEqual(['reopen', 'invoice']);
		expect(moreActs(viewOf({ status: 'invoiced' }), false)).toEqual([]);
	});
});
