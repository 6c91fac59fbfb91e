import { describe, expect, it } from 'vitest';
import {
	type LogEntry,
	type LogType,
	type Prerequisite,
	type Status,
	type WholeOrder,
	awaitsAnswerToTrip,
	bundleOf,
	bundlesOf,
	hasOpenQuestion,
	placeInBundle,
	plannedSoon,
	stillWaitsFor
} from '../index.ts';
import { testOrder } from '#tests/support/work-orders.ts';

const before = ({ order }: WholeOrder, status: Status = 'accepted'): Prerequisite => ({
	order: order.id,
	number: order.number,
	phrase: order.phrase,
	contractorName: order.contractorName,
	status,
	planned: null
});
const waiting = (whole: WholeOrder, ...others: Prerequisite[]): WholeOrder => ({
	...whole,
	order: { ...whole.order, waitsFor: others }
});
const numbers = (items: readonly WholeOrder[]) => items.map(({ order }) => order.number);

const [plumber, painter, electrician] = [testOrder({}, 3), testOrder({}, 1), testOrder({}, 2)];
const elsewhere = testOrder({ place: { number: '9', address: 'Skördegatan 1' } }, 4);

describe('bundles', () => {
	it('[WO47] stand by number, but never before what they wait for', () => {
		const items = [painter, elsewhere, plumber, electrician];
		expect(numbers(bundleOf(items, plumber.order.bundle))).toEqual([1, 2, 3]);
		const sequenced = [
			waiting(painter, before(electrician)),
			elsewhere,
			waiting(electrician, before(plumber)),
			plumber
		];
		expect(numbers(bundleOf(sequenced, plumber.order.bundle))).toEqual([3, 2, 1]);
		expect(numbers(bundlesOf(sequenced).get(plumber.order.bundle) ?? [])).toEqual([3, 2, 1]);
		expect(bundleOf(items, 'none')).toEqual([]);
	});

	it('[WO47] two that wait for each other are both there', () => {
		const circle = [waiting(painter, before(plumber)), waiting(plumber, before(painter))];
		expect(numbers(bundleOf(circle, plumber.order.bundle)).sort()).toEqual([1, 3]);
	});

	it('[WO48] an order has its place in the bundle; one by itself has none', () => {
		const bundle = bundleOf([plumber, painter, electrician], plumber.order.bundle);
		expect(placeInBundle(bundle, electrician.order)).toEqual({ place: 2, of: 3 });
		expect(placeInBundle([elsewhere], elsewhere.order)).toBeNull();
		expect(placeInBundle(bundle, elsewhere.order)).toBeNull();
	});
});

describe('what needs attention', () => {
	it('[WO49] an order waits for those before it until they are done, invoiced or cancelled', () => {
		const { order } = waiting(painter, before(plumber, 'accepted'), before(electrician, 'done'));
		expect(stillWaitsFor(order).map(({ number }) => number)).toEqual([3]);
		expect(stillWaitsFor({ ...order, status: 'cancelled' })).toEqual([]);
	});

	it('[WO49] a question is open until it is answered, a wasted trip until the orderer has answered', () => {
		const entry = { ...plumber.log[0] } as LogEntry;
		const log = (...types: LogType[]) => types.map((type) => ({ ...entry, type }));
		expect(hasOpenQuestion(log('registered', 'question', 'note'))).toBe(true);
		expect(hasOpenQuestion(log('question', 'answer'))).toBe(false);
		expect(hasOpenQuestion(log('question', 'answer', 'question'))).toBe(true);
		const trip = { at: '', by: '', reason: '', agreedAt: '', attempts: [], arrivedAt: '', leftAt: '' };
		expect(awaitsAnswerToTrip({ ...plumber.order, wastedTrip: { ...trip, answer: null } })).toBe(true);
		const answer = { outcome: 'resumed', at: '', by: '' } as const;
		expect(awaitsAnswerToTrip({ ...plumber.order, wastedTrip: { ...trip, answer } })).toBe(false);
		expect(awaitsAnswerToTrip(plumber.order)).toBe(false);
	});

	it.each([
		['2026-11-22', 'today'],
		['2026-11-23', 'tomorrow'],
		['2026-11-24', null],
		['2026-11-21', null]
	] as const)('[WO49] planned on %s is %s', (day, soon) => {
		const order = { ...plumber.order, planned: { day, from: '', to: '' } };
		expect(plannedSoon(order, '2026-11-22')).toBe(soon);
		expect(plannedSoon({ ...order, status: 'done' }, '2026-11-22')).toBeNull();
	});
});
