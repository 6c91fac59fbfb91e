import type { WorkOrder } from '../order/model.ts';

/** What is known of an object from its newest order. */
export interface KnownPlace {
	place: WorkOrder['place'];
	tenant: WorkOrder['tenant'];
}

/** The objects that orders are known of, by object number; orders come newest first. */
export function knownPlaces(items: readonly { order: WorkOrder }[]): Map<string, KnownPlace> {
	const known = new Map<string, KnownPlace>();
	for (const { order } of items) {
		const { place, tenant } = order;
		if (!known.has(place.number)) known.set(place.number, { place, tenant });
	}
	return known;
}

/** Orders on an object that are neither done nor cancelled: what somebody may be about to order twice. */
export function openOrdersOn<Item extends { order: WorkOrder }>(items: readonly Item[], objectNumber: string): Item[] {
	return items.filter(
		({ order }) => order.place.number === objectNumber && ['ordered', 'accepted', 'declined'].includes(order.status)
	);
}
