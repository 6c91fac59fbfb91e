import { type OrderView, type TakeBack, replacementIn, takeBack } from '#modules/work-orders/domain/index.ts';
import { t } from '#modules/work-orders/words/index.ts';
import { refusedHere } from './order/acts/act-forms.ts';
import { type Orders, currentAuthor } from './orders.svelte.ts';
import { plannedInWords } from './planned-words.ts';

/** From and to of a change, as people read it; the line's own words where nothing was replaced. */
export function changeInWords({ order, log }: OrderView, line: number): string {
	const replacement = replacementIn(order, log, line);
	const entry = log[line];
	if (!replacement) return entry?.text || entry?.phrase || '';
	switch (replacement.of) {
		case 'status':
			return t.order.changed(t.status[replacement.from], t.status[replacement.to]);
		case 'planned':
			return t.order.changed(plannedInWords(replacement.from), plannedInWords(replacement.to));
		case 'contractor':
			return t.order.changed(replacement.from || t.order.noContractor, replacement.to || t.order.noContractor);
		case 'sequence':
			return t.order.changed(ordersInWords(replacement.from), ordersInWords(replacement.to));
	}
}

function ordersInWords(orders: readonly { number: number }[]): string {
	return orders.map(({ number }) => `AO ${number}`).join(', ') || t.order.nothingFirst;
}

/** How to take a change back, or null when it is not the present state any more or the rules do not allow it. */
export function takeBackOf(view: OrderView, line: number, orders: Orders): TakeBack | null {
	const { order, files, log } = view;
	const undo = takeBack(order, log, line);
	if (!undo) return null;
	const state = { order, files, settings: orders.settings, author: currentAuthor(), bundle: orders.bundleOf(view) };
	return refusedHere(undo.act, undo.payload, state) === null ? undo : null;
}
