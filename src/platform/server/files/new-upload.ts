import type { IncomingMessage } from 'node:http';
import { isId, newId } from '#core/id';
import { type Result, ok, refuse } from '#core/result';

/** Why an upload request is not answered by the tus server. */
export type UploadRefusal =
	| 'method-not-allowed'
	| 'foreign-origin'
	| 'signed-out'
	| 'not-found'
	| 'length-required'
	| 'metadata-required'
	| 'too-large'
	| 'quota'
	| 'id-taken'
	| 'internal';

/** An upload that is asked for. */
export interface NewUpload {
	id: string;
	member: string;
	organisation: string;
	/** Bytes. */
	size: number;
	/** Milliseconds since 1970. */
	createdAt: number;
}

/** The most that a picture may have as it arrives. Devices shrink to less than a megabyte before they send. */
export const MAX_PICTURE = 15 * 1024 * 1024; // bytes
/** The most that any other file may have. */
export const MAX_DOCUMENT = 50 * 1024 * 1024; // bytes

const MAX_METADATA = 2000; // characters
const PICTURE_TYPE = /^image\/(?:jpeg|png|webp|avif)$/;

/**
 * Reads what a request wants to upload. The length must be said in advance, or no quota could hold; the type that is
 * claimed here decides about the size only, never about what the file is. The id may be the device's: a picture that
 * was attached without network is named in a signed command before it can be sent.
 */
export function readNewUpload(request: IncomingMessage): Result<Pick<NewUpload, 'id' | 'size'>, UploadRefusal> {
	const { 'upload-length': length, 'upload-metadata': metadata } = request.headers;
	if (typeof length !== 'string' || !/^\d{1,15}$/.test(length)) return refuse('length-required');
	if (request.headers['upload-defer-length'] !== undefined) return refuse('length-required');
	if (typeof metadata !== 'string' || metadata === '' || metadata.length > MAX_METADATA)
		return refuse('metadata-required');
	const pairs = readMetadata(metadata);
	const id = pairs.get('id') ?? newId();
	if (!isId(id)) return refuse('metadata-required');
	const size = Number(length);
	const max = PICTURE_TYPE.test(pairs.get('type') ?? '') ? MAX_PICTURE : MAX_DOCUMENT;
	return size > max ? refuse('too-large') : ok({ id, size });
}

/** The pairs of tus metadata: `key base64,key base64`. */
function readMetadata(metadata: string): Map<string, string> {
	const pairs = metadata.split(',').map((pair) => pair.trim().split(' ', 2));
	return new Map(pairs.map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString()]));
}
