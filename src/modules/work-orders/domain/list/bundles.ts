import type { WorkOrder } from '../order/model.ts';

/** All bundles by their number, each with its orders in the order that they are to be done. */
export function bundlesOf<Item extends { order: WorkOrder }>(items: readonly Item[]): Map<string, readonly Item[]> {
	const bundles = new Map<string, Item[]>();
	for (const item of items) {
		const known = bundles.get(item.order.bundle);
		if (known) known.push(item);
		else bundles.set(item.order.bundle, [item]);
	}
	for (const [number, orders] of bundles) if (orders.length > 1) bundles.set(number, inSequence(orders));
	return bundles;
}

/** The orders of a bundle in the order that they are to be done: by number, but never before what they wait for. */
export function bundleOf<Item extends { order: WorkOrder }>(items: readonly Item[], bundle: string): Item[] {
	return inSequence(items.filter(({ order }) => order.bundle === bundle));
}

/** Where an order stands in its bundle, `1 av 3`; null for an order by itself. */
export function placeInBundle(
	bundle: readonly { order: WorkOrder }[],
	order: WorkOrder
): { place: number; of: number } | null {
	const place = bundle.findIndex((item) => item.order.id === order.id) + 1;
	return bundle.length > 1 && place > 0 ? { place, of: bundle.length } : null;
}

/** The server refuses orders that wait for each other; if two ever do, both are listed all the same. */
function inSequence<Item extends { order: WorkOrder }>(items: readonly Item[]): Item[] {
	const byNumber = items.toSorted((a, b) => a.order.number - b.order.number);
	const placed = new Set<Item>();
	const place = (item: Item, after: ReadonlySet<Item>) => {
		if (placed.has(item) || after.has(item)) return;
		const before = new Set(item.order.waitsFor.map((prerequisite) => prerequisite.order));
		for (const other of byNumber) if (before.has(other.order.id)) place(other, new Set([...after, item]));
		placed.add(item);
	};
	for (const item of byNumber) place(item, new Set());
	return [...placed];
}
