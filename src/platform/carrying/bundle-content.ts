import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as v from 'valibot';
import { text, utf8 } from '#core/bytes';
import type { Command } from '#core/command';
import { commandSchema } from '#core/command-schema';
import { parseDocumentName } from '#core/document-name';
import { MAX_CHANGES } from './check-update.ts';
import { deviceCardSchema } from './device-card.ts';
import { MAX_UPDATE, type SignedUpdate, signedUpdateHeadSchema } from './signed-update.ts';

/** For how long a bundle is good. */
export const KEEP_BUNDLE = 24 * 60 * 60 * 1000; // a day

const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0)); // milliseconds since 1970
const MAX_VECTOR = 64 * 1024; // bytes
const MAX_DEPTH = 12; // of what an act says: deeper ones could be kept, and never be written as JSON again

const headSchema = v.pipe(
	v.object({
		/** The company or team whose documents these are. */
		team: id,
		sender: v.object({ member: id, name: v.pipe(v.string(), v.maxLength(200)), device: id }),
		madeAt: time,
		expiresAt: time,
		documents: v.pipe(v.array(v.string()), v.maxLength(64)),
		/** Whose the devices are that signed something in here. */
		cards: v.pipe(v.array(deviceCardSchema), v.maxLength(500)),
		/** Acts that wait for the server, the sender's own and others'. */
		commands: v.pipe(
			v.array(commandSchema),
			v.maxLength(2000),
			v.check((commands) => commands.every(({ payload }) => isShallow(payload, MAX_DEPTH)))
		),
		/** Rows that wait for the server, in the order in which they were written; their bytes follow. */
		updates: v.pipe(v.array(signedUpdateHeadSchema), v.maxLength(20_000)),
		/** What the sender already holds of the other's work: idOfUpdate() of rows and ids of commands. */
		received: v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(22_000))
	}),
	v.check(({ madeAt, expiresAt }) => expiresAt > madeAt && expiresAt <= madeAt + KEEP_BUNDLE),
	v.check(({ team, documents, updates }) => {
		const names = new Set(documents.filter((name) => isOfTeam(name, team)));
		return names.size === documents.length && updates.every(({ doc }) => names.has(doc));
	})
);

/** What a bundle says of itself. */
export type BundleHead = Omit<v.InferOutput<typeof headSchema>, 'updates' | 'commands' | 'documents'>;

/** A document in a bundle. */
export interface BundledDocument {
	name: string;
	/** What the sender has of it, as one Yjs update; less what it knows the other to have. */
	changes: Uint8Array;
	/** The sender's state vector: what need not be sent back. */
	vector: Uint8Array;
}

/** What one device gives another. */
export interface Bundle extends BundleHead {
	documents: readonly BundledDocument[];
	commands: readonly Command[];
	updates: readonly SignedUpdate[];
}

/** A bundle as one run of bytes, before it is compressed and locked. */
export function encodeBundle(bundle: Bundle): Uint8Array {
	const head = {
		...bundle,
		documents: bundle.documents.map(({ name }) => name),
		updates: bundle.updates.map(({ bytes: _bytes, ...rest }) => rest)
	};
	const encoder = encoding.createEncoder();
	encoding.writeVarUint8Array(encoder, utf8(JSON.stringify(head)));
	for (const { changes, vector } of bundle.documents) {
		encoding.writeVarUint8Array(encoder, changes);
		encoding.writeVarUint8Array(encoder, vector);
	}
	for (const { bytes } of bundle.updates) encoding.writeVarUint8Array(encoder, bytes);
	return encoding.toUint8Array(encoder);
}

/** What encodeBundle() wrote; null for anything else. Whoever wrote it had the key, and may still be anybody. */
export function decodeBundle(bytes: Uint8Array): Bundle | null {
	try {
		const decoder = decoding.createDecoder(bytes);
		const parsed = v.safeParse(headSchema, JSON.parse(text(decoding.readVarUint8Array(decoder))));
		if (!parsed.success) return null;
		const head = parsed.output;
		const documents = head.documents.map((name) => ({
			name,
			changes: readPart(decoder, MAX_CHANGES),
			vector: readPart(decoder, MAX_VECTOR)
		}));
		const updates = head.updates.map((update) => ({ ...update, bytes: readPart(decoder, MAX_UPDATE) }));
		return decoding.hasContent(decoder) ? null : { ...head, documents, updates };
	} catch {
		return null; // ends too early, or is no JSON
	}
}

/** A part of its own: a slice would keep the whole bundle in memory, and in the device's store. */
function readPart(decoder: decoding.Decoder, limit: number): Uint8Array {
	const part = decoding.readVarUint8Array(decoder);
	if (part.length === 0 || part.length > limit) throw new RangeError('Not a part of a bundle');
	return part.slice();
}

function isShallow(value: unknown, depth: number): boolean {
	if (typeof value !== 'object' || value === null) return true;
	return depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1));
}

function isOfTeam(name: string, team: string): boolean {
	const parsed = parseDocumentName(name);
	return parsed.ok && parsed.value.scope === team;
}
