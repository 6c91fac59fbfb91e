import { toSwedishMobile } from '#core/swedish/phone';
import { type WorkOrder, tenantPhone } from './model.ts';

/** What the outside world shall be told; delivered once, after the decision is stored. */
export type Effect =
	{ kind: 'sms'; to: string; text: string } | { kind: 'mail'; to: string; subject: string; text: string };

/** A mail to the orderer, when there is an address. */
export function mailToOrderer({ order }: { order: WorkOrder }, subject: string, text: string): Effect[] {
	return order.orderer.email ? [{ kind: 'mail', to: order.orderer.email, subject, text }] : [];
}

/** [WO5] The tenant is told that the work is done, when there is a mobile number to tell it to. No names: an SMS is open post. */
export function smsToTenant({ order }: { order: WorkOrder }): Effect[] {
	const to = toSwedishMobile(tenantPhone(order.tenant));
	if (to === null) return [];
	const text = `Arbetet på ${order.place.address} är klart (AO${order.number}). Frågor? Kontakta din hyresvärd.`;
	return [{ kind: 'sms', to, text }];
}
