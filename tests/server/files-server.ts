import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '#core/id';
import { openDatabase } from '#app/installation';
import type { Connection } from '#server/database/open';
import { type Files, openFiles } from '#server/files/files';
import type { UploadQuotaLimits } from '#server/files/upload-quota';

/** A real HTTP server with uploads, for tests. The header `x-member` says who asks. */
export interface FilesServer {
	url: string;
	dataDir: string;
	connection: Connection;
	files: Files;
	/** The clock that the server goes by, milliseconds; set it to travel. */
	time: { now: number };
	/** Every line that was logged, as JSON. */
	lines: string[];
	stop(): Promise<void>;
}

/** The organisation of every member in these tests. */
export const ORGANISATION = newId();
/** Two members. */
export const ANNA = newId();
export const BERTIL = newId();

/** What a test changes about the server. */
export interface FilesServerOptions {
	quota?: UploadQuotaLimits;
	/** Days. */
	keepRefused?: number;
	/** Start on this folder instead of a new one, and leave it behind. */
	dataDir?: string;
	/** Answers what is no upload. */
	pages?: (request: IncomingMessage, response: ServerResponse) => void;
}

/** Starts the server with an empty folder, or on a given one. */
export async function startFilesServer(options: FilesServerOptions = {}): Promise<FilesServer> {
	const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'files-')));
	const connection = await openDatabase({ databaseUrl: null, dataDir });
	const time = { now: Date.now() };
	const lines: string[] = [];
	const write = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }));
	let url = '';
	const files = await openFiles({
		dataDir,
		connection,
		logger: { info: write, warn: write, error: write },
		clock: { now: () => time.now },
		authenticate: ({ headers }) => {
			const member = headers['x-member'] ?? /member=([0-9a-f]{32})/.exec(headers.cookie ?? '')?.[1];
			return Promise.resolve(typeof member === 'string' ? { member, organisation: ORGANISATION } : null);
		},
		isOwnOrigin: (origin) => origin === url,
		...(options.quota ? { quota: options.quota } : {}),
		...(options.keepRefused === undefined ? {} : { keepRefused: options.keepRefused })
	});
	const server = createServer((request, response) => {
		void files.handleUpload(request, response).then((handled) => {
			if (handled) return;
			if (options.pages) options.pages(request, response);
			else response.writeHead(404).end('not an upload');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url,
		dataDir,
		connection,
		files,
		time,
		lines,
		stop: async () => {
			server.close().closeAllConnections();
			await files.close();
			await connection.destroy();
			if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
		}
	};
}

/** The headers of a tus request from our own page. */
export function tusHeaders(
	server: FilesServer,
	member: string,
	more: Record<string, string> = {}
): Record<string, string> {
	return { 'Tus-Resumable': '1.0.0', Origin: server.url, 'x-member': member, ...more };
}

/** Begins an upload; gives the server's answer. */
export function beginUpload(
	server: FilesServer,
	size: number,
	{ member = ANNA, type = 'image/jpeg', id }: { member?: string; type?: string; id?: string } = {}
): Promise<Response> {
	const base64 = (value: string) => Buffer.from(value).toString('base64');
	const metadata = `type ${base64(type)}${id === undefined ? '' : `,id ${base64(id)}`}`;
	const headers = tusHeaders(server, member, { 'Upload-Length': String(size), 'Upload-Metadata': metadata });
	return fetch(`${server.url}/upload`, { method: 'POST', headers });
}

/** Sends bytes to an upload from an offset on. */
export function sendBytes(
	server: FilesServer,
	id: string,
	bytes: Uint8Array,
	offset = 0,
	member = ANNA
): Promise<Response> {
	const headers = { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' };
	return fetch(`${server.url}/upload/${id}`, {
		method: 'PATCH',
		headers: tusHeaders(server, member, headers),
		body: Buffer.from(bytes)
	});
}

/** Uploads bytes whole; gives the upload's id. */
export async function upload(server: FilesServer, bytes: Uint8Array, member = ANNA): Promise<string> {
	const begun = await beginUpload(server, bytes.byteLength, { member });
	const id = begun.headers.get('location')?.split('/').at(-1) ?? '';
	if (begun.status !== 201) throw new Error(`not begun: ${begun.status}`);
	if (bytes.byteLength > 0) await sendBytes(server, id, bytes, 0, member);
	return id;
}

/** SHA-256 in hexadecimal digits. */
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Uploads bytes whole and finishes them. */
export async function uploadAndFinish(server: FilesServer, bytes: Uint8Array, member = ANNA) {
	const uploadId = await upload(server, bytes, member);
	return server.files.finishUpload({ uploadId, member, organisation: ORGANISATION, sha256: hashOf(bytes) });
}

/** Every file under a folder of the data directory, with its bytes, by its path in that folder. */
export async function filesUnder(server: FilesServer, folder: string): Promise<Map<string, Buffer>> {
	const root = join(server.dataDir, folder);
	const found = new Map<string, Buffer>();
	for (const entry of await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])) {
		const path = join(entry.parentPath, entry.name);
		if (entry.isFile()) found.set(path.slice(root.length + 1), await readFile(path));
	}
	return found;
}
