import * as v from 'valibot';
import { swedishDayInWords } from '#swedish/dates';
import type { Planned, WorkOrder } from '../order/model.ts';

/** What a note can be: information for the log, or a question that waits for the orderer's answer. */
export const NOTE_EVENTS = ['information', 'question'] as const;
export type NoteEvent = (typeof NOTE_EVENTS)[number];

/** When a tenant gets an SMS. */
export const SMS_OCCASIONS = ['done', 'planned', 'unplanned', 'wasted-trip'] as const;
export type SmsOccasion = (typeof SMS_OCCASIONS)[number];

const phrase = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80), v.excludes('\0'));
const smsText = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300), v.excludes('\0'));

/** What a landlord decides about its work orders, checked. */
export const settingsSchema = v.object({
	/** Counts the changes: a change names the version that it was made on. */
	version: v.pipe(v.number(), v.safeInteger()),
	/** The ready phrases for notes, by event. */
	phrases: v.object(v.entriesFromList(NOTE_EVENTS, v.pipe(v.array(phrase), v.maxLength(40)))),
	/** Whether contractors may register orders, for themselves. */
	contractorsMayRegister: v.boolean(),
	/** The texts to tenants; `{adress}`, `{ao}`, `{dag}`, `{tid}` are filled in. */
	sms: v.object(v.entriesFromList(SMS_OCCASIONS, smsText))
});

/** What a landlord decides about its work orders. */
export type Settings = v.InferOutput<typeof settingsSchema>;

/** What counts until a landlord has decided otherwise. */
export const DEFAULT_SETTINGS: Settings = {
	version: 0,
	phrases: {
		information: ['Tid är bokad med kund', 'Sökt kund', 'Material beställt'],
		question: ['Beställningsfråga']
	},
	contractorsMayRegister: false,
	sms: {
		done: 'Arbetet på {adress} är klart (AO{ao}). Frågor? Kontakta din hyresvärd.',
		planned: 'Vi kommer till {adress} {dag} {tid} (AO{ao}). Passar det inte? Kontakta din hyresvärd.',
		unplanned: 'Tiden {dag} {tid} på {adress} är avbokad (AO{ao}). Frågor? Kontakta din hyresvärd.',
		'wasted-trip': 'Vi var på {adress} men kom inte in (AO{ao}). Kontakta din hyresvärd för en ny tid.'
	}
};

/** Settings as they were stored, with what later versions have added. */
export function completeSettings(stored: Partial<Settings> = {}): Settings {
	const { phrases, sms } = stored;
	return {
		...DEFAULT_SETTINGS,
		...stored,
		phrases: { ...DEFAULT_SETTINGS.phrases, ...phrases },
		sms: { ...DEFAULT_SETTINGS.sms, ...sms }
	};
}

/** A change of settings: the version that it was made on, and what is set. */
export const settingsChangeSchema = v.object({
	version: v.pipe(v.number(), v.safeInteger()),
	set: v.partial(v.omit(settingsSchema, ['version']))
});

export type SettingsChange = v.InferOutput<typeof settingsChangeSchema>;

/** The settings after a change; null when somebody else has changed them since, which is then for a person to see. */
export function changeSettings(before: Settings, { version, set }: SettingsChange): Settings | null {
	if (version !== before.version) return null;
	const given = Object.entries(set).filter(([, value]) => value !== undefined);
	return { ...before, ...(Object.fromEntries(given) as Partial<Settings>), version: version + 1 };
}

/**
 * A text to the tenant, filled in with times as people say them: `tisdag 24 november`, `kl. 08:00-12:00`. A hyphen, since
 * a dash is outside the alphabet of SMS and would make it twice as long.
 */
export function fillSms(text: string, order: WorkOrder, planned: Planned | null): string {
	const words: Readonly<Record<string, string>> = {
		adress: order.place.address,
		ao: String(order.number),
		dag: planned ? swedishDayInWords(planned.day) : '',
		tid: planned ? windowInWords(planned) : ''
	};
	return text
		.replace(/\{(\p{L}+)\}/gu, (whole, name: string) => words[name] ?? whole)
		.replace(/ {2,}/g, ' ')
		.trim();
}

function windowInWords({ from, to }: Planned): string {
	if (from && to) return `kl. ${from}-${to}`;
	return from ? `kl. ${from}` : '';
}
