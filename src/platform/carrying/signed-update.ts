import * as v from 'valibot';
import { fromBase64Url, sha256, toBase64Url, utf8 } from '#core/bytes';
import { canonicalJson } from '#core/command';
import { sign, verify } from '#core/device-key';
import { parseDocumentName } from '#core/document-name';
import type { KeyPair, PublicJwk } from '#core/web-crypto';

const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** The most bytes of one update: what the server takes. */
export const MAX_UPDATE = 256 * 1024;

const fields = {
	v: v.literal(1),
	doc: v.pipe(
		v.string(),
		v.check((name) => parseDocumentName(name).ok)
	),
	/** The member whose work it is, whoever carries it. */
	author: id,
	device: id,
	/** With the device, what makes every further arrival harmless: the row's place in the author's outbox. */
	tab: id,
	n: count,
	/** When the author's device signed it, milliseconds since 1970. */
	at: count,
	/** Base64url signature of the device's key over everything else. */
	signature: v.pipe(v.string(), v.maxLength(200))
};

/** A row of an author's outbox that somebody else may deliver, without the update itself. */
export const signedUpdateHeadSchema = v.object(fields);

/** The same row as it goes to the server in JSON: the update as base64url. */
export const carriedUpdateSchema = v.object({
	...fields,
	bytes: v.pipe(v.string(), v.regex(/^[\w-]+$/), v.maxLength(Math.ceil((MAX_UPDATE * 4) / 3)))
});

/** What `POST /api/carried` takes: rows of any authors, oldest first within each device and tab. */
export const carriedUpdatesSchema = v.pipe(v.array(carriedUpdateSchema), v.minLength(1), v.maxLength(100));

/** One row as it goes to the server. */
export type CarriedUpdate = v.InferOutput<typeof carriedUpdateSchema>;

/**
 * The server's answer to one row: stored for good (also when it was stored before), to be sent again since something
 * before it is missing, or refused.
 */
export interface CarriedAnswer {
	/** idOfUpdate() of the row. */
	id: string;
	status: 'stored' | 'waiting' | 'refused';
	/** Why it waits or was refused; null when stored. */
	code: string | null;
}

/** A row of an author's outbox, signed by the author's device. Immutable. */
export interface SignedUpdate extends v.InferOutput<typeof signedUpdateHeadSchema> {
	bytes: Uint8Array;
}

/** A row before its device has signed it. */
export type UnsignedUpdate = Omit<SignedUpdate, 'signature'>;

/** The name of a row: the same whoever brings it, and however often. */
export function idOfUpdate({ device, tab, n }: Pick<SignedUpdate, 'device' | 'tab' | 'n'>): string {
	return `${device}-${tab}-${n}`;
}

/** Signs a row with the key of the device that it was written on. */
export async function signUpdate(update: UnsignedUpdate, key: KeyPair): Promise<SignedUpdate> {
	return { ...update, signature: toBase64Url(await sign(key, await signedBytes(update))) };
}

/** True when the row is byte for byte what the device with this key signed. */
export async function verifyUpdate(update: SignedUpdate, key: PublicJwk): Promise<boolean> {
	try {
		return await verify(key, fromBase64Url(update.signature), await signedBytes(update));
	} catch {
		return false; // not base64url
	}
}

/** A row as it goes to the server. */
export function toCarried(update: SignedUpdate): CarriedUpdate {
	return { ...update, bytes: toBase64Url(update.bytes) };
}

/** A row as it came to the server, checked by carriedUpdateSchema. */
export function fromCarried(update: CarriedUpdate): SignedUpdate {
	return { ...update, bytes: fromBase64Url(update.bytes) };
}

/** Begins with what it is, so that no signature under a command can be passed off as one under an update. */
async function signedBytes({
	v: version,
	doc,
	author,
	device,
	tab,
	n,
	at,
	bytes
}: UnsignedUpdate): Promise<Uint8Array> {
	return utf8(canonicalJson(['update', version, doc, author, device, tab, n, at, await sha256(bytes)]));
}
