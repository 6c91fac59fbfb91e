import * as v from 'valibot';
import { toPrerequisite } from '../order/act-plan.ts';
import type { LogEntry, WorkOrder } from '../order/model.ts';
import { newOrderSchema } from './new-order.ts';
import { registerOrder } from './register-order.ts';
import type { Settings } from '../settings/settings.ts';
import type { Author, Moment, Refusal } from '../order/verdict.ts';

/** The kind of the command that registers a bundle; it is about the first of its orders. */
export const REGISTER_KIND = 'work-order-register.bundle';

const MOST_ORDERS = 30;
const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));

/** Several orders for one object, placed together. The device names their ids, the server their numbers. */
export const registrationSchema = v.object({
	orders: v.pipe(
		v.array(
			v.object({
				id,
				/** Ids of orders of the same bundle that come first. */
				waitsFor: v.optional(v.array(id), []),
				order: v.omit(newOrderSchema, ['number', 'externalId', 'orderedAt'])
			})
		),
		v.minLength(1),
		v.maxLength(MOST_ORDERS)
	)
});

export type RegistrationPayload = v.InferOutput<typeof registrationSchema>;
export type RegistrationInput = v.InferInput<typeof registrationSchema>;

/** What registering is judged by. */
export interface RegistrationState {
	author: Author;
	settings: Settings;
	/** The names of the landlord's contractors, by id. */
	contractors: ReadonlyMap<string, string>;
	/** The first free number; 0 on the device, which gives none. */
	number: number;
}

/** New orders with the first line of their log, or why they are not registered. */
export type RegistrationVerdict =
	| { verdict: 'accepted'; orders: readonly { order: WorkOrder; log: LogEntry }[] }
	| { verdict: 'refused'; code: Refusal; detail: string | null };

/**
 * [WO24] [WO25] Registers a bundle: the landlord's people for any of its contractors, a contractor's own people where the landlord
 * allows it, for themselves.
 */
export function decideRegistration(
	{ orders }: RegistrationPayload,
	state: RegistrationState,
	moment: Moment
): RegistrationVerdict {
	const { author, settings, contractors } = state;
	if (author.company !== null && !settings.contractorsMayRegister) return refused('may-not-register');
	if (new Set(orders.map(({ order }) => order.place.number)).size > 1) return refused('malformed', 'place.number');
	for (const { order } of orders) {
		if (!contractors.has(order.contractor)) return refused('unknown-contractor');
		if (author.company !== null && order.contractor !== author.company) return refused('may-not-register');
	}
	const registered = orders.map(({ id: orderId, order }, index) =>
		registerOrder(
			{ ...order, orderer: ordererOf(order.orderer, author), orderedAt: moment.at },
			{
				id: orderId,
				number: state.number === 0 ? 0 : state.number + index,
				organisation: author.organisation,
				contractorName: contractors.get(order.contractor) ?? '',
				now: moment.now,
				name: author.name,
				member: author.member
			}
		)
	);
	return { verdict: 'accepted', orders: withSequence(orders, registered) };
}

function refused(code: Refusal, detail: string | null = null): RegistrationVerdict {
	return { verdict: 'refused', code, detail };
}

/** Who registers is the orderer, unless another is named. */
function ordererOf(given: WorkOrder['orderer'], author: Author): WorkOrder['orderer'] {
	return given.name ? given : { ...given, name: author.name, email: given.email || author.email };
}

/** An order waits only for those before it in the list: no circle can come about. */
function withSequence(
	asked: RegistrationPayload['orders'],
	registered: readonly { order: WorkOrder; log: LogEntry }[]
): { order: WorkOrder; log: LogEntry }[] {
	return registered.map(({ order, log }, index) => {
		const wanted = asked[index]?.waitsFor ?? [];
		const before = registered.slice(0, index).filter((other) => wanted.includes(other.order.id));
		return { order: { ...order, waitsFor: before.map((other) => toPrerequisite(other.order)) }, log };
	});
}
