import type { IncomingMessage, ServerResponse } from 'node:http';
import { FileStore as TusFileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { Clock } from '#core/clock';
import { isId } from '#core/id';
import type { Connection } from '../database/open.ts';
import type { Logger } from '../logger.ts';
import { type NewUpload, type UploadRefusal, readNewUpload } from './new-upload.ts';
import type { UploadFolder } from './upload-folder.ts';
import { DAY, UploadQuota, type UploadQuotaLimits } from './upload-quota.ts';

/** Who uploads. */
export interface Uploader {
	member: string;
	organisation: string;
}

/** What uploading stands on. */
export interface UploadsOptions {
	connection: Connection;
	folder: UploadFolder;
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

/** Answers a request when it is about uploads; false (and nothing touched) when it is not. */
export type UploadHandler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

const UPLOAD_PATH = '/upload';
const KEEP = 14 * DAY; // a weekend or a holiday without connection must not kill an upload
const STATUS: Readonly<Record<UploadRefusal, number>> = {
	'method-not-allowed': 405,
	'foreign-origin': 403,
	'signed-out': 401,
	'not-found': 404,
	'length-required': 400,
	'metadata-required': 400,
	'too-large': 413,
	quota: 413,
	'id-taken': 409,
	internal: 500
};

/** Resumable uploads by the tus protocol on /upload, with the rules of SPEC.md around it. */
export class Uploads {
	readonly #options: UploadsOptions;
	readonly #quota: UploadQuota;
	readonly #tus: Server;
	/** Ids of the uploads that are being created, by request: the tus server asks for them by a hook. */
	readonly #newIds = new WeakMap<object, string>();

	constructor(options: UploadsOptions) {
		this.#options = options;
		this.#quota = new UploadQuota(options.connection, options.folder, options.quota);
		this.#tus = new Server({
			path: UPLOAD_PATH,
			datastore: new TusFileStore({ directory: options.folder.path, expirationPeriodInMilliseconds: KEEP }),
			relativeLocation: true,
			allowedOrigins: [],
			disableTerminationForFinishedUploads: true,
			namingFunction: (request) => this.#takeNewId(request.runtime?.node?.req)
		});
	}

	/** The request handler; see UploadHandler. */
	readonly handle: UploadHandler = async (request, response) => {
		const path = (request.url ?? '').split('?', 1)[0] ?? '';
		if (path !== UPLOAD_PATH && !path.startsWith(`${UPLOAD_PATH}/`)) return false;
		try {
			const refusal = await this.#admit(request, path.slice(UPLOAD_PATH.length + 1));
			if (refusal === 'answered-by-size') await this.#answerStored(path.slice(UPLOAD_PATH.length + 1), response);
			else if (refusal) refuseUpload(response, refusal);
			else await this.#tus.handle(request, response);
		} catch (error) {
			this.#options.logger.error({ err: error }, 'An upload request failed');
			if (!response.headersSent) refuseUpload(response, 'internal');
			else response.destroy();
		}
		return true;
	};

	async #admit(request: IncomingMessage, id: string): Promise<UploadRefusal | 'answered-by-size' | null> {
		const method = request.method ?? '';
		if (!['POST', 'HEAD', 'PATCH', 'DELETE'].includes(method)) return 'method-not-allowed';
		if (!this.#isFromOwnPage(request, method)) return 'foreign-origin';
		const uploader = await this.#options.authenticate(request);
		if (!uploader) return 'signed-out';
		if (method === 'POST') return id === '' ? this.#admitNew(request, uploader) : 'not-found';
		if (!(await this.#owns(uploader, id))) return 'not-found';
		return method === 'HEAD' && (await this.#isStored(id)) ? 'answered-by-size' : null;
	}

	/** Browsers send Origin with all that changes something; HEAD comes without it from our own pages. */
	#isFromOwnPage(request: IncomingMessage, method: string): boolean {
		const { origin, 'sec-fetch-site': site } = request.headers;
		if (site !== undefined && site !== 'same-origin') return false;
		return origin === undefined ? method === 'HEAD' : this.#options.isOwnOrigin(origin);
	}

	async #admitNew(request: IncomingMessage, uploader: Uploader): Promise<UploadRefusal | null> {
		const read = readNewUpload(request);
		if (!read.ok) return read.code;
		const upload: NewUpload = { ...read.value, ...uploader, createdAt: this.#options.clock.now() };
		const refusal = await this.#quota.admit(upload);
		if (refusal === null) this.#newIds.set(request, upload.id);
		return refusal;
	}

	#takeNewId(request: object | undefined): string {
		const id = request && this.#newIds.get(request);
		if (!id) throw new Error('An upload was created without being admitted');
		return id;
	}

	async #owns({ member, organisation }: Uploader, id: string): Promise<boolean> {
		if (!isId(id)) return false;
		const row = await this.#options.connection
			.selectFrom('uploads')
			.select('id')
			.where('id', '=', id)
			.where('member_id', '=', member)
			.where('organisation_id', '=', organisation)
			.executeTakeFirst();
		return row !== undefined;
	}

	async #isStored(id: string): Promise<boolean> {
		const { connection } = this.#options;
		const row = await connection.selectFrom('stored_files').select('id').where('upload_id', '=', id).executeTakeFirst();
		return row !== undefined;
	}

	/** The bytes were removed once the file was stored: the device asks how far it came, and is told that it is done. */
	async #answerStored(id: string, response: ServerResponse): Promise<void> {
		const progress = await this.#options.folder.progress(id);
		if (!progress) {
			refuseUpload(response, 'not-found');
			return;
		}
		const size = String(progress.size);
		const headers = {
			'Tus-Resumable': '1.0.0',
			'Upload-Offset': size,
			'Upload-Length': size,
			'Cache-Control': 'no-store'
		};
		response.writeHead(200, headers).end();
	}

	/** Removes what is older than 14 days, refused, finished, or nobody's; call it daily. Gives the number of uploads removed. */
	async cleanUp(): Promise<number> {
		const { connection, folder, clock } = this.#options;
		const keepRefused = (this.#options.keepRefused ?? KEEP / DAY) * DAY;
		const now = clock.now();
		const rows = await connection
			.selectFrom('uploads')
			.leftJoin('stored_files', 'stored_files.upload_id', 'uploads.id')
			.select(['uploads.id', 'uploads.created_at', 'uploads.refused_at', 'stored_files.id as file'])
			.execute();
		const known = new Map(rows.map((row) => [row.id, row]));
		let removed = 0;
		for (const [id, age] of await folder.list()) {
			const row = known.get(id);
			if (row?.file) await folder.removeBytes(id);
			if (row || age < DAY) continue;
			await folder.remove(id);
			removed += 1;
		}
		for (const { id, created_at: createdAt, refused_at: refusedAt } of rows) {
			const isRefused = refusedAt !== null && now - Date.parse(refusedAt) > keepRefused;
			if (!isRefused && now - Date.parse(createdAt) < KEEP) continue;
			await folder.remove(id);
			await connection.deleteFrom('uploads').where('id', '=', id).execute();
			removed += 1;
		}
		this.#quota.forget();
		return removed;
	}
}

function refuseUpload(response: ServerResponse, code: UploadRefusal): void {
	const headers = {
		'Content-Type': 'application/json',
		'Cache-Control': 'no-store',
		'X-Content-Type-Options': 'nosniff'
	};
	response.writeHead(STATUS[code], { ...headers, 'Tus-Resumable': '1.0.0' }).end(JSON.stringify({ code }));
}
