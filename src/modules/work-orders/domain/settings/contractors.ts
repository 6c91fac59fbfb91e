import type { WorkOrder } from '../order/model.ts';

/** The contractors that have any of the orders, by name. */
export function contractorsOf(orders: readonly WorkOrder[]): { id: string; name: string }[] {
	const names = new Map<string, string>();
	for (const { contractor, contractorName } of orders) if (contractor) names.set(contractor, contractorName);
	const collator = new Intl.Collator('sv');
	return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => collator.compare(a.name, b.name));
}
