import { type Result, ok, refuse } from '#core/result';
import { swedishMoment } from '#swedish/dates';
import { parseOrganisationNumber } from '#swedish/organisation-number';
import type { OrderType, Priority } from '#modules/work-orders/domain/index.ts';

/** Reads a cell that is not empty; a refusal is what stands after the column's name in the line about the row. */
export type ReadCell = (cell: string) => Result<unknown, string>;

/** One column that a file of work orders can have. */
export interface OrderColumn {
	/** Where the value goes in a new order, such as `place.address`. */
	path: string;
	/** The names that the column goes by, besides the path, in any case; the first is the one to show. */
	names: readonly [string, ...string[]];
	read: ReadCell;
	/** True when every row needs it. */
	required?: true;
}

const TYPES: Readonly<Record<string, OrderType>> = {
	Fel: 'fault',
	HLU: 'hlu',
	'UH oplanerat': 'unplanned',
	Tillval: 'option',
	Underhåll: 'planned'
};
const PRIORITIES: Readonly<Record<string, Priority>> = {
	Normal: 'normal',
	Akut: 'urgent',
	'HLU Ny HG': 'hlu-new-tenant'
};
const YES_OR_NO: Readonly<Record<string, boolean>> = { Ja: true, Nej: false };
const MAX_NUMBER = 2 ** 31 - 1; // of an integer column on PostgreSQL

/** The columns of a file of work orders, as Swedish property systems and our own exports call them. */
export const ORDER_COLUMNS: readonly OrderColumn[] = [
	{ path: 'number', names: ['AO-nr', 'AO', 'Arbetsorder'], read: number },
	{ path: 'externalId', names: ['Externt id', 'External id'], read: text(200) },
	{ path: 'contractor', names: ['Utförare', 'Entreprenör'], read: organisationNumber, required: true },
	{ path: 'type', names: ['Typ'], read: oneOf(TYPES), required: true },
	{ path: 'priority', names: ['Prio', 'Prioritet'], read: oneOf(PRIORITIES) },
	{ path: 'orderedAt', names: ['Beställd', 'Ordered'], read: moment },
	{ path: 'place.number', names: ['Objektnummer', 'Objekt', 'Object number'], read: text(200), required: true },
	{ path: 'place.type', names: ['Objekttyp', 'Object type'], read: text(200) },
	{ path: 'place.floor', names: ['Våning', 'Floor'], read: text(200) },
	{ path: 'place.address', names: ['Adress', 'Address'], read: text(200), required: true },
	{ path: 'place.postalCode', names: ['Postnr', 'Postnummer', 'Postal code'], read: text(200) },
	{ path: 'place.city', names: ['Ort', 'Postort', 'City'], read: text(200) },
	{ path: 'place.area', names: ['Område', 'Area'], read: text(200) },
	{ path: 'place.administrativeArea', names: ['Administrativt område', 'Administrative area'], read: text(200) },
	{ path: 'tenant.name', names: ['Hyresgäst', 'Tenant'], read: text(200) },
	{ path: 'tenant.homePhone', names: ['Telefon bostad', 'Home phone'], read: text(200) },
	{ path: 'tenant.workPhone', names: ['Telefon arbete', 'Work phone'], read: text(200) },
	{ path: 'tenant.otherPhone', names: ['Telefon övrig', 'Telefon mobil', 'Other phone'], read: text(200) },
	{ path: 'tenant.movingIn', names: ['Inflyttning', 'Moving in'], read: day },
	{ path: 'tenant.masterKey', names: ['Huvudnyckel', 'Inpassering', 'Master key'], read: oneOf(YES_OR_NO) },
	{ path: 'tenant.keyInformation', names: ['Nyckelinformation', 'Key information'], read: text(200) },
	{ path: 'tenant.comment', names: ['Kommentar', 'Comment'], read: text(200) },
	{ path: 'concerns.room', names: ['Utrymme', 'Room'], read: text(200) },
	{ path: 'concerns.roomCode', names: ['Utrymmeskod', 'Room code'], read: text(200) },
	{ path: 'concerns.unit', names: ['Enhet', 'Unit'], read: text(200) },
	{ path: 'newUnit.replaceWith', names: ['Byt till', 'Replace with'], read: text(200) },
	{ path: 'phrase', names: ['Fras'], read: text(200) },
	{ path: 'description', names: ['Beskrivning'], read: text(4000) },
	{ path: 'orderer.name', names: ['Beställare', 'Orderer'], read: text(200) },
	{ path: 'orderer.email', names: ['Beställare e-post', 'Orderer email'], read: text(200) },
	{ path: 'orderer.mobile', names: ['Beställare mobil', 'Orderer mobile'], read: text(200) }
];

/** Quotes what stands in a cell: shortened, and without characters that a terminal would act on. */
export function quoted(cell: string): string {
	const harmless = cell.replace(/\p{C}/gu, '\ufffd');
	return `"${harmless.length > 40 ? `${harmless.slice(0, 39)}…` : harmless}"`;
}

function text(length: number): ReadCell {
	return (cell) => {
		if (cell.includes('\0')) return refuse('innehåller tecken som inte är text');
		return cell.length > length ? refuse(`är längre än ${length} tecken`) : ok(cell);
	};
}

function number(cell: string): Result<number, string> {
	const digits = /^(?:AO)?\s?(\d{1,10})$/i.exec(cell)?.[1];
	const value = Number(digits ?? 0);
	return value > 0 && value <= MAX_NUMBER ? ok(value) : refuse(`${quoted(cell)} är inte ett AO-nummer`);
}

/** The number can be a person's: it is not repeated, since lines about rows end up in logs. */
function organisationNumber(cell: string): Result<string, string> {
	const parsed = parseOrganisationNumber(cell);
	if (parsed.ok) return parsed;
	return refuse(
		parsed.code === 'wrong-check-digit'
			? 'organisationsnumrets kontrollsiffra stämmer inte'
			: 'är inte ett organisationsnummer'
	);
}

/** A word of the list, or the code that it stands for. */
function oneOf(words: Readonly<Record<string, string | boolean>>): ReadCell {
	return (cell) => {
		const typed = cell.toLocaleLowerCase('sv');
		const found = Object.entries(words).find(
			([word, code]) => typed === word.toLocaleLowerCase('sv') || typed === code
		);
		return found ? ok(found[1]) : refuse(`${quoted(cell)} är inte ${listed(Object.keys(words))}`);
	};
}

function listed(words: readonly string[]): string {
	return `${words.slice(0, -1).join(', ')} eller ${words.at(-1) ?? ''}`;
}

function day(cell: string): Result<string, string> {
	const isDay = /^\d{4}-\d{2}-\d{2}$/.test(cell) && swedishMoment(cell) !== null;
	return isDay ? ok(cell) : refuse(`${quoted(cell)} är inte ett datum som 2026-11-22`);
}

/** A Swedish day, with or without a time of day; or a moment with its time zone. As ISO text in UTC. */
function moment(cell: string): Result<string, string> {
	const local = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(?::\d{2})?)?$/.exec(cell);
	const zoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(cell);
	const at = local ? swedishMoment(local[1] ?? '', local[2]) : zoned ? Date.parse(cell) : null;
	if (at === null || Number.isNaN(at)) return refuse(`${quoted(cell)} är inte en tid som 2026-11-22 14:05`);
	return ok(new Date(at).toISOString());
}
