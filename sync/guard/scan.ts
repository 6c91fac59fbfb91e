import { type Result, ok, refuse } from '#core/result';
import { ByteReader, ScanFailure, malformed, overLimit } from './byte-reader.ts';
import {
	MAX_CLIENTS,
	MAX_CLOCK_SPAN,
	MAX_DELETES,
	MAX_NAME,
	MAX_STATE_VECTOR,
	MAX_STRUCTS,
	MAX_UPDATE,
	MAX_VALUES,
	isForbiddenKey
} from './size-limits.ts';
import { CONTENT, type ValueBudget, scanContent, scanDeletedLength } from './scan-content.ts';

/** An item's name: who made it, and which of theirs it is. */
export interface Id {
	client: number;
	clock: number;
}

/** One item of an update as it stands on the wire: names and lengths, and where its content begins. */
export interface ScannedStruct extends Id {
	length: number;
	/** One of CONTENT. */
	content: number;
	origin: Id | null;
	rightOrigin: Id | null;
	/** The parent, where it is on the wire: a root's name, or an item. Otherwise it is that of the neighbours. */
	parent: string | Id | null;
	key: string | null;
	/** The offset of its content among the update's bytes. */
	contentAt: number;
}

/** The items of one client in an update, without holes between them. */
export interface ScannedClient {
	client: number;
	structs: ScannedStruct[];
	/** The clock after the last of them. */
	end: number;
}

/** A run of items that an update deletes. */
export interface DeletedRange extends Id {
	length: number;
}

/** What an update says. */
export interface ScannedUpdate {
	bytes: Uint8Array;
	clients: ScannedClient[];
	deletes: DeletedRange[];
}

const WITH_KEY = 0x20;
const WITH_RIGHT_ORIGIN = 0x40;
const WITH_ORIGIN = 0x80;
const CONTENT_BITS = 0x1f;

/**
 * Reads an update (V1) in one pass, before anything else of it is decoded: what passes can be decoded by Yjs, and is
 * within the limits. `malformed` for what no encoder writes, `limit` for what is too much.
 */
export function scanUpdate(bytes: Uint8Array): Result<ScannedUpdate, 'malformed' | 'limit'> {
	if (bytes.length > MAX_UPDATE) return refuse('limit');
	return scanned(() => {
		const reader = new ByteReader(bytes);
		const clients = readClients(reader);
		const deletes = readDeletes(reader);
		if (!reader.done) malformed();
		return { bytes, clients, deletes };
	});
}

/** Checks the state vector that a device opens a document with. */
export function scanStateVector(bytes: Uint8Array): Result<null, 'malformed' | 'limit'> {
	if (bytes.length > MAX_STATE_VECTOR) return refuse('limit');
	return scanned(() => {
		const reader = new ByteReader(bytes);
		for (let left = reader.uint(); left > 0; left -= 1) {
			reader.uint();
			reader.uint();
		}
		return reader.done ? null : malformed();
	});
}

function scanned<Value>(read: () => Value): Result<Value, 'malformed' | 'limit'> {
	try {
		return ok(read());
	} catch (error) {
		if (error instanceof ScanFailure) return refuse(error.code);
		throw error;
	}
}

function readClients(reader: ByteReader): ScannedClient[] {
	const count = reader.uint();
	if (count > MAX_CLIENTS) overLimit();
	const clients: ScannedClient[] = [];
	const budget = { left: MAX_VALUES };
	let structs = 0;
	for (let index = 0; index < count; index += 1) {
		const client = readClient(reader, structs, budget);
		if (clients.some((earlier) => earlier.client === client.client)) malformed();
		structs += client.structs.length;
		clients.push(client);
	}
	return clients;
}

function readClient(reader: ByteReader, before: number, budget: ValueBudget): ScannedClient {
	const count = reader.uint();
	if (before + count > MAX_STRUCTS) overLimit();
	if (count === 0) malformed();
	const client = reader.uint();
	const start = reader.uint();
	const structs: ScannedStruct[] = [];
	let end = start;
	for (let index = 0; index < count; index += 1) {
		const struct = readStruct(reader, client, end, budget);
		if (struct.length === 0) malformed();
		structs.push(struct);
		end += struct.length;
	}
	if (end - start > MAX_CLOCK_SPAN) overLimit();
	if (end > Number.MAX_SAFE_INTEGER) malformed();
	return { client, structs, end };
}

function readStruct(reader: ByteReader, client: number, clock: number, budget: ValueBudget): ScannedStruct {
	const info = reader.byte();
	const content = info & CONTENT_BITS;
	if (content === CONTENT.gc || content === CONTENT.skip) return readEmpty(reader, info, client, clock);
	const origin = info & WITH_ORIGIN ? readId(reader) : null;
	const rightOrigin = info & WITH_RIGHT_ORIGIN ? readId(reader) : null;
	const alone = origin === null && rightOrigin === null;
	const parent = alone ? readParent(reader) : null;
	const key = alone && info & WITH_KEY ? readKey(reader) : null;
	const contentAt = reader.at;
	const length = scanContent(reader, content, budget);
	return { client, clock, length, content, origin, rightOrigin, parent, key, contentAt };
}

function readEmpty(reader: ByteReader, info: number, client: number, clock: number): ScannedStruct {
	if (info !== CONTENT.gc && info !== CONTENT.skip) malformed();
	const contentAt = reader.at;
	const length = scanDeletedLength(reader);
	const nowhere = { origin: null, rightOrigin: null, parent: null, key: null };
	return { client, clock, length, content: info, ...nowhere, contentAt };
}

function readId(reader: ByteReader): Id {
	return { client: reader.uint(), clock: reader.uint() };
}

function readParent(reader: ByteReader): string | Id {
	const form = reader.uint();
	if (form > 1) malformed();
	return form === 1 ? readKey(reader) : readId(reader);
}

/** A root's name or a key. */
function readKey(reader: ByteReader): string {
	const key = reader.text(MAX_NAME);
	return isForbiddenKey(key) ? malformed() : key;
}

function readDeletes(reader: ByteReader): DeletedRange[] {
	const ranges: DeletedRange[] = [];
	const clients = reader.uint();
	if (clients > MAX_DELETES) overLimit();
	const seen = clients > 1 ? new Set<number>() : null;
	for (let index = 0; index < clients; index += 1) {
		const client = reader.uint();
		if (seen?.has(client)) malformed();
		seen?.add(client);
		readRanges(reader, client, ranges);
	}
	return ranges;
}

/** Encoders sort and merge: ranges that overlap would only serve to walk over the same items again and again. */
function readRanges(reader: ByteReader, client: number, ranges: DeletedRange[]): void {
	const count = reader.uint();
	if (ranges.length + count > MAX_DELETES) overLimit();
	let end = 0;
	for (let range = 0; range < count; range += 1) {
		const clock = reader.uint();
		const length = reader.uint();
		if (length === 0 || clock < end || clock + length > Number.MAX_SAFE_INTEGER) malformed();
		end = clock + length;
		ranges.push({ client, clock, length });
	}
}
