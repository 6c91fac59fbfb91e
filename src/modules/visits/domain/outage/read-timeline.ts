import type * as Y from 'yjs';
import { type Head, readOperation } from '#core/register';
import type { Signature, TimelineEntry } from './model.ts';
import type { Events } from './read-events.ts';
import { settingsOf, signatureOf, splitName } from './read-registers.ts';
import { byTime } from './stamp.ts';

/** What happened in an outage, oldest first: also what was changed again afterwards. */
export function timelineOf(doc: Y.Doc, starts: readonly string[], events: Events): TimelineEntry[] {
	const settings = settingsOf(doc, starts).flatMap(([key, value]) => entryOfSetting(key, value));
	const numbers = new Map(events.copy.map(({ copy, number }) => [copy, number]));
	const named = settings.map((entry) => withNumber(entry, numbers));
	const own = [
		...events.start.map((event) => entry('started', event, event.why)),
		...events.end.map((event) => entry('ended', event, event.words)),
		...events.note.map((event) => entry(event.kind, event, event.text)),
		...events.copy.map((event) => entry('copy', event, event.number, event.copy))
	];
	return [...own, ...named].sort(byTime);
}

function entry(
	kind: TimelineEntry['kind'],
	{ key, by, at, device }: Signature & { key: string },
	text: string,
	about = ''
): TimelineEntry {
	return { key, kind, by, at, device, text, about };
}

function entryOfSetting(key: string, value: unknown): TimelineEntry[] {
	const slash = key.lastIndexOf('/');
	const head = readOperation(key.slice(slash + 1), value);
	const [name, about] = splitName(key.slice(0, slash));
	const kind = head && kindOf(name, head);
	if (!head || !kind) return [];
	const text = typeof head.to === 'string' ? head.to : about;
	return [entry(kind, { key, ...signatureOf(head) }, text, about)];
}

function kindOf(name: string, { to }: Head): TimelineEntry['kind'] | null {
	switch (name) {
		case 'coordinator':
			return to === '' ? null : 'coordinator';
		case 'check':
			return to === true ? 'checked' : 'unchecked';
		case 'reached':
			return to === true ? 'reached' : 'not-reached';
		case 'holder':
			return to === '' ? null : 'handed';
		case 'gone':
			return to === true ? 'destroyed' : null;
		default:
			return null;
	}
}

/** A copy is spoken of by its number: `PT-3 → Anna`. */
function withNumber(timed: TimelineEntry, numbers: ReadonlyMap<string, string>): TimelineEntry {
	const number = numbers.get(timed.about);
	if (number === undefined) return timed;
	return { ...timed, text: timed.kind === 'handed' ? `${number} → ${timed.text}` : number };
}
