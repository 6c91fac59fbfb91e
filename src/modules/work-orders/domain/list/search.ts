import { dayAfter, swedishMoment } from '#swedish/dates';
import type { Status, WorkOrder } from '../order/model.ts';
import type { OrderType, Priority } from '../registering/new-order.ts';
import { type ListName, isListed } from './queries.ts';
import type { SortField, SortOrder } from './sorting.ts';

/** Fields of the search that hold typed or chosen words. */
export const WORD_FIELDS = [
	'text',
	'bundle',
	'number',
	'object',
	'address',
	'area',
	'administrativeArea',
	'phrase',
	'contractor'
] as const;
export type WordField = (typeof WORD_FIELDS)[number];

/** Fields of the search that hold a calendar day in Sweden (2026-11-22), which is included at both ends. */
export const DAY_FIELDS = [
	'orderedFrom',
	'orderedTo',
	'registeredFrom',
	'registeredTo',
	'plannedFrom',
	'plannedTo'
] as const;
export type DayField = (typeof DAY_FIELDS)[number];

/** What a person looks for. What is missing or empty asks for nothing; everything else has to hold. */
export interface OrderSearch extends Partial<Record<WordField | DayField, string>> {
	type?: OrderType | '';
	priority?: Priority | '';
	status?: Status | '';
	/** A list, or all that the overview counts: done orders for 30 days only. */
	list?: ListName | 'overview' | '';
	sort?: SortField | '';
	order?: SortOrder | '';
}

/** A field of the search that narrows it. */
export type SearchField = Exclude<keyof OrderSearch, 'sort' | 'order'>;

type Test = (order: WorkOrder) => boolean;

/** The fields that are set, in the order of the type; how orders are sorted is not among them. */
export function fieldsSet(search: OrderSearch): SearchField[] {
	const fields = [...WORD_FIELDS, 'type', 'priority', 'status', 'list', ...DAY_FIELDS] as const;
	return fields.filter((field) => search[field]?.trim());
}

/** How many fields beside the typed text are set: `Fler val (3)`. */
export function countSet(search: OrderSearch): number {
	return fieldsSet(search).filter((field) => field !== 'text').length;
}

/** The orders that a search finds, in the order that they stand in. */
export function filterOrders<Item extends { order: WorkOrder }>(
	items: readonly Item[],
	search: OrderSearch,
	now: number
): Item[] {
	const tests = [...choiceTests(search, now), ...dayTests(search), ...wordTests(search)];
	return items.filter(({ order }) => tests.every((test) => test(order)));
}

/** Orders in which every word of the typed text occurs: numbers, address, object, tenant, phrase, description. */
export function searchOrders<Item extends { order: WorkOrder }>(items: readonly Item[], typed: string): Item[] {
	return filterOrders(items, { text: typed }, 0);
}

function choiceTests({ type, priority, status, list }: OrderSearch, now: number): Test[] {
	const tests: Test[] = [];
	if (type) tests.push((order) => order.type === type);
	if (priority) tests.push((order) => order.priority === priority);
	if (status) tests.push((order) => order.status === status);
	if (list === 'overview') tests.push((order) => order.status !== 'done' || isListed(order, 'done', now));
	else if (list) tests.push((order) => isListed(order, list, now));
	return tests;
}

function dayTests(search: OrderSearch): Test[] {
	const { orderedFrom, orderedTo, registeredFrom, registeredTo, plannedFrom, plannedTo } = search;
	const tests: Test[] = [];
	const from = (day: string | undefined, momentOf: (order: WorkOrder) => string) => {
		const first = startOf(day);
		if (first) tests.push((order) => momentOf(order) >= first);
	};
	const to = (day: string | undefined, momentOf: (order: WorkOrder) => string) => {
		const end = day && startOf(day) ? startOf(dayAfter(day, 1)) : null;
		if (end) tests.push((order) => momentOf(order) < end);
	};
	from(orderedFrom, (order) => order.orderedAt);
	to(orderedTo, (order) => order.orderedAt);
	from(registeredFrom, (order) => order.registeredAt);
	to(registeredTo, (order) => order.registeredAt);
	if (startOf(plannedFrom)) tests.push(({ planned }) => planned !== null && planned.day >= (plannedFrom ?? ''));
	if (startOf(plannedTo)) tests.push(({ planned }) => planned !== null && planned.day <= (plannedTo ?? ''));
	return tests;
}

/** The moment that a Swedish day begins, as an ISO text; null for what is no day, such as one that is being typed. */
function startOf(day: string | undefined): string | null {
	const moment = day ? swedishMoment(day) : null;
	return moment === null ? null : new Date(moment).toISOString();
}

function wordTests(search: OrderSearch): Test[] {
	const tests: Test[] = [];
	const holds = (typed: string | undefined, textOf: (order: WorkOrder) => string) => {
		const wanted = fold(typed ?? '').trim();
		if (wanted) tests.push((order) => fold(textOf(order)).includes(wanted));
	};
	const digits = (search.number ?? '').replace(/\D/g, '');
	if (digits) tests.push((order) => String(order.number).includes(digits));
	else if (search.number?.trim()) tests.push(() => false);
	const { area, administrativeArea } = search;
	if (area) tests.push((order) => order.place.area === area);
	if (administrativeArea) tests.push((order) => order.place.administrativeArea === administrativeArea);
	holds(search.bundle, (order) => order.bundle);
	holds(search.object, (order) => order.place.number);
	holds(search.address, (order) => order.place.address);
	holds(search.phrase, (order) => order.phrase);
	holds(search.contractor, (order) => order.contractorName);
	for (const word of fold(search.text ?? '').split(/\s+/)) {
		if (word) tests.push((order) => haystackOf(order).includes(word));
	}
	return tests;
}

/** The same letter can come as one character or as two, from different keyboards. */
function fold(text: string): string {
	return text.normalize('NFC').toLowerCase();
}

const haystacks = new WeakMap<WorkOrder, string>();

/** Prepares the search of some orders, so that the first key does not have to: call it in a quiet moment. */
export function prepareSearch(items: readonly { order: WorkOrder }[]): void {
	for (const { order } of items) haystackOf(order);
}

function haystackOf(order: WorkOrder): string {
	const known = haystacks.get(order);
	if (known !== undefined) return known;
	const { place, tenant, concerns } = order;
	const phones = [tenant.homePhone, tenant.workPhone, tenant.otherPhone].filter(Boolean);
	const haystack = fold(
		[
			`ao${order.number}`,
			order.bundle,
			place.number,
			place.address,
			place.postalCode,
			place.city,
			place.area,
			place.administrativeArea,
			tenant.name || 'vakant',
			...phones,
			...phones.map((phone) => phone.replace(/\D/g, '')),
			concerns.room,
			concerns.unit,
			order.phrase,
			order.description,
			order.contractorName,
			order.orderer.name
		].join('\n')
	);
	haystacks.set(order, haystack);
	return haystack;
}
