import type { IncomingMessage } from 'node:http';
import { newId } from '#core/id';
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
 * claimed here decides about the size only, never about what the file is.
 */
export function readNewUpload(request: IncomingMessage): Result<Pick<NewUpload, 'id' | 'size'>, UploadRefusal> {
	const { 'upload-length': length, 'upload-metadata': metadata } = request.headers;
	if (typeof length !== 'string' || !/^\d{1,12}$/.test(length)) return refuse('length-required');
	if (request.headers['upload-defer-length'] !== undefined) return refuse('length-required');
	if (typeof metadata !== 'string' || metadata === '' || metadata.length > MAX_METADATA) return refuse('metadata-required');
	const size = Number(length);
	const max = PICTURE_TYPE.test(claimedType(metadata)) ? MAX_PICTURE : MAX_DOCUMENT;
	return size > max ? refuse('too-large') : ok({ id: newId(), size });
}

/** The `type` pair of tus metadata: `key base64,key base64`. */
function claimedType(metadata: string): string {
	const pair = metadata.split(',').find((entry) => entry.trim().startsWith('type '));
	return Buffer.from(pair?.trim().slice('type '.length) ?? '', 'base64').toString();
}
