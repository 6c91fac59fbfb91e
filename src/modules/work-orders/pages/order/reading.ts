import type { OrderView, Reading } from '#modules/work-orders/domain/index.ts';
import { device } from '#device/device.svelte.ts';

/** Whose side the signed-in member is on. */
export function ownSide(): 'orderer' | 'contractor' {
	return device.session?.company === null ? 'orderer' : 'contractor';
}

/** What the other side has read of an order: the orderer for a contractor, the contractor for the landlord. */
export function readByOthers({ order }: OrderView): Reading | null {
	return order.readBy[ownSide() === 'orderer' ? 'contractor' : 'orderer'];
}

/** True when the other side has read what was registered at a moment (ISO). */
export function isRead(reading: Reading | null, registeredAt: string): boolean {
	return reading !== null && registeredAt <= reading.until;
}

/** Up to when there is something of others that this side has not read, or null. */
export function unreadUntil({ order, log }: OrderView): string | null {
	const own = order.readBy[ownSide()];
	const newest = log.at(-1)?.registeredAt ?? '';
	const isNews = log.some(({ registeredAt, side }) => side !== ownSide() && registeredAt > (own?.until ?? ''));
	return isNews ? newest : null;
}
