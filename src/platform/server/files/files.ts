import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Clock } from '#core/clock';
import type { Connection } from '../database/open.ts';
import type { RemovedFileTable } from '../database/schema.ts';
import type { Logger } from '../logger.ts';
import { type FileSize, fileKey } from './file-store.ts';
import { type FinishUpload, createFinishUpload } from './finish-upload.ts';
import { FolderStore } from './folder-store.ts';
import { Pictures } from './pictures.ts';
import { serveFile } from './serve-file.ts';
import { UploadFolder } from './upload-folder.ts';
import type { UploadQuotaLimits } from './upload-quota.ts';
import { type UploadHandler, type Uploader, Uploads } from './uploads.ts';

/** What files stand on. Everything is written under `dataDir`: `files/` for good, `uploads/` meanwhile. */
export interface FilesOptions {
	dataDir: string;
	connection: Connection;
	logger: Logger;
	clock: Clock;
	/** The signed-in member of a request, or null. */
	authenticate(request: IncomingMessage): Promise<Uploader | null>;
	/** True for the exact scheme, host and port of our own pages. */
	isOwnOrigin(origin: string): boolean;
	quota?: UploadQuotaLimits;
	/** How many days an upload stays that was refused for good. */
	keepRefused?: number;
}

/** The files of an installation. */
export interface Files {
	/** Mount it before everything else that reads bodies. */
	handleUpload: UploadHandler;
	finishUpload: FinishUpload;
	/** A stored file by its id, or null when there is none; `name` is what a person called it. */
	serve(fileId: string, size: FileSize, name: string): Promise<Response | null>;
	/** Removes old, refused and finished uploads; call it daily. */
	cleanUp(): Promise<number>;
	/** Takes a file out of the store; that it is not there is fine. */
	removeFromStore(file: RemovedFileTable): Promise<void>;
	/** The process id of the picture decoder, for measurements. */
	picturePid(): number | null;
	close(): Promise<void>;
}

const REMAINS = 24 * 60 * 60 * 1000; // 1 day: longer than any writing takes

/** Puts uploading, checking, storing and serving together. */
export async function openFiles(options: FilesOptions): Promise<Files> {
	const { dataDir, connection, logger, clock } = options;
	const folder = new UploadFolder(join(dataDir, 'uploads'));
	await folder.create();
	const store = new FolderStore(join(dataDir, 'files'));
	const pictures = new Pictures({ logger });
	const uploads = new Uploads({ ...options, folder });
	const cleanUp = async () => {
		await store.removeRemains(REMAINS);
		return uploads.cleanUp();
	};
	return {
		handleUpload: uploads.handle,
		finishUpload: createFinishUpload({ connection, store, folder, pictures, clock, logger }),
		serve: async (fileId, size, name) => {
			const row = await connection.selectFrom('stored_files').selectAll().where('id', '=', fileId).executeTakeFirst();
			return row ? serveFile(store, row, size, name) : null;
		},
		cleanUp,
		removeFromStore: async ({ id, kind }) => {
			await store.delete(fileKey({ id, kind }, 'full'));
			if (kind === 'picture') await store.delete(fileKey({ id, kind }, 'thumbnail'));
		},
		picturePid: () => pictures.pid,
		close: () => pictures.close()
	};
}
