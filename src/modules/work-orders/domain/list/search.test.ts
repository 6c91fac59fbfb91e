import { describe, expect, it } from 'vitest';
import {
	type OrderSearch,
	type SortField,
	type WholeOrder,
	type WorkOrder,
	areasOf,
	countMatrix,
	countSet,
	fieldsSet,
	filterOrders,
	prepareSearch,
	sortOrders
} from '../index.ts';
import { NOON, testOrder } from '#tests/support/work-orders.ts';

const now = Date.parse(NOON);
const DAY = 24 * 60 * 60 * 1000;

const changed = (whole: WholeOrder, set: Partial<WorkOrder>): WholeOrder => ({
	...whole,
	order: { ...whole.order, ...set }
});

const leak = changed(
	testOrder(
		{
			priority: 'urgent',
			orderedAt: '2026-11-20T22:59:00.000Z',
			place: {
				number: '61380004',
				address: 'Montörsvägen 15',
				postalCode: '117 00',
				area: 'Gröndal',
				administrativeArea: 'Hägersten'
			},
			description: 'Droppar i skåpet'
		},
		583214
	),
	{ registeredAt: '2026-11-20T23:30:00.000Z', planned: { day: '2026-11-24', from: '08:00', to: '12:00' } }
);
const fridge = changed(
	testOrder(
		{
			type: 'hlu',
			orderedAt: '2026-11-22T23:00:00.000Z',
			phrase: 'Byte frys',
			place: { number: '24017003', address: 'Montörsvägen 2', area: 'Årsta', administrativeArea: 'Söderort' },
			tenant: {}
		},
		402617
	),
	{ status: 'accepted', contractorName: 'Måla AB' }
);
const old = changed(
	testOrder(
		{
			type: 'planned',
			orderedAt: '2026-09-01T10:00:00.000Z',
			phrase: 'Målning trapphus',
			place: { number: '4', address: 'Åsögatan 1', area: 'Södermalm', administrativeArea: 'Hägersten' },
			tenant: { name: 'Örjan Åberg' }
		},
		100
	),
	{ status: 'done', doneAt: '2026-10-01T10:00:00.000Z', registeredAt: '2026-09-01T10:00:00.000Z' }
);
const ALL = [fridge, leak, old];
/** As a page does: what is found, sorted as the search says. */
const sorted = (items: readonly WholeOrder[], search: OrderSearch) =>
	filterOrders(sortOrders(items, search.sort || 'work', search.order || undefined), search, now);
const found = (search: OrderSearch, items: readonly WholeOrder[] = ALL) =>
	sorted(items, search).map(({ order }) => order.number);

describe('search', () => {
	it.each<[OrderSearch, number[]]>([
		[{ bundle: '61380004-2026' }, [583214]],
		[{ number: 'AO 583214' }, [583214]],
		[{ number: '5832' }, [583214]],
		[{ number: 'x' }, []],
		[{ object: '24017' }, [402617]],
		[{ address: 'MONTÖRSVÄGEN' }, [583214, 402617]],
		[{ area: 'Årsta' }, [402617]],
		[{ area: 'År' }, []],
		[{ administrativeArea: 'Hägersten' }, [583214, 100]],
		[{ type: 'planned' }, [100]],
		[{ priority: 'urgent' }, [583214]],
		[{ status: 'accepted' }, [402617]],
		[{ phrase: 'frys' }, [402617]],
		[{ contractor: 'måla' }, [402617]],
		[{ text: 'droppar montörs' }, [583214]],
		[{ text: '0701740605' }, [583214]],
		[{ text: 'A\u030asögatan' }, [100]],
		[{}, [583214, 402617, 100]]
	])('[WO40] %j', (search, numbers) => {
		expect(found(search)).toEqual(numbers);
	});

	it.each<[OrderSearch, number[]]>([
		// 22:59 in UTC is one minute before midnight in Sweden, 23:00 is the next day.
		[{ orderedFrom: '2026-11-20', orderedTo: '2026-11-20' }, [583214]],
		[{ orderedFrom: '2026-11-23', orderedTo: '2026-11-23' }, [402617]],
		[{ orderedFrom: '2026-11-20' }, [583214, 402617]],
		[{ orderedTo: '2026-11-20' }, [583214, 100]],
		[{ registeredFrom: '2026-11-21', registeredTo: '2026-11-21' }, [583214, 402617]],
		[{ registeredTo: '2026-11-20' }, [100]],
		[{ plannedFrom: '2026-11-24', plannedTo: '2026-11-24' }, [583214]],
		[{ plannedFrom: '2026-11-25' }, []],
		[{ plannedTo: '2026-11-24' }, [583214]],
		[{ orderedTo: '2026-02-31' }, [583214, 402617, 100]]
	])('[WO41] days in Sweden, both ends included: %j', (search, numbers) => {
		expect(found(search)).toEqual(numbers);
	});

	it('[WO42] all that is set has to hold, and what is set is counted', () => {
		const search: OrderSearch = {
			text: 'montörs',
			type: 'hlu',
			area: '',
			orderedFrom: '2026-11-22',
			sort: 'address'
		};
		expect(found(search)).toEqual([402617]);
		expect(found({ ...search, type: 'fault' })).toEqual([]);
		expect(fieldsSet(search)).toEqual(['text', 'type', 'orderedFrom']);
		expect(countSet(search)).toBe(2);
		expect(countSet({ text: 'x', sort: 'number', phrase: ' ' })).toBe(0);
	});

	it('[WO43] a list of the overview holds exactly what the matrix counts', () => {
		const recent = changed(testOrder({}, 7), { status: 'done', doneAt: new Date(now - DAY).toISOString() });
		const items = [...ALL, recent];
		const matrix = countMatrix(
			items.map(({ order }) => order),
			now
		);
		expect(found({ list: 'done' }, items)).toEqual([7]);
		expect(matrix.done.total).toBe(1);
		expect(found({ list: 'overview' }, items).sort()).toEqual([402617, 583214, 7]);
		expect(found({ list: 'overview', type: 'fault' }, items)).toHaveLength(matrix.ordered.fault + matrix.done.fault);
		expect(found({ status: 'done' }, items)).toHaveLength(2);
	});

	it('[WO44] areas to choose from, each once, å ä ö last', () => {
		expect(areasOf([...ALL, ...ALL])).toEqual({
			areas: ['Gröndal', 'Södermalm', 'Årsta'],
			administrativeAreas: ['Hägersten', 'Söderort']
		});
	});
});

describe('sorting', () => {
	it.each<[SortField, number[]]>([
		['number', [100, 402617, 583214]],
		['ordered', [100, 583214, 402617]],
		['registered', [100, 583214, 402617]],
		['address', [402617, 583214, 100]],
		['object', [100, 402617, 583214]],
		['area', [583214, 100, 402617]],
		['administrativeArea', [583214, 100, 402617]],
		['phrase', [402617, 583214, 100]],
		['type', [583214, 402617, 100]],
		['priority', [583214, 402617, 100]],
		['status', [583214, 402617, 100]],
		['contractor', [402617, 583214, 100]],
		['bundle', [100, 402617, 583214]]
	])('[WO45] by %s, rising and falling', (sort, rising) => {
		expect(found({ sort, order: 'rising' })).toEqual(rising);
		const hasEqual = ['administrativeArea', 'priority', 'contractor'].includes(sort);
		if (!hasEqual) expect(found({ sort, order: 'falling' })).toEqual([...rising].reverse());
	});

	it('[WO45] what has nothing in the field comes last, rising and falling', () => {
		expect(found({ sort: 'planned', order: 'rising' })[0]).toBe(583214);
		expect(found({ sort: 'planned', order: 'falling' })[0]).toBe(583214);
		expect(found({ sort: 'tenant', order: 'rising' })).toEqual([583214, 100, 402617]);
		expect(found({ sort: 'tenant', order: 'falling' })).toEqual([100, 583214, 402617]);
	});

	it('[WO45] what is equal stays as it stood; without a choice the urgent and newest come first', () => {
		expect(sortOrders(ALL, 'orderer').map(({ order }) => order.number)).toEqual([402617, 583214, 100]);
		expect(found({})).toEqual([583214, 402617, 100]);
	});
});

describe('speed', () => {
	const STREETS = ['Åsögatan', 'Ärvingevägen', 'Skördegatan', 'Örlyckegatan', 'Lingvägen'];
	const many = Array.from({ length: 5000 }, (_unused, index) => {
		const address = `${STREETS[index % 5]} ${index % 700}`;
		const orderedAt = new Date(now - index * 3_600_000).toISOString();
		return testOrder(
			{ orderedAt, place: { number: String(index % 900), address, area: `Område ${index % 9}` } },
			index + 1
		);
	});
	/** The best of several: other programs may be at work on the machine. */
	const best = (work: () => unknown) =>
		Math.min(
			...Array.from({ length: 12 }, () => {
				const from = performance.now();
				work();
				return performance.now() - from;
			})
		);

	it('[WO46] 5,000 orders are filtered and sorted in 20 ms, and counted in 20 ms', () => {
		prepareSearch(many);
		const search: OrderSearch = { text: 'läckage skörd', address: 'gatan', orderedFrom: '2026-01-01', sort: 'address' };
		expect(sorted(many, search).length).toBeGreaterThan(300);
		expect(best(() => sorted(many, search))).toBeLessThan(20);
		const orders = many.map(({ order }) => order);
		expect(best(() => countMatrix(orders, now))).toBeLessThan(20);
	});
});
