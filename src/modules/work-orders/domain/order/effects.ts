import { toSwedishMobile } from '#swedish/phone';
import { type Planned, type WorkOrder, tenantPhone } from './model.ts';
import { type SmsOccasion, fillSms } from '../settings/settings.ts';
import type { Effect, OrderState } from './verdict.ts';

/** A mail to the orderer, when there is an address. */
export function mailToOrderer({ order }: { order: WorkOrder }, subject: string, text: string): Effect[] {
	return order.orderer.email ? [{ kind: 'mail', to: order.orderer.email, subject, text }] : [];
}

/** A mail to the contractor, when there is an address. */
export function mailToContractor({ contractorEmail }: OrderState, subject: string, text: string): Effect[] {
	return contractorEmail ? [{ kind: 'mail', to: contractorEmail, subject, text }] : [];
}

/** [WO5] An SMS to the tenant, when there is a mobile number to send it to. No names: an SMS is open post. */
export function smsToTenant({ order, settings }: OrderState, occasion: SmsOccasion, planned: Planned | null): Effect[] {
	const to = toSwedishMobile(tenantPhone(order.tenant));
	return to === null ? [] : [{ kind: 'sms', to, text: fillSms(settings.sms[occasion], order, planned) }];
}

/** [WO28] What ends with the plan of an order: its reminders, and the time that the tenant was told. */
export function dropPlan(state: OrderState): Effect[] {
	const { planned } = state.order;
	return planned ? [{ kind: 'withdraw-reminders' }, ...smsToTenant(state, 'unplanned', planned)] : [];
}
