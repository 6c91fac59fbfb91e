import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Selectable } from 'kysely';
import type { Clock } from '#core/clock';
import { withoutCameraNotes } from '#core/camera-notes';
import { isId } from '#core/id';
import { type Result, ok, refuse } from '#core/result';
import type { Connection } from '../database/open.ts';
import type { StoredFileTable } from '../database/schema.ts';
import type { Logger } from '../logger.ts';
import { type FileStore, fileKey } from './file-store.ts';
import { type FileType, judgeFileType } from './file-types.ts';
import { MAX_DOCUMENT, MAX_PICTURE } from './new-upload.ts';
import type { Pictures } from './pictures.ts';
import type { UploadFolder } from './upload-folder.ts';

/** A file in the store, checked and written anew. */
export type StoredFile = Omit<Selectable<StoredFileTable>, 'named_at'>;

/**
 * Why an upload does not become a file. `upload-incomplete` and `storage` pass: the device tries again. After
 * `upload-missing` and `wrong-hash` it has to upload anew; the others are final.
 */
export type FinishRefusal =
	| 'upload-missing'
	| 'upload-incomplete'
	| 'wrong-hash'
	| 'type-not-allowed'
	| 'picture-damaged'
	| 'many-pages'
	| 'too-large'
	| 'storage';

/** Kept all the same where the type allows it: as a file to save, without what the camera wrote into it. */
const NOT_DRAWN: ReadonlySet<FinishRefusal> = new Set(['picture-damaged', 'many-pages']);
const FINAL: ReadonlySet<FinishRefusal> = new Set(['type-not-allowed', 'picture-damaged', 'too-large']);

/** What a device says has arrived, and for whom. */
export interface FinishRequest {
	uploadId: string;
	member: string;
	organisation: string;
	/** SHA-256 of the bytes that the device sent, 64 hexadecimal digits. */
	sha256: string;
}

/** What finishing stands on. */
export interface FinishDependencies {
	connection: Connection;
	store: FileStore;
	folder: UploadFolder;
	pictures: Pictures;
	clock: Clock;
	logger: Logger;
}

/** Turns a complete upload into a stored file; see FinishRefusal. Repeatable at any time, also after a kill anywhere. */
export type FinishUpload = (request: FinishRequest) => Promise<Result<StoredFile, FinishRefusal>>;

type Contents = Pick<StoredFile, 'kind' | 'media_type' | 'bytes' | 'width' | 'height'>;

/** Makes finishUpload(). Calls for one upload at the same moment share one piece of work. */
export function createFinishUpload(dependencies: FinishDependencies): FinishUpload {
	const underWay = new Map<string, Promise<Result<StoredFile, FinishRefusal>>>();
	return async (request) => {
		const key = `${request.uploadId} ${request.member} ${request.organisation} ${request.sha256}`;
		const known = underWay.get(key);
		if (known) return known;
		const work = finish(dependencies, request).catch((error: unknown) => {
			dependencies.logger.error({ err: error, upload: request.uploadId }, 'An upload could not be stored');
			return refuse('storage' as const);
		});
		underWay.set(key, work);
		try {
			return await work;
		} finally {
			underWay.delete(key);
		}
	};
}

async function finish(
	dependencies: FinishDependencies,
	request: FinishRequest
): Promise<Result<StoredFile, FinishRefusal>> {
	const { connection, folder } = dependencies;
	if (!isId(request.uploadId)) return refuse('upload-missing');
	const stored = await findStored(connection, request);
	if (stored && (await nameAgain(dependencies, stored.id))) {
		await folder.removeBytes(request.uploadId); // a kill may have come between the row and this
		return stored.received_sha256 === request.sha256 ? ok(stored) : refuse('wrong-hash');
	}
	const refusal = await checkArrival(dependencies, request);
	const contents = refusal ? refuse(refusal) : await storeContents(dependencies, request.uploadId);
	if (!contents.ok) {
		if (FINAL.has(contents.code)) await noteRefused(dependencies, request.uploadId);
		return contents;
	}
	const row = await insertRow(dependencies, request, contents.value);
	await folder.removeBytes(request.uploadId);
	return row ? ok(row) : refuse('upload-missing');
}

/** [KP8] A command names the file again: it stays for now. False when it has just been taken away, since nothing named it. */
async function nameAgain({ connection, clock }: FinishDependencies, file: string): Promise<boolean> {
	const { numUpdatedRows } = await connection
		.updateTable('stored_files')
		.set({ named_at: new Date(clock.now()).toISOString() })
		.where('id', '=', file)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** Refused for good: the bytes stay for some days only. */
async function noteRefused({ connection, clock }: FinishDependencies, upload: string): Promise<void> {
	await connection
		.updateTable('uploads')
		.set({ refused_at: new Date(clock.now()).toISOString() })
		.where('id', '=', upload)
		.where('refused_at', 'is', null)
		.execute();
}

async function findStored(connection: Connection, request: FinishRequest): Promise<StoredFile | null> {
	const row = await connection
		.selectFrom('stored_files')
		.select(['id', 'organisation_id', 'member_id', 'upload_id', 'received_sha256', 'kind', 'media_type'])
		.select(['bytes', 'width', 'height', 'created_at'])
		.where('upload_id', '=', request.uploadId)
		.where('member_id', '=', request.member)
		.where('organisation_id', '=', request.organisation)
		.executeTakeFirst();
	return row ?? null;
}

async function checkArrival(
	{ connection, folder }: FinishDependencies,
	request: FinishRequest
): Promise<FinishRefusal | null> {
	const owned = await connection
		.selectFrom('uploads')
		.select('id')
		.where('id', '=', request.uploadId)
		.where('member_id', '=', request.member)
		.where('organisation_id', '=', request.organisation)
		.executeTakeFirst();
	const progress = owned && (await folder.progress(request.uploadId));
	if (!progress || progress.arrived === null) return 'upload-missing';
	if (progress.arrived < progress.size) return 'upload-incomplete';
	if (progress.size > MAX_DOCUMENT) return 'too-large';
	if ((await folder.sha256(request.uploadId)) === request.sha256) return null;
	// These bytes can never become what the device has signed: it may send them anew under the same id.
	await folder.remove(request.uploadId);
	return 'wrong-hash';
}

async function storeContents(
	dependencies: FinishDependencies,
	uploadId: string
): Promise<Result<Contents, FinishRefusal>> {
	const { folder, store } = dependencies;
	const path = folder.dataPath(uploadId);
	const type = await judgeFileType(path);
	if (!type) return refuse('type-not-allowed');
	const bytes = (await folder.progress(uploadId))?.size ?? 0;
	const id = fileIdOf(uploadId);
	if (type.kind === 'picture') {
		const picture = await storePicture(dependencies, id, path, bytes);
		if (picture.ok || !(type.orDocument && NOT_DRAWN.has(picture.code))) return picture;
	}
	const content = type.mediaType.startsWith('image/') ? await withoutNotes(path) : createReadStream(path);
	if (content === null) return refuse('picture-damaged');
	await store.put(fileKey({ id, kind: 'document' }, 'full'), content);
	return ok(documentContents(type, bytes));
}

/** What a camera writes beside the pixels stays nowhere, also not in files that nobody here can draw. */
async function withoutNotes(path: string): Promise<Uint8Array | null> {
	return withoutCameraNotes(await readFile(path));
}

function documentContents(type: FileType, bytes: number): Contents {
	return { kind: 'document', media_type: type.mediaType, bytes, width: null, height: null };
}

async function storePicture(
	{ store, pictures }: FinishDependencies,
	id: string,
	path: string,
	arrived: number
): Promise<Result<Contents, FinishRefusal>> {
	if (arrived > MAX_PICTURE) return refuse('too-large');
	const rewritten = await pictures.rewrite(path);
	if (!rewritten.ok) return refuse(rewritten.code === 'busy' ? 'storage' : rewritten.code);
	const { full, thumbnail, width, height } = rewritten.value;
	await store.put(fileKey({ id, kind: 'picture' }, 'full'), full);
	await store.put(fileKey({ id, kind: 'picture' }, 'thumbnail'), thumbnail);
	return ok({ kind: 'picture', media_type: 'image/webp', bytes: full.byteLength, width, height });
}

async function insertRow(
	{ connection, clock }: FinishDependencies,
	request: FinishRequest,
	contents: Contents
): Promise<StoredFile | null> {
	await connection
		.insertInto('stored_files')
		.values({
			id: fileIdOf(request.uploadId),
			organisation_id: request.organisation,
			member_id: request.member,
			upload_id: request.uploadId,
			received_sha256: request.sha256,
			created_at: new Date(clock.now()).toISOString(),
			...contents
		})
		// Another process may have finished the same upload meanwhile: its row has the same contents.
		.onConflict((conflict) => conflict.column('upload_id').doNothing())
		.execute();
	return findStored(connection, request);
}

/**
 * A file's id follows from its upload's: after a kill the second attempt writes over the first one's files instead of
 * leaving them behind. It is not the upload's id itself, which opens the upload and stands in the device's requests.
 */
function fileIdOf(uploadId: string): string {
	return createHash('sha256').update(`file of upload ${uploadId}`).digest('hex').slice(0, 32);
}
