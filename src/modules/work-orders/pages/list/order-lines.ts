import { swedishDay } from '#swedish/dates';
import type { OrderView } from '#modules/work-orders/domain/index.ts';
import { t } from '#modules/work-orders/words/index.ts';
import { nearDay } from '#pages/parts/near-day.ts';

type Order = OrderView['order'];

const LONGEST_START = 140; // characters of the description that a list shows at most

/** What a list says first: the phrase, or the unit where there is none. */
export function whatOf({ phrase, concerns }: Order): string {
	return phrase || concerns.unit;
}

/** `AO 583220`, as it is read out; an order that was registered here has its number to come. */
export function numberOf({ number }: Order): string {
	return number ? `AO ${number}` : t.order.noNumber;
}

/** Street and floor: `Skördegatan 15, 2 tr`. */
export function placeOf({ place }: Order): string {
	return [place.address, place.floor.split(' av ')[0]].filter(Boolean).join(', ');
}

/** Room with its code, and unit: `Kök (21) · Diskbänk`. */
export function roomOf({ concerns, phrase }: Order): string {
	const room = concerns.roomCode ? `${concerns.room} (${concerns.roomCode})`.trim() : concerns.room;
	return [room, phrase && concerns.unit].filter(Boolean).join(' · ');
}

/** The tenant's name, or that nobody lives there. */
export function tenantOf({ tenant }: Order): string {
	return tenant.name || t.orders.vacant;
}

/** The beginning of the description, on one line. */
export function startOf({ description }: Order): string {
	const line = description.slice(0, LONGEST_START).replace(/\s+/g, ' ').trim();
	return description.length > LONGEST_START ? `${line} …` : line;
}

/** `Fel · ny enhet`. */
export function kindOf({ type, newUnit }: Order): string {
	return [t.orderType[type], newUnit && t.orders.newUnit].filter(Boolean).join(' · ');
}

/** The planned day and window as a list writes them: `24 nov 08:00–12:00`; empty when there is none. */
export function plannedOf({ planned }: Order, now: number): string {
	if (!planned) return '';
	const noon = `${planned.day}T12:00:00Z`;
	const day = planned.day === swedishDay(now) ? t.list.soon.today : nearDay(noon, now).replace(/ \d\d:\d\d$/, '');
	return [day, [planned.from, planned.to].filter(Boolean).join('–')].filter(Boolean).join(' ');
}

/** The moment that an order came to where it stands, for beside its status. */
export function sinceWhen(order: Order): string {
	return (
		(order.status === 'done' && order.doneAt) || (order.status === 'accepted' && order.acceptedAt) || order.orderedAt
	);
}
