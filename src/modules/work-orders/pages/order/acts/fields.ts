import { swedishDay, swedishMoment, swedishTime } from '#swedish/dates';
import type { Act, Attempt, NoteEvent, OrderView, Planned } from '#modules/work-orders/domain/index.ts';

/** Everything that a dialog can ask for, as it stands in its fields. */
export interface ActFields {
	text: string;
	event: NoteEvent;
	phrase: string;
	note: string;
	properties: string;
	serialNumber: string;
	day: string;
	from: string;
	to: string;
	contractor: string;
	waitsFor: string[];
	attempts: Attempt[];
	agreedDay: string;
	agreedTime: string;
	arrived: string;
	left: string;
}

const NO_PLAN: Planned = { day: '', from: '', to: '' };
const NO_UNIT = { note: '', properties: '', serialNumber: '' };

/** The fields as the dialog opens: what is known is filled in. */
export function openFields({ order }: OrderView, now: number): ActFields {
	const { day, from, to } = order.planned ?? NO_PLAN;
	const { note, properties, serialNumber } = order.newUnit ?? NO_UNIT;
	return {
		text: '',
		event: 'information',
		phrase: '',
		note,
		properties,
		serialNumber,
		day,
		from,
		to,
		contractor: '',
		waitsFor: order.waitsFor.map((before) => before.order),
		attempts: [],
		agreedDay: day,
		agreedTime: from,
		arrived: '',
		left: swedishTime(now)
	};
}

/** What a payload needs beside the fields. */
export interface PayloadContext {
	/** The text "Utförd åtgärd" as it stands. */
	action: string;
	replacesUnit: boolean;
	contractorName: string;
	now: number;
}

/** The payload of an act from what was filled in. */
export function buildPayload(act: Act, fields: ActFields, context: PayloadContext): Record<string, unknown> {
	const { text, event, phrase, note, properties, serialNumber, contractor, waitsFor } = fields;
	switch (act) {
		case 'note':
			return { event, phrase, text };
		case 'done':
			return { action: context.action, ...(context.replacesUnit && { newUnit: { note, properties, serialNumber } }) };
		case 'message':
		case 'answer':
		case 'resume':
		case 'reopen':
			return { text };
		case 'plan':
			return { planned: plannedFrom(fields) };
		case 'reassign':
			return { contractor, contractorName: context.contractorName };
		case 'sequence':
			return { waitsFor: [...waitsFor] };
		case 'wasted-trip':
			return wastedTrip(fields, swedishDay(context.now));
		default:
			return { reason: text };
	}
}

/** No day means: no plan any more. */
function plannedFrom({ day, from, to }: ActFields): Planned | null {
	return day ? { day, from, to } : null;
}

function wastedTrip(fields: ActFields, today: string) {
	const { text: reason, attempts, agreedDay, agreedTime, arrived, left } = fields;
	return {
		reason,
		attempts: [...attempts],
		agreedAt: toMoment(agreedDay, agreedTime),
		arrivedAt: toMoment(today, arrived),
		leftAt: toMoment(today, left)
	};
}

function toMoment(day: string, time: string): string {
	const moment = day && time ? swedishMoment(day, time) : null;
	return moment === null ? '' : new Date(moment).toISOString();
}
