import type { NewOrder } from '../registering/new-order.ts';

/** Where a work order stands. `declined` means: back with the orderer, off the contractor's lists. */
export const STATUSES = ['ordered', 'accepted', 'done', 'invoiced', 'cancelled', 'declined'] as const;
export type Status = (typeof STATUSES)[number];

/** When the work is planned: the day as 2026-11-24, and the window that the tenant is told as 08:00, empty when open. */
export interface Planned {
	day: string;
	from: string;
	to: string;
}

/** How a technician tried to reach the tenant before a trip was wasted. */
export const ATTEMPTS = ['called', 'texted', 'rang-the-bell'] as const;
export type Attempt = (typeof ATTEMPTS)[number];

/** A wasted trip (bomkörning) with its proof. Times are ISO texts, empty when not given. */
export interface WastedTrip {
	at: string;
	by: string;
	reason: string;
	/** The time that was agreed with the tenant. */
	agreedAt: string;
	attempts: readonly Attempt[];
	/** When the technician came and left. */
	arrivedAt: string;
	leftAt: string;
	/** What the orderer has answered; null while nobody has, and the order cannot be marked done. */
	answer: { outcome: 'cancelled' | 'resumed'; at: string; by: string } | null;
}

/** Another order of the bundle that has to come first (the plumber's before the painter's), as it stands. */
export interface Prerequisite {
	order: string;
	number: number;
	phrase: string;
	contractorName: string;
	status: Status;
	planned: Planned | null;
}

/** Up to which line of the log one side has read an order. */
export interface Reading {
	at: string;
	by: string;
	/** When the newest line that was there had been registered. */
	until: string;
}

/** A work order as the server keeps it. Times are ISO 8601 in UTC. */
export interface WorkOrder extends Omit<NewOrder, 'number' | 'externalId' | 'contractor' | 'orderedAt'> {
	id: string;
	number: number;
	organisation: string;
	externalId: string | null;
	/** The company that has the order; null once it is declined. */
	contractor: string | null;
	contractorName: string;
	/** Companies that had the order before: what they did on it offline is kept and handed to the orderer. */
	formerContractors: string[];
	bundle: string;
	status: Status;
	orderedAt: string;
	registeredAt: string;
	acceptedAt: string | null;
	acceptedBy: string | null;
	doneAt: string | null;
	/** The text of "Utförd åtgärd" as it stood when the order was marked done. */
	doneAction: string | null;
	wastedTrip: WastedTrip | null;
	planned: Planned | null;
	waitsFor: readonly Prerequisite[];
	/** The third receipt: what the orderer's side and the contractor's side have read. */
	readBy: { orderer: Reading | null; contractor: Reading | null };
}

/** What a log entry is about; each has its Swedish name in the interface. */
export const LOG_TYPES = [
	'registered',
	'accepted',
	'declined',
	'note',
	'question',
	'answer',
	'message',
	'done',
	'wasted-trip',
	'cancelled',
	'reopened',
	'invoiced',
	'contractor-changed',
	'file-attached',
	'file-removed',
	'came-late',
	'planned',
	'resumed',
	'sequence',
	'bundle-changed'
] as const;
export type LogType = (typeof LOG_TYPES)[number];

/** What was there before a change: a plan, a contractor, or the orders that came first (by id), with their numbers. */
export type Replaced =
	| { planned: Planned | null; by: Planned | null }
	| { contractor: string | null; contractorName: string }
	| { waitsFor: readonly Waited[]; by: readonly Waited[] };

/** An order that another waits for. */
export interface Waited {
	order: string;
	number: number;
}

/** One line of the log (Noteringar). */
export interface LogEntry {
	/** When it happened on the device that did it. */
	at: string;
	/** When the server decided it. */
	registeredAt: string;
	type: LogType;
	/** Who it comes from: what one side has written, the other side reads. */
	side: 'contractor' | 'orderer' | 'bundle';
	name: string;
	phrase: string;
	text: string;
	member: string | null;
	command: string | null;
	/** What was there before, where something was replaced: shown as from and to, and used to take it back. */
	replaced?: Replaced;
	/** `orderer`: what a former contractor did on an order that has moved; the new contractor does not see it. */
	audience: 'all' | 'orderer';
}

/** A file on an order. */
export interface OrderFile {
	id: string;
	sha256: string;
	name: string;
	mediaType: string;
	bytes: number;
	picture: boolean;
	member: string;
	memberName: string;
	at: string;
	command: string;
	removedAt: string | null;
	audience: 'all' | 'orderer';
}

/** The reference that an invoice must carry: `AO583214`, without blank or hyphen. */
export function invoiceReference(order: { number: number }): string {
	return `AO${order.number}`;
}

/** The bundle of orders for one object on one day: `61380004-20240115`. `day` is 2024-01-15. */
export function bundleNumber(objectNumber: string, orderedDay: string): string {
	return `${objectNumber}-${orderedDay.replaceAll('-', '')}`;
}

/** The tenant's number to use for an order: the one with the star, else the first there is; empty when none. */
export function tenantPhone(tenant: WorkOrder['tenant']): string {
	if (tenant.use && tenant[tenant.use]) return tenant[tenant.use];
	return tenant.otherPhone || tenant.homePhone || tenant.workPhone;
}

/** An order as it was stored, with what later versions have added. */
export function completeOrder(stored: WorkOrder): WorkOrder {
	// The same object where nothing is missing: what did not change is told by identity.
	return 'readBy' in stored ? stored : { ...NOT_YET_KNOWN, ...(stored as object as WorkOrder) };
}

const NOT_YET_KNOWN = { planned: null, waitsFor: [], readBy: { orderer: null, contractor: null } };
