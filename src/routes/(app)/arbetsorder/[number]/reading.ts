import type { OrderView, Reading } from '#domain/work-orders';
import { device } from '#offline/device.svelte.ts';

/** What the other side has read of an order: the orderer for a contractor, the contractor for the landlord. */
export function readByOthers({ order }: OrderView): Reading | null {
	return device.session?.company === null ? order.readBy.contractor : order.readBy.orderer;
}

/** True when the other side has read what was registered at a moment (ISO). */
export function isRead(reading: Reading | null, registeredAt: string): boolean {
	return reading !== null && registeredAt <= reading.until;
}

/** Up to when there is something of others that this side has not read, or null. */
export function unreadUntil({ order, log }: OrderView): string | null {
	const own = device.session?.company === null ? order.readBy.orderer : order.readBy.contractor;
	const newest = log.at(-1)?.registeredAt ?? '';
	const ownSide = device.session?.company === null ? 'orderer' : 'contractor';
	const isNews = log.some(({ registeredAt, side }) => side !== ownSide && registeredAt > (own?.until ?? ''));
	return isNews ? newest : null;
}
