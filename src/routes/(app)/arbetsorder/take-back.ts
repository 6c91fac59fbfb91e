import { type Act, type LogEntry, type OrderView, samePlan } from '#domain/work-orders';
import { device } from '#offline/device.svelte.ts';
import { t } from '#text';
import { refusedHere } from './[number]/acts/act-forms.ts';
import { type Orders, currentAuthor } from './orders.svelte.ts';
import { plannedInWords } from './planned-words.ts';

/** The act that puts back what somebody replaced. */
export interface TakeBack {
	act: Act;
	payload: Record<string, unknown>;
}

/** From and to of a change, as people read it; the entry's own words where nothing was replaced. */
export function changeInWords({ order }: OrderView, entry: LogEntry): string {
	const { replaced } = entry;
	if (!replaced) return entry.text || entry.phrase;
	if ('planned' in replaced) return t.order.changed(plannedInWords(replaced.planned), plannedInWords(replaced.by));
	return t.order.changed(replaced.contractorName || t.order.noContractor, order.contractorName || t.order.noContractor);
}

/** How to take a change back, or null when it is not the present state any more or the rules do not allow it. */
export function takeBackOf(view: OrderView, entry: LogEntry, orders: Orders): TakeBack | null {
	const undo = undoOf(view, entry);
	if (!undo) return null;
	const { order, files } = view;
	const state = { order, files, settings: orders.settings, author: currentAuthor(), bundle: [] };
	return refusedHere(undo.act, undo.payload, state) === null ? undo : null;
}

function undoOf({ order }: OrderView, { replaced }: LogEntry): TakeBack | null {
	if (!replaced) return null;
	if ('planned' in replaced) {
		const isPresent = samePlan(order.planned, replaced.by);
		return isPresent ? { act: 'plan', payload: { planned: replaced.planned } } : null;
	}
	const { contractor, contractorName } = replaced;
	if (device.session?.company !== null || contractor === null || order.contractor === contractor) return null;
	return { act: 'reassign', payload: { contractor, contractorName } };
}
