import * as v from 'valibot';
import { ATTEMPTS } from './model.ts';
import { NOTE_EVENTS } from '../settings/settings.ts';

const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const sentence = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4000));
const fileName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

/** PostgreSQL keeps no NUL in a text. */
const words = v.pipe(v.string(), v.trim(), v.maxLength(4000), v.excludes('\0'));
const day = v.pipe(v.string(), v.isoDate());
const time = v.pipe(v.string(), v.regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d)?$/));
const momentOrNothing = v.optional(v.union([v.literal(''), v.pipe(v.string(), v.isoTimestamp())]), '');

/** The payload of each act on a work order. The act's name is the part of the command kind after `work-orders.`. */
export const payloads = {
	accept: v.object({}),
	decline: v.object({ reason: sentence }),
	note: v.object({
		event: v.optional(v.picklist(NOTE_EVENTS), 'information'),
		phrase: v.pipe(v.string(), v.maxLength(200)),
		text: v.pipe(v.string(), v.trim(), v.maxLength(4000))
	}),
	message: v.object({ text: sentence }),
	answer: v.object({ text: sentence }),
	done: v.object({
		action: v.pipe(v.string(), v.trim(), v.maxLength(20_000)),
		newUnit: v.optional(
			v.object({ note: v.string(), properties: v.optional(v.string(), ''), serialNumber: v.string() })
		)
	}),
	'wasted-trip': v.object({
		reason: sentence,
		agreedAt: momentOrNothing,
		attempts: v.optional(v.pipe(v.array(v.picklist(ATTEMPTS)), v.maxLength(ATTEMPTS.length)), []),
		arrivedAt: momentOrNothing,
		leftAt: momentOrNothing
	}),
	resume: v.object({ text: words }),
	plan: v.object({ planned: v.nullable(v.object({ day, from: time, to: time })) }),
	sequence: v.object({ waitsFor: v.pipe(v.array(id), v.maxLength(50)) }),
	seen: v.object({
		until: v.pipe(
			v.string(),
			v.isoTimestamp(),
			v.transform((value) => new Date(value).toISOString())
		)
	}),
	cancel: v.object({ reason: v.pipe(v.string(), v.maxLength(4000)) }),
	reopen: v.object({ text: words }),
	invoice: v.object({}),
	reassign: v.object({ contractor: id, contractorName: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) }),
	attach: v.object({
		upload: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
		sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
		name: fileName
	}),
	'remove-file': v.object({ file: id })
} as const;

/** The acts that exist on a work order. */
export type Act = keyof typeof payloads;

/** What the payload of an act holds once it is checked. */
export type Payload<Name extends Act> = v.InferOutput<(typeof payloads)[Name]>;

/** An act with its checked payload. */
export type ActWithPayload = { [Name in Act]: { act: Name; payload: Payload<Name> } }[Act];

/** The prefix of command kinds of this module. */
export const COMMAND_PREFIX = 'work-orders.';

/** True when a command kind names an act of this module. */
export function isAct(name: string): name is Act {
	return Object.hasOwn(payloads, name);
}

/** Reads an act and its payload from a command's kind and payload; null when either is not of the known form. */
export function readAct(kind: string, payload: unknown): ActWithPayload | null {
	const act = kind.startsWith(COMMAND_PREFIX) ? kind.slice(COMMAND_PREFIX.length) : '';
	if (!isAct(act)) return null;
	const checked = v.safeParse(payloads[act], payload);
	return checked.success ? ({ act, payload: checked.output } as ActWithPayload) : null;
}
