import {
	type Carer,
	type Position,
	type Recipient,
	type Recurrence,
	type RecurringShift,
	type Weekday,
	holdsCode
} from '#modules/visits/domain/index.ts';
import { t } from '#modules/visits/words/index.ts';
import { linesOf } from '../plan/visit-form.ts';

const words = t.careTeam;

/** What a form says, or why it cannot be kept, in a sentence. */
export type Read<Value> = { value: Value } | { problem: string };

/** A carer as written on the screen. */
export interface CarerForm {
	name: string;
	phone: string;
	skills: string;
	delegations: string;
	licence: boolean;
	languages: string;
	home: string;
	ended: string;
}

/** A care recipient as written on the screen. */
export interface RecipientForm {
	name: string;
	address: string;
	entrance: string;
	phone: string;
	contact: string;
	position: string;
	keyInformation: boolean;
	namedContact: string;
	languages: string;
	needs: string[];
	double: boolean;
	notes: string;
	ended: string;
}

/** On which days something comes again. */
export interface RhythmForm {
	weekdays: number[];
	everyWeeks: string;
	from: string;
	to: string;
	exceptions: string;
}

const NEW_CARER: Omit<Carer, 'id'> = {
	name: '',
	phone: null,
	skills: [],
	delegations: [],
	licence: false,
	languages: [],
	home: null,
	ended: null
};

const NEW_RECIPIENT: Omit<Recipient, 'id'> = {
	name: '',
	address: '',
	entrance: '',
	phone: '',
	contact: '',
	position: null,
	keyInformation: false,
	namedContact: null,
	languages: [],
	needs: [],
	double: false,
	notes: '',
	ended: null
};

/** A carer as a form; an empty one for somebody new. */
export function carerForm(carer: Omit<Carer, 'id'> | null): CarerForm {
	const { name, phone, skills, delegations, licence, languages, home, ended } = carer ?? NEW_CARER;
	return {
		name,
		phone: phone ?? '',
		skills: skills.join(', '),
		delegations: delegations.map(({ code, until }) => [code, until].filter(Boolean).join(' ')).join('\n'),
		licence,
		languages: languages.join(', '),
		home: positionText(home),
		ended: ended ?? ''
	};
}

/** What a form says of a carer. */
export function readCarer(form: CarerForm): Read<Omit<Carer, 'id'>> {
	const home = readPosition(form.home);
	const delegations = linesOf(form.delegations).map(readDelegation);
	if (form.name.trim() === '') return { problem: words.problems.name };
	if (home === undefined) return { problem: words.problems.position };
	return {
		value: {
			name: form.name.trim(),
			phone: form.phone.trim() || null,
			skills: readCodes(form.skills),
			delegations,
			licence: form.licence,
			languages: readCodes(form.languages),
			home,
			ended: form.ended || null
		}
	};
}

/** A care recipient as a form; an empty one for somebody new. */
export function recipientForm(recipient: Omit<Recipient, 'id'> | null): RecipientForm {
	const { name, address, entrance, phone, contact, keyInformation, double, notes, ...more } =
		recipient ?? NEW_RECIPIENT;
	return {
		name,
		address,
		entrance,
		phone,
		contact,
		keyInformation,
		double,
		notes,
		position: positionText(more.position),
		namedContact: more.namedContact ?? '',
		languages: more.languages.join(', '),
		needs: [...more.needs],
		ended: more.ended ?? ''
	};
}

/** What a form says of a care recipient. */
export function readRecipient(form: RecipientForm): Read<Omit<Recipient, 'id'>> {
	const position = readPosition(form.position);
	if (form.name.trim() === '') return { problem: words.problems.name };
	if (position === undefined) return { problem: words.problems.position };
	if (holdsCode(form.entrance) || holdsCode(form.notes)) return { problem: words.problems.code };
	return {
		value: {
			name: form.name.trim(),
			address: form.address.trim(),
			entrance: form.entrance.trim(),
			phone: form.phone.trim(),
			contact: form.contact.trim(),
			position,
			keyInformation: form.keyInformation,
			namedContact: form.namedContact || null,
			languages: readCodes(form.languages),
			needs: form.needs,
			double: form.double,
			notes: form.notes.trim(),
			ended: form.ended || null
		}
	};
}

/** When something comes again, as a form. */
export function rhythmForm(
	rhythm: Omit<RecurringShift, 'id' | 'carer' | 'shift'> | Recurrence | null,
	day: string
): RhythmForm {
	return {
		weekdays: [...(rhythm?.weekdays ?? [1, 2, 3, 4, 5])],
		everyWeeks: String(rhythm?.everyWeeks ?? 1),
		from: rhythm?.from ?? day,
		to: rhythm?.to ?? '',
		exceptions: rhythm?.exceptions.join('\n') ?? ''
	};
}

/** When something comes again. */
export function readRhythm(form: RhythmForm): Read<Omit<Recurrence, 'id' | 'visit'>> {
	const [everyWeeks, exceptions] = [Number(form.everyWeeks), linesOf(form.exceptions)];
	if (form.weekdays.length === 0) return { problem: words.problems.weekdays };
	if (!isDay(form.from) || (form.to !== '' && !isDay(form.to)) || !exceptions.every(isDay))
		return { problem: words.problems.day };
	if (!Number.isInteger(everyWeeks) || everyWeeks < 1) return { problem: words.problems.other };
	const weekdays = form.weekdays.toSorted((a, b) => a - b) as Weekday[];
	return { value: { weekdays, everyWeeks, from: form.from, to: form.to || null, exceptions } };
}

/** `mån, ons · varannan vecka`. */
export function rhythmInWords({ weekdays, everyWeeks }: { weekdays: readonly number[]; everyWeeks: number }): string {
	const names = weekdays.map((day) => words.weekdayNames[day - 1] ?? '');
	const days = weekdays.length === 7 ? words.everyDay : names.join(', ');
	return everyWeeks === 1 ? days : `${days} · ${words.everyWeeksWords(everyWeeks)}`;
}

/** Codes apart by comma, as they may stand in keys: small letters, hyphens for what is between words. */
export function readCodes(text: string): string[] {
	const codes = text.split(/[,;\n]/).map((part) =>
		part
			.trim()
			.toLowerCase()
			.replace(/[^\p{L}\p{N}]+/gu, '-')
			.replace(/^-|-$/g, '')
			.slice(0, 40)
	);
	return [...new Set(codes)].filter((code) => code !== '');
}

function readDelegation(line: string): { code: string; until: string | null } {
	const match = /^(.*?)\s+(\d{4}-\d{2}-\d{2})$/.exec(line);
	const [code = ''] = readCodes((match?.[1] ?? line).replaceAll(',', ' '));
	return { code, until: match?.[2] ?? null };
}

/** Null: nothing written; undefined: no such place. A comma may stand in the numbers, as people write it. */
function readPosition(text: string): Position | null | undefined {
	if (text.trim() === '') return null;
	const parts = text
		.trim()
		.split(/[\s;]+|,\s+/)
		.filter(Boolean);
	const [latitude = NaN, longitude = NaN] = parts.map((part) => Number(part.replace(',', '.')));
	const isPlace = parts.length === 2 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
	return isPlace ? { latitude, longitude } : undefined;
}

function positionText(position: Position | null): string {
	return position ? `${position.latitude} ${position.longitude}`.replaceAll('.', ',') : '';
}

function isDay(text: string): boolean {
	// Date reads 30 February as 2 March.
	const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
	return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text);
}
