import type * as Y from 'yjs';
import * as v from 'valibot';
import { groupEntries } from '#core/grouped-entries';
import type { Signature } from './model.ts';
import { eventSchemas } from './schemas.ts';
import { byTime, momentOfStamp } from './stamp.ts';
import { outageRoots } from './workspace.ts';

type Kind = keyof typeof eventSchemas;

/** An event of a document: its key, what it says, and the moment of its stamp. */
export type Event<Of extends Kind> = Omit<v.InferOutput<(typeof eventSchemas)[Of]>, 'at'> &
	Signature & { key: string; start: string };

/** Events by kind, oldest first. */
export type Events = { readonly [Of in Kind]: readonly Event<Of>[] };

/** Everything that a document says happened. What has an unknown shape is kept, and not read. */
export function readEvents(doc: Y.Doc): Events {
	return {
		start: eventsOfKind(doc, 'start'),
		end: eventsOfKind(doc, 'end'),
		note: eventsOfKind(doc, 'note'),
		copy: eventsOfKind(doc, 'copy'),
		held: eventsOfKind(doc, 'held')
	};
}

/** The events of some beginnings: ends where they ended something, everything else where it was written. */
export function eventsOf(all: Events, starts: ReadonlySet<string>): Events {
	const here = <Of extends Kind>(list: readonly Event<Of>[]) => list.filter(({ start }) => starts.has(start));
	return {
		start: here(all.start),
		end: all.end.filter(({ ends }) => ends.some((id) => starts.has(id))),
		note: here(all.note),
		copy: here(all.copy),
		held: here(all.held)
	};
}

function eventsOfKind<Of extends Kind>(doc: Y.Doc, kind: Of): Event<Of>[] {
	const found: Event<Of>[] = [];
	for (const [start, entries] of groupEntries(outageRoots(doc).events)) {
		for (const [rest, value] of entries) {
			if (rest.split('/')[0] !== kind) continue;
			const event = readEvent(kind, value, { key: `${start}/${rest}`, start });
			if (event) found.push(event);
		}
	}
	return found.sort(byTime);
}

function readEvent<Of extends Kind>(kind: Of, value: unknown, where: { key: string; start: string }): Event<Of> | null {
	const parsed = v.safeParse(eventSchemas[kind], value);
	if (!parsed.success) return null;
	const at = momentOfStamp(parsed.output.at);
	return at === null ? null : ({ ...parsed.output, ...where, at } as unknown as Event<Of>);
}
