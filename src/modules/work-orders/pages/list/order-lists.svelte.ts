import { deviceClock } from '#device/device-clock.svelte.ts';
import { getContext, setContext } from 'svelte';
import { goto } from '$app/navigation';
import {
	type ListName,
	ORDER_TYPES,
	type OrderSearch,
	type OrderView,
	type SortField,
	type SortOrder,
	STATUSES,
	areasOf,
	bundlesOf,
	contractorsOf,
	fieldsSet,
	filterOrders,
	isListed,
	sortOrders,
	usualOrder
} from '#modules/work-orders/domain/index.ts';
import type { Orders } from '../orders.svelte.ts';

const KEY = Symbol('order lists');
const LISTS = { nya: 'new', pagaende: 'ongoing', utforda: 'done', alla: 'overview' } as const;
const FIRST = 6; // orders drawn at once: about what a screen shows
const PART = 2; // orders drawn in one go after that, so that scrolling never stops for them

/** How a list is called in an address. */
export const LIST_NAMES = { new: 'nya', ongoing: 'pagaende', done: 'utforda', overview: 'alla' } as const;

/** What a person looks at and looks for, for as long as the orders are open: it survives going into an order and back. */
export class OrderLists {
	readonly #orders: Orders;
	#tab = $state<ListName>('new');
	#search = $state.raw<OrderSearch>({});
	#typed = $state('');
	#typing: ReturnType<typeof setTimeout> | null = null;
	#shown = $state(FIRST);
	#now = $state(deviceClock.now());
	/** The part of the address after the question mark that the lists follow now. */
	#followed = '';
	/** How far the list was scrolled when the person left it. */
	leftAt = 0;

	readonly #sort = $derived(this.#search.sort || 'work');
	readonly #order = $derived(this.#search.order || usualOrder(this.#sort));
	/** While somebody types, the order does not change: sorting is done once, finding at each key. */
	readonly #sorted = $derived.by(() => sortOrders(this.#orders.all, this.#sort, this.#order));
	readonly #searching = $derived(fieldsSet(this.#search).length > 0);
	readonly #found = $derived(
		filterOrders(this.#sorted, this.#searching ? this.#search : { list: this.#tab }, this.#now)
	);
	readonly #visible = $derived(this.#found.slice(0, this.#shown));
	readonly #counts = $derived.by(() => countLists(this.#orders.all, this.#now));
	readonly #bundles = $derived.by(() => bundlesOf(this.#orders.all));
	readonly #areas = $derived.by(() => areasOf(this.#orders.all));
	readonly #contractors = $derived.by(() => contractorsOf(this.#orders.all.map(({ order }) => order)));

	constructor(orders: Orders, params: URLSearchParams) {
		this.#orders = orders;
		this.follow(params, true);
	}

	/** The list that shows while nothing is searched for. */
	get tab(): ListName {
		return this.#tab;
	}
	get search(): OrderSearch {
		return this.#search;
	}
	/** The text in the search line: ahead of the search by a moment. */
	get typed(): string {
		return this.#typed;
	}
	get searching(): boolean {
		return this.#searching;
	}
	get sort(): SortField {
		return this.#sort;
	}
	get order(): SortOrder {
		return this.#order;
	}
	/** All orders of the list, or all that the search finds. */
	get found(): readonly OrderView[] {
		return this.#found;
	}
	/** As many of them as are drawn. */
	get visible(): readonly OrderView[] {
		return this.#visible;
	}
	get counts(): Readonly<Record<ListName, number>> {
		return this.#counts;
	}
	get bundles(): ReadonlyMap<string, readonly OrderView[]> {
		return this.#bundles;
	}
	/** What there is to choose from. */
	get areas(): ReturnType<typeof areasOf> {
		return this.#areas;
	}
	get contractors(): readonly string[] {
		return this.#contractors.map(({ name }) => name);
	}
	get now(): number {
		return this.#now;
	}

	/** A page that was left open overnight learns of the new day. */
	refresh(): void {
		this.#now = deviceClock.now();
	}

	/** Draws some more orders. */
	showMore(count = PART): void {
		this.#shown += count;
	}

	/** Searches for a text as it is typed: the letter shows first, and what it finds right after. */
	type(text: string): void {
		this.#typed = text;
		if (this.#typing !== null) return;
		this.#typing = setTimeout(() => {
			this.#typing = null;
			this.set({});
		});
	}

	/** Sets fields of the search; empty ones ask for nothing. */
	set(fields: OrderSearch): void {
		// A list of the overview is a starting point for choosing by type; what is set by hand searches everywhere.
		const list = 'status' in fields ? '' : this.#search.list;
		this.#begin({ ...this.#search, text: this.#typed, list: list ?? '', ...fields });
		this.#write();
	}

	/** Asks for nothing any more: the list is there again, sorted as before. */
	clear(): void {
		this.#begin({ sort: this.#search.sort ?? '', order: this.#search.order ?? '' });
		this.#write();
	}

	/** Sorts by a field; the same field again turns the order round. */
	sortBy(field: SortField): void {
		const turned = this.#order === 'rising' ? 'falling' : 'rising';
		this.#begin({ ...this.#search, sort: field, order: field === this.#sort ? turned : usualOrder(field) });
	}

	/**
	 * Shows what an address asks for. A link is a new beginning; going back and forth keeps what is typed as long as
	 * the address stays the same, and the bare address of the page keeps everything.
	 */
	follow(params: URLSearchParams, linked: boolean): void {
		if (params.has('bunt')) return;
		const query = params.toString();
		if (linked ? query === '' : query === this.#followed) {
			this.#followed = query;
			return;
		}
		this.#followed = query;
		const { list, ...asked } = readAddress(params);
		const { sort = '', order = '' } = this.#search;
		if (list && list !== 'overview') this.#tab = list;
		const onlyTab = list !== 'overview' && !asked.status && !asked.type;
		this.#begin(onlyTab ? { sort, order } : { sort, order, list, ...asked });
	}

	#begin(search: OrderSearch): void {
		this.#search = search;
		this.#typed = search.text ?? '';
		this.#shown = FIRST;
	}

	/** The address says which list, status and type are shown, never what somebody typed. */
	#write(): void {
		const tab = /^lista=(nya|pagaende|utforda)$/.test(this.#followed) ? this.#followed : '';
		const query = addressOf(this.#search) || tab;
		if (query === this.#followed) return;
		this.#followed = query;
		const address = query ? `/arbetsorder?${query}` : '/arbetsorder';
		void goto(address, { replaceState: true, keepFocus: true, noScroll: true });
	}
}

function readAddress(params: URLSearchParams): Required<Pick<OrderSearch, 'list' | 'status' | 'type'>> {
	return {
		list: Object.entries(LISTS).find(([name]) => name === params.get('lista'))?.[1] ?? '',
		status: STATUSES.find((name) => name === params.get('status')) ?? '',
		type: ORDER_TYPES.find((name) => name === params.get('typ')) ?? ''
	};
}

function addressOf({ list, status, type }: OrderSearch): string {
	const params = new URLSearchParams();
	if (list) params.set('lista', LIST_NAMES[list]);
	if (status) params.set('status', status);
	if (type) params.set('typ', type);
	return params.toString();
}

function countLists(views: readonly OrderView[], now: number): Record<ListName, number> {
	const counts: Record<ListName, number> = { new: 0, ongoing: 0, done: 0 };
	for (const { order } of views) {
		for (const list of ['new', 'ongoing', 'done'] as const) if (isListed(order, list, now)) counts[list] += 1;
	}
	return counts;
}

/** Keeps the lists for all pages beneath a layout. */
export function provideLists(orders: Orders, params: URLSearchParams): OrderLists {
	return setContext(KEY, new OrderLists(orders, params));
}

/** The lists that the layout above keeps. */
export function useLists(): OrderLists {
	return getContext<OrderLists>(KEY);
}
