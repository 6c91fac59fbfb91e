import { swedishDay } from '#swedish/dates';
import { type LogEntry, type WorkOrder, bundleNumber } from '../order/model.ts';
import type { NewOrder } from './new-order.ts';

/** What registering needs beside the order itself. */
export interface Registration {
	id: string;
	number: number;
	organisation: string;
	contractorName: string;
	/** ISO time of the server. */
	now: string;
	/** Who registered it, for the log. */
	name: string;
	member: string | null;
}

/** A new work order in its first state, with the first line of its log. */
export function registerOrder(asked: NewOrder, registration: Registration): { order: WorkOrder; log: LogEntry } {
	const { id, number, organisation, contractorName, now, name, member } = registration;
	const orderedAt = asked.orderedAt ?? now;
	const order: WorkOrder = {
		...asked,
		id,
		number,
		organisation,
		externalId: asked.externalId ?? null,
		contractorName,
		formerContractors: [],
		bundle: bundleNumber(asked.place.number, swedishDay(orderedAt)),
		status: 'ordered',
		orderedAt,
		registeredAt: now,
		acceptedAt: null,
		acceptedBy: null,
		doneAt: null,
		doneAction: null,
		wastedTrip: null,
		planned: null,
		waitsFor: [],
		readBy: { orderer: null, contractor: null }
	};
	const log: LogEntry = {
		at: now,
		registeredAt: now,
		type: 'registered',
		side: 'orderer',
		name,
		phrase: '',
		text: '',
		member,
		command: null,
		audience: 'all'
	};
	return { order, log };
}
