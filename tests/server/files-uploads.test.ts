import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#core/id';
import {
	ANNA,
	BERTIL,
	type FilesServer,
	ORGANISATION,
	beginUpload,
	filesUnder,
	hashOf,
	sendBytes,
	startFilesServer,
	tusHeaders,
	upload
} from './files-server.ts';

const DAY = 24 * 60 * 60 * 1000;
const bytes = Buffer.from('Adress;Ort\r\nÄngsvägen 3;Härnösand\r\n'.repeat(100));

describe('uploading', () => {
	let server: FilesServer;
	beforeAll(async () => {
		server = await startFilesServer();
	});
	afterAll(() => server.stop());

	const request = (method: string, path: string, headers: HeadersInit) =>
		fetch(`${server.url}${path}`, { method, headers, redirect: 'manual' });
	const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

	it('answers nothing but its own path', async () => {
		const response = await request('GET', '/uploads', tusHeaders(server, ANNA));
		expect(await response.text()).toBe('not an upload');
	});

	it('[FI1] another member gets 404 for every method, and changes nothing', async () => {
		const id = await upload(server, bytes.subarray(0, 100));
		const open = (await beginUpload(server, 100)).headers.get('location') ?? '';
		for (const path of [`/upload/${id}`, open]) {
			for (const method of ['HEAD', 'DELETE']) {
				const response = await request(method, path, tusHeaders(server, BERTIL));
				expect(response.status).toBe(404);
			}
			const patched = await sendBytes(server, path.split('/').at(-1) ?? '', bytes.subarray(0, 10), 0, BERTIL);
			expect(patched.status).toBe(404);
			expect(await codeOf(patched)).toBe('not-found');
			expect((await request('HEAD', path, tusHeaders(server, ANNA))).status).toBe(200);
		}
	});

	it.each([
		'/upload/../../etc/passwd',
		'/upload/..%2f..%2fx',
		'/upload/%00',
		`/upload/${'0'.repeat(32)}.json`,
		'/upload/A',
		`/upload/${'a'.repeat(10_000)}`
	])('[FI1] %j is not an upload', async (path) => {
		const response = await request('HEAD', path, tusHeaders(server, ANNA));
		expect(response.status).toBe(404);
	});

	it('[FI1] nobody gets in without a session', async () => {
		const headers = {
			'Tus-Resumable': '1.0.0',
			Origin: server.url,
			'Upload-Length': '1',
			'Upload-Metadata': 'type eA=='
		};
		const response = await request('POST', '/upload', headers);
		expect([response.status, await codeOf(response)]).toEqual([401, 'signed-out']);
	});

	it.each(['GET', 'OPTIONS', 'PUT'])('[FI2] %s is refused, on a finished upload too', async (method) => {
		const id = await upload(server, bytes);
		const response = await request(method, `/upload/${id}`, tusHeaders(server, ANNA));
		expect([response.status, await codeOf(response)]).toEqual([405, 'method-not-allowed']);
	});

	it('[FI2] no answer lets another site read it', async () => {
		const begun = await beginUpload(server, 10);
		const path = begun.headers.get('location') ?? '';
		expect(path).toMatch(/^\/upload\/[0-9a-f]{32}$/);
		const foreign = await request('HEAD', path, tusHeaders(server, ANNA, { Origin: 'https://evil.example' }));
		for (const response of [begun, foreign, await request('HEAD', path, tusHeaders(server, ANNA))]) {
			expect(response.headers.get('access-control-allow-origin')).toBeNull();
		}
	});

	it.each([
		['http://evil.example', 403],
		['null', 403],
		['', 403],
		['https://127.0.0.1', 403]
	])('[FI3] Origin %j gets %i', async (origin, status) => {
		const begun = (await beginUpload(server, 10)).headers.get('location') ?? '';
		for (const [method, path] of [
			['POST', '/upload'],
			['PATCH', begun],
			['DELETE', begun]
		] as const) {
			const headers = tusHeaders(server, ANNA, {
				Origin: origin,
				'Upload-Length': '1',
				'Upload-Metadata': 'type eA=='
			});
			expect((await request(method, path, headers)).status).toBe(status);
		}
	});

	it('[FI3] without Origin, or from another site by what the browser says: refused', async () => {
		const headers = new Headers(tusHeaders(server, ANNA, { 'Upload-Length': '1', 'Upload-Metadata': 'type eA==' }));
		headers.delete('Origin');
		expect((await request('POST', '/upload', headers)).status).toBe(403);
		const crossSite = tusHeaders(server, ANNA, { 'Upload-Length': '1', 'Sec-Fetch-Site': 'cross-site' });
		expect((await request('POST', '/upload', crossSite)).status).toBe(403);
	});

	it.each([
		['image/jpeg', 15 * 1024 * 1024, 201],
		['image/jpeg', 15 * 1024 * 1024 + 1, 413],
		['application/pdf', 50 * 1024 * 1024, 201],
		['application/pdf', 50 * 1024 * 1024 + 1, 413],
		['text/html', 3_600_000_000_000, 413]
	])('[FI4] %s of %i bytes gets %i', async (type, size, status) => {
		const response = await beginUpload(server, size, { type });
		expect(response.status).toBe(status);
		if (status === 413) expect(await codeOf(response)).toBe('too-large');
	});

	it('[FI4] the length is said in advance, and not exceeded', async () => {
		const without = await request(
			'POST',
			'/upload',
			tusHeaders(server, ANNA, { 'Upload-Defer-Length': '1', 'Upload-Metadata': 'type eA==' })
		);
		expect([without.status, await codeOf(without)]).toEqual([400, 'length-required']);
		const id = (await beginUpload(server, 10)).headers.get('location')?.split('/').at(-1) ?? '';
		expect((await sendBytes(server, id, bytes.subarray(0, 11))).status).toBe(413);
		expect((await filesUnder(server, 'uploads')).get(id)?.length ?? 0).toBeLessThanOrEqual(10);
	});

	it('[FI4] metadata must be there and small', async () => {
		for (const metadata of ['', `name ${'x'.repeat(3000)}`]) {
			const headers = tusHeaders(server, ANNA, { 'Upload-Length': '1', 'Upload-Metadata': metadata });
			expect((await request('POST', '/upload', headers)).status).toBe(400);
		}
	});

	it('[FI6] cut after every chunk it goes on, and a wrong offset is refused', async () => {
		const id = (await beginUpload(server, bytes.length)).headers.get('location')?.split('/').at(-1) ?? '';
		const step = 700;
		for (let offset = 0; offset < bytes.length;) {
			expect((await sendBytes(server, id, bytes.subarray(offset, offset + step), offset + 1)).status).toBe(409);
			expect((await sendBytes(server, id, bytes.subarray(offset, offset + step), offset)).status).toBe(204);
			const head = await request('HEAD', `/upload/${id}`, tusHeaders(server, ANNA));
			offset = Number(head.headers.get('upload-offset'));
		}
		const finished = await server.files.finishUpload({
			uploadId: id,
			member: ANNA,
			organisation: ORGANISATION,
			sha256: hashOf(bytes)
		});
		expect(finished).toMatchObject({ ok: true, value: { media_type: 'text/plain', bytes: bytes.length } });
	});

	it('[FI6] a connection that breaks in the middle of a chunk keeps what came', async () => {
		const id = (await beginUpload(server, 1000)).headers.get('location')?.split('/').at(-1) ?? '';
		const cut = new AbortController();
		const body = new ReadableStream<Uint8Array>({
			start: (controller) => {
				controller.enqueue(bytes.subarray(0, 400));
				setTimeout(() => cut.abort(), 200);
			},
			pull: () => new Promise(() => null)
		});
		const headers = tusHeaders(server, ANNA, {
			'Upload-Offset': '0',
			'Content-Type': 'application/offset+octet-stream'
		});
		const options = { method: 'PATCH', headers, body, signal: cut.signal, duplex: 'half' };
		const sending = fetch(`${server.url}/upload/${id}`, options);
		await expect(sending).rejects.toThrow();
		await expect
			.poll(async () => (await request('HEAD', `/upload/${id}`, tusHeaders(server, ANNA))).headers.get('upload-offset'))
			.toBe('400');
		expect((await sendBytes(server, id, bytes.subarray(400, 1000), 400)).status).toBe(204);
	});

	it('[FI6] a stored upload still says that it is complete', async () => {
		const id = await upload(server, bytes);
		await server.files.finishUpload({ uploadId: id, member: ANNA, organisation: ORGANISATION, sha256: hashOf(bytes) });
		expect((await filesUnder(server, 'uploads')).has(id)).toBe(false);
		const head = await request('HEAD', `/upload/${id}`, tusHeaders(server, ANNA));
		expect(head.status).toBe(200);
		expect(head.headers.get('upload-offset')).toBe(String(bytes.length));
		expect(head.headers.get('upload-length')).toBe(String(bytes.length));
		expect((await request('DELETE', `/upload/${id}`, tusHeaders(server, ANNA))).ok).toBe(false);
	});
});

describe('ids', () => {
	it('[FI19] the device may choose the id; in use it is refused, to others too', async () => {
		const server = await startFilesServer();
		const id = newId();
		const begun = await beginUpload(server, bytes.length, { id });
		expect([begun.status, begun.headers.get('location')]).toEqual([201, `/upload/${id}`]);
		await sendBytes(server, id, bytes.subarray(0, 100));
		for (const member of [ANNA, BERTIL]) {
			const again = await beginUpload(server, bytes.length, { id, member });
			expect([again.status, await again.json()]).toEqual([409, { code: 'id-taken' }]);
		}
		const head = await fetch(`${server.url}/upload/${id}`, { method: 'HEAD', headers: tusHeaders(server, ANNA) });
		expect(head.headers.get('upload-offset')).toBe('100');
		await server.stop();
	});

	it('[FI19] a crash between row and file does not lock the device out of its id', async () => {
		const server = await startFilesServer();
		const id = newId();
		const row = { id, member_id: ANNA, organisation_id: ORGANISATION, created_at: new Date().toISOString() };
		await server.connection.insertInto('uploads').values(row).execute();
		expect((await beginUpload(server, 10, { id, member: BERTIL })).status).toBe(409);
		expect((await beginUpload(server, 10, { id })).status).toBe(201);
		await server.stop();
	});

	it.each(['../../x', 'A'.repeat(32), 'a'.repeat(31), `${'a'.repeat(32)}.json`])(
		'[FI19] %j is not an id',
		async (id) => {
			const server = await startFilesServer();
			expect((await beginUpload(server, 10, { id })).status).toBe(400);
			await server.stop();
		}
	);
});

describe('quotas and keeping', () => {
	it('[FI5] one upload more than allowed is refused, also when all come at once', async () => {
		const server = await startFilesServer({ quota: { count: 3, bytes: 1_000_000 } });
		const answers = await Promise.all([1, 2, 3, 4, 5].map(() => beginUpload(server, 10)));
		expect(answers.map((answer) => answer.status).sort()).toEqual([201, 201, 201, 413, 413]);
		const refused = answers.find((answer) => answer.status === 413);
		expect(await refused?.json()).toEqual({ code: 'quota' });
		expect((await beginUpload(server, 10, { member: BERTIL })).status).toBe(201);
		server.time.now += DAY + 1000;
		expect((await beginUpload(server, 10)).status).toBe(201);
		await server.stop();
	});

	it('[FI5] bytes count, also after the upload was stored and the server started anew', async () => {
		const quota = { count: 100, bytes: bytes.length + 10 };
		const server = await startFilesServer({ quota });
		const id = await upload(server, bytes);
		await server.files.finishUpload({ uploadId: id, member: ANNA, organisation: ORGANISATION, sha256: hashOf(bytes) });
		const again = await startFilesServer({ quota, dataDir: server.dataDir });
		expect((await beginUpload(again, 11)).status).toBe(413);
		expect((await beginUpload(again, 10)).status).toBe(201);
		await again.stop();
		await server.stop();
	});

	it('[FI18] keeps an upload for 14 days, and removes it then', async () => {
		const server = await startFilesServer();
		const id = await upload(server, bytes);
		server.time.now += 13 * DAY;
		await server.files.cleanUp();
		expect([...(await filesUnder(server, 'uploads')).keys()].sort()).toEqual([id, `${id}.json`]);
		server.time.now += 1 * DAY + 1000;
		expect(await server.files.cleanUp()).toBe(1);
		expect((await filesUnder(server, 'uploads')).size).toBe(0);
		expect(await server.connection.selectFrom('uploads').selectAll().execute()).toEqual([]);
		await server.stop();
	});

	it('[KP11] an upload that was refused for good goes after three days, before others', async () => {
		const server = await startFilesServer({ keepRefused: 3 });
		const program = Buffer.from('#!/bin/sh');
		const [refused, waiting] = [await upload(server, program), await upload(server, bytes)];
		const finish = (uploadId: string, of: Buffer) =>
			server.files.finishUpload({ member: ANNA, organisation: ORGANISATION, uploadId, sha256: hashOf(of) });
		expect(await finish(refused, program)).toEqual({ ok: false, code: 'type-not-allowed' });
		server.time.now += 3 * DAY;
		expect(await finish(refused, program)).toEqual({ ok: false, code: 'type-not-allowed' });
		expect(await server.files.cleanUp()).toBe(0);
		server.time.now += 1;
		expect(await server.files.cleanUp()).toBe(1);
		expect([...(await filesUnder(server, 'uploads')).keys()].sort()).toEqual([waiting, `${waiting}.json`]);
		expect(await finish(refused, program)).toEqual({ ok: false, code: 'upload-missing' });
		expect(await finish(waiting, bytes)).toMatchObject({ ok: true });
		await server.stop();
	});

	it('[FI18] a file stays finished after its upload is gone', async () => {
		const server = await startFilesServer();
		const uploadId = await upload(server, bytes);
		const request = { uploadId, member: ANNA, organisation: ORGANISATION, sha256: hashOf(bytes) };
		const first = await server.files.finishUpload(request);
		server.time.now += 15 * DAY;
		await server.files.cleanUp();
		expect(await server.files.finishUpload(request)).toEqual(first);
		await server.stop();
	});
});
