import { swedishDay, swedishDayAndTime } from '#swedish/dates';
import { formatSwedishPhone } from '#swedish/phone';
import { type Status, type WorkOrder, invoiceReference, tenantPhone } from '../order/model.ts';
import type { OrderType, Priority } from '../registering/new-order.ts';

/** What stands in a cell; null is empty. Days are 2026-11-22 and moments 2026-11-22 14:05, both as in Sweden. */
export type ReportCell = string | number | null;

/** What the report calls things, in the language of who reads it. */
export interface ReportWords {
	type: Readonly<Record<OrderType, string>>;
	priority: Readonly<Record<Priority, string>>;
	status: Readonly<Record<Status, string>>;
	vacant: string;
}

type Value = (order: WorkOrder, words: ReportWords) => ReportCell;

const column = <Key extends string>(
	key: Key,
	kind: 'text' | 'number' | 'day' | 'moment',
	width: number,
	of: Value
) => ({
	key,
	kind,
	width,
	of
});
const moment = (at: string | null) => (at === null ? null : swedishDayAndTime(at));
const joined = (...parts: string[]) => parts.filter(Boolean).join(' ');

/** The columns of the order report; `width` in characters. The key names the heading in the interface's texts. */
export const REPORT_COLUMNS = [
	column('number', 'number', 10, ({ number }) => number || null),
	column('bundle', 'text', 19, ({ bundle }) => bundle),
	column('type', 'text', 14, ({ type }, words) => words.type[type]),
	column('priority', 'text', 12, ({ priority }, words) => words.priority[priority]),
	column('status', 'text', 12, ({ status }, words) => words.status[status]),
	column('ordered', 'moment', 17, ({ orderedAt }) => moment(orderedAt)),
	column('registered', 'moment', 17, ({ registeredAt }) => moment(registeredAt)),
	column('planned', 'day', 12, ({ planned }) => planned?.day ?? null),
	column('plannedTime', 'text', 13, ({ planned }) => [planned?.from, planned?.to].filter(Boolean).join('–')),
	column('accepted', 'moment', 17, ({ acceptedAt }) => moment(acceptedAt)),
	column('done', 'moment', 17, ({ doneAt }) => moment(doneAt)),
	column('object', 'text', 14, ({ place }) => place.number),
	column('address', 'text', 28, ({ place }) => place.address),
	column('postalCode', 'text', 10, ({ place }) => place.postalCode),
	column('city', 'text', 16, ({ place }) => place.city),
	column('area', 'text', 18, ({ place }) => place.area),
	column('administrativeArea', 'text', 22, ({ place }) => place.administrativeArea),
	column('room', 'text', 20, ({ concerns }) => joined(concerns.room, concerns.roomCode && `(${concerns.roomCode})`)),
	column('unit', 'text', 24, ({ concerns }) => concerns.unit),
	column('phrase', 'text', 28, ({ phrase }) => phrase),
	column('tenant', 'text', 24, ({ tenant }, words) => tenant.name || words.vacant),
	column('phone', 'text', 16, ({ tenant }) => formatSwedishPhone(tenantPhone(tenant))),
	column('orderer', 'text', 22, ({ orderer }) => orderer.name),
	column('contractor', 'text', 24, ({ contractorName }) => contractorName),
	column('reference', 'text', 14, (order) => (order.number ? invoiceReference(order) : '')),
	column('action', 'text', 50, ({ doneAction }) => doneAction),
	column('description', 'text', 60, ({ description }) => description)
] as const;

/** The name of a column of the order report. */
export type ReportKey = (typeof REPORT_COLUMNS)[number]['key'];

/**
 * The order report, a row an order, made one by one as it is read: twenty thousand at once would stop a page. An order
 * that was registered offline has no number yet.
 */
export function* reportRows(items: Iterable<{ order: WorkOrder }>, words: ReportWords): Generator<ReportCell[]> {
	for (const { order } of items) yield REPORT_COLUMNS.map(({ of }) => of(order, words));
}

/** The name of a report's file: the kind and the day, and nobody's name. */
export function reportFileName(kind: string, now: number): string {
	return `${kind}-${swedishDay(now)}.xlsx`;
}
