import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutCameraNotes } from '#core/camera-notes';
import type { FileStore } from '#server/files/file-store';
import { createFinishUpload } from '#server/files/finish-upload';
import { FolderStore } from '#server/files/folder-store';
import { Pictures } from '#server/files/pictures';
import { UploadFolder } from '#server/files/upload-folder';
import { CANARY, CORNERS, cameraPicture, claimingPng, cornersOf, oldOffice } from './files-fixtures.ts';
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
	upload,
	uploadAndFinish
} from './files-server.ts';

let server: FilesServer;
beforeAll(async () => {
	server = await startFilesServer();
});
afterAll(() => server.stop());

const served = async (id: string, size: 'full' | 'thumbnail') => {
	const response = await server.files.serve(id, size, 'kök.jpg');
	return response ? Buffer.from(await response.arrayBuffer()) : null;
};
const text = (content: string) => Buffer.from(content);

describe('pictures', () => {
	it.each([1, 3, 6, 8] as const)(
		'[FI10] [FI11] orientation %i comes out upright, without position or owner',
		async (orientation) => {
			const original = await cameraPicture(orientation);
			expect(original.includes(CANARY)).toBe(true);
			const finished = await uploadAndFinish(server, original);
			expect(finished).toMatchObject({
				ok: true,
				value: { kind: 'picture', media_type: 'image/webp', width: 400, height: 300, received_sha256: hashOf(original) }
			});
			if (!finished.ok) return;
			const full = (await served(finished.value.id, 'full')) ?? Buffer.alloc(0);
			const thumbnail = (await served(finished.value.id, 'thumbnail')) ?? Buffer.alloc(0);
			expect(await cornersOf(full)).toEqual([...CORNERS]);
			expect(await cornersOf(thumbnail)).toEqual([...CORNERS]);
			expect(full.byteLength).toBe(finished.value.bytes);
			for (const stored of [full, thumbnail]) {
				const { exif, xmp, iptc, orientation: mark, format } = await sharp(stored).metadata();
				expect({ exif, xmp, iptc, mark, format }).toEqual({ format: 'webp' });
			}
			expect(await sharp(thumbnail).metadata()).toMatchObject({ width: 320, height: 320 });
		}
	);

	it('[FI11] the canary lies nowhere on the disk once a picture is stored', async () => {
		await uploadAndFinish(server, await cameraPicture(6));
		for (const [path, stored] of await filesUnder(server, '')) {
			expect(stored.includes(CANARY), path).toBe(false);
		}
	});

	it('[FI10] a large picture is made smaller, a small one is not made larger', async () => {
		const large = await uploadAndFinish(server, await cameraPicture(6, 8));
		expect(large).toMatchObject({ ok: true, value: { width: 2048, height: 1536 } });
		const tiny = await sharp({ create: { width: 20, height: 10, channels: 4, background: 'red' } })
			.png()
			.toBuffer();
		expect(await uploadAndFinish(server, tiny)).toMatchObject({ ok: true, value: { width: 20, height: 10 } });
	});

	it.each(['png', 'webp', 'avif'] as const)('[FI10] %s is a picture', async (format) => {
		const picture = await sharp(await cameraPicture(1))
			.toFormat(format)
			.toBuffer();
		const finished = await uploadAndFinish(server, picture);
		expect(finished).toMatchObject({ ok: true, value: { kind: 'picture', width: 400, height: 300 } });
	});

	it('[FI11] a script behind the picture is gone', async () => {
		const polyglot = Buffer.concat([await cameraPicture(1), text(`<script>alert('${CANARY}')</script>`)]);
		const finished = await uploadAndFinish(server, polyglot);
		expect(finished.ok).toBe(true);
		if (finished.ok) expect((await served(finished.value.id, 'full'))?.includes('script')).toBe(false);
	});

	it('[FI12] a picture that is cut off, or has noise in it, is refused', async () => {
		const noise = { type: 'gaussian', mean: 120, sigma: 50 } as const;
		const whole = await sharp({ create: { width: 800, height: 800, channels: 3, background: 'red', noise } })
			.jpeg()
			.toBuffer();
		expect(await uploadAndFinish(server, whole.subarray(0, whole.length / 2))).toEqual({
			ok: false,
			code: 'picture-damaged'
		});
		const png = await sharp(whole).png().toBuffer();
		png.fill(0x55, 5000, 9000);
		expect(await uploadAndFinish(server, png)).toEqual({ ok: false, code: 'picture-damaged' });
	});

	it.each([
		[16_000, 16_000, 'too-large'],
		[60_000, 60_000, 'too-large'],
		[7_100, 7_100, 'too-large']
	])('[FI13] a PNG that claims %i × %i is refused without being decoded', async (width, height, code) => {
		await uploadAndFinish(server, await cameraPicture(1)); // the decoder is warm
		const bomb = claimingPng(width, height);
		const uploadId = await upload(server, bomb);
		const startedAt = performance.now();
		const finished = await server.files.finishUpload({
			uploadId,
			member: ANNA,
			organisation: ORGANISATION,
			sha256: hashOf(bomb)
		});
		expect(finished).toEqual({ ok: false, code });
		expect(performance.now() - startedAt).toBeLessThan(500);
	});

	it('[FI4] a picture of more than 15 MB that was called something else is refused', async () => {
		const padded = Buffer.concat([await cameraPicture(1), Buffer.alloc(15 * 1024 * 1024)]);
		const begun = await beginUpload(server, padded.length, { type: 'application/pdf' });
		const uploadId = begun.headers.get('location')?.split('/').at(-1) ?? '';
		await sendBytes(server, uploadId, padded);
		const finished = await server.files.finishUpload({
			uploadId,
			member: ANNA,
			organisation: ORGANISATION,
			sha256: hashOf(padded)
		});
		expect(finished).toEqual({ ok: false, code: 'too-large' });
	});
});

describe('other files', () => {
	it.each([
		['text', text('Nyckel hos grannen.\r\n'), 'text/plain'],
		['CSV with a mark', text('\ufeffAdress;Ort\r\nÄngsvägen 3;Härnösand\r\n'), 'text/plain'],
		['CSV in Windows-1252', Buffer.from('Adress;Ort\r\n\xc4ngsv\xe4gen 3;H\xe4rn\xf6sand', 'latin1'), 'text/plain'],
		['text in UTF-16', Buffer.from('\ufeffHej då', 'utf16le'), 'text/plain'],
		['RTF', text('{\\rtf1\\ansi Hej}'), 'application/rtf'],
		['PDF', text('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF'), 'application/pdf'],
		['GIF', Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'), 'image/gif'],
		['.doc', oldOffice('WordDocument'), 'application/msword'],
		['.xls', oldOffice('Workbook'), 'application/vnd.ms-excel']
	])('[FI15] %s is stored as it is', async (_name, content, mediaType) => {
		const finished = await uploadAndFinish(server, content);
		expect(finished).toMatchObject({
			ok: true,
			value: { kind: 'document', media_type: mediaType, bytes: content.length, width: null }
		});
		if (!finished.ok) return;
		expect(await served(finished.value.id, 'full')).toEqual(content);
		expect(await served(finished.value.id, 'thumbnail')).toBeNull();
	});

	const FIXTURES = join(import.meta.dirname, '../fixtures/pictures');

	it.each([
		['an iPhone’s picture', () => readFile(join(FIXTURES, 'gps.heic'))],
		[
			'a TIFF',
			() =>
				sharp({ create: { width: 900, height: 700, channels: 3, background: 'teal' } })
					.withXmp('<x:xmpmeta>GPSMARK</x:xmpmeta>')
					.tiff()
					.toBuffer()
		]
	])('[FI10] [FI11] %s becomes a picture like any other, upright and without its position', async (_name, made) => {
		const picture = await made();
		expect(picture.includes('GPSMARK')).toBe(true);
		const finished = await uploadAndFinish(server, picture);
		expect(finished).toMatchObject({
			ok: true,
			value: { kind: 'picture', media_type: 'image/webp', width: 900, height: 700 }
		});
		if (!finished.ok) return;
		for (const size of ['full', 'thumbnail'] as const) {
			const bytes = await served(finished.value.id, size);
			expect(await sharp(bytes ?? Buffer.alloc(0)).metadata()).toMatchObject({ format: 'webp' });
			expect(bytes?.includes('GPSMARK')).toBe(false);
		}
	});

	it('[FI20] a TIFF of several pages stays whole, without what the camera wrote', async () => {
		const pages = await readFile(join(FIXTURES, 'pages.tiff'));
		const finished = await uploadAndFinish(server, pages);
		expect(finished).toMatchObject({ ok: true, value: { kind: 'document', media_type: 'image/tiff' } });
		if (!finished.ok) return;
		const bytes = (await served(finished.value.id, 'full')) ?? Buffer.alloc(0);
		expect(bytes).toEqual(Buffer.from(withoutCameraNotes(pages) ?? []));
		expect((await sharp(bytes).metadata()).pages).toBe(3);
	});

	it('[FI20] an iPhone’s picture that cannot be decoded is kept without its position', async () => {
		const broken = await readFile(join(FIXTURES, 'gps.heic'));
		broken.fill(0xff, broken.indexOf('hvcC') + 4, broken.indexOf('hvcC') + 40); // how to decode it
		const finished = await uploadAndFinish(server, broken);
		expect(finished).toMatchObject({ ok: true, value: { kind: 'document', media_type: 'image/heic' } });
		if (!finished.ok) return;
		expect((await served(finished.value.id, 'full'))?.includes('GPSMARK')).toBe(false);
	});

	it('[FI20] one of which nobody can tell what it holds is refused', async () => {
		const bare = Buffer.concat([Buffer.from([0, 0, 0, 24]), text('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(100)]);
		expect(await uploadAndFinish(server, bare)).toEqual({ ok: false, code: 'picture-damaged' });
	});

	it.each([
		['nothing at all', Buffer.alloc(0)],
		['SVG', text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
		['SVG with a declaration', text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
		['SVG after blanks and a mark', text('\ufeff \n<svg xmlns="http://www.w3.org/2000/svg"/>')],
		['HTML', text('<!DOCTYPE html><p>Hej')],
		['HTML after a text', text('Hej\n<html><script>alert(1)</script>')],
		['HTML in UTF-16', Buffer.from('\ufeff<html><script>alert(1)</script>', 'utf16le')],
		['a shell script', text('#!/bin/sh\nrm -rf /')],
		['a program', Buffer.concat([text('MZ'), Buffer.alloc(200)])],
		['an ELF program', Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), Buffer.alloc(200)])],
		['a zip archive', Buffer.from('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', 'base64')],
		['an installer', oldOffice('MsiTables')],
		['a film', Buffer.concat([Buffer.from([0, 0, 0, 24]), text('ftypisom\0\0\0\0isommp42'), Buffer.alloc(100)])],
		['noise', createHash('sha512').update('x').digest()]
	])('[FI9] %s is refused whatever it is called', async (_name, content) => {
		expect(await uploadAndFinish(server, content)).toEqual({ ok: false, code: 'type-not-allowed' });
	});
});

describe('finishing', () => {
	const bytes = text('Nyckel hos grannen.');
	const request = (uploadId: string, more: object = {}) => ({
		uploadId,
		member: ANNA,
		organisation: ORGANISATION,
		sha256: hashOf(bytes),
		...more
	});

	it('[FI7] gives the same file again, and at the same moment', async () => {
		const picture = await cameraPicture(8);
		const uploadId = await upload(server, picture);
		const again = () => server.files.finishUpload(request(uploadId, { sha256: hashOf(picture) }));
		const [first, second, third] = [...(await Promise.all([again(), again()])), await again()];
		expect(first.ok).toBe(true);
		expect(second).toEqual(first);
		expect(third).toEqual(first);
		const rows = await server.connection
			.selectFrom('stored_files')
			.selectAll()
			.where('upload_id', '=', uploadId)
			.execute();
		expect(rows).toHaveLength(1);
	});

	it('[FI8] refuses bytes that are not what the device sent', async () => {
		const uploadId = await upload(server, bytes);
		const wrong = request(uploadId, { sha256: hashOf(text('other')) });
		expect(await server.files.finishUpload(wrong)).toEqual({ ok: false, code: 'wrong-hash' });
		expect(await server.files.finishUpload(request(uploadId))).toEqual({ ok: false, code: 'upload-missing' });
		expect((await beginUpload(server, bytes.length, { id: uploadId })).status).toBe(201);
		await sendBytes(server, uploadId, bytes);
		expect((await server.files.finishUpload(request(uploadId))).ok).toBe(true);
		expect(await server.files.finishUpload(wrong)).toEqual({ ok: false, code: 'wrong-hash' });
	});

	it('[FI1] finishes for the owner only, and what is there only', async () => {
		const uploadId = await upload(server, bytes);
		const missing = { ok: false, code: 'upload-missing' };
		expect(await server.files.finishUpload(request(uploadId, { member: BERTIL }))).toEqual(missing);
		expect(await server.files.finishUpload(request(uploadId, { organisation: BERTIL }))).toEqual(missing);
		await server.files.finishUpload(request(uploadId));
		expect(await server.files.finishUpload(request(uploadId, { member: BERTIL }))).toEqual(missing);
		expect(await server.files.finishUpload(request('0'.repeat(32)))).toEqual(missing);
		expect(await server.files.finishUpload(request('../../avbrottsfri.db'))).toEqual(missing);
	});

	it('[FI6] an upload that is not complete waits', async () => {
		const uploadId = (await beginUpload(server, bytes.length)).headers.get('location')?.split('/').at(-1) ?? '';
		await sendBytes(server, uploadId, bytes.subarray(0, 5));
		expect(await server.files.finishUpload(request(uploadId))).toEqual({ ok: false, code: 'upload-incomplete' });
		await sendBytes(server, uploadId, bytes.subarray(5), 5);
		expect((await server.files.finishUpload(request(uploadId))).ok).toBe(true);
	});

	it.each([1, 2])('[FI7] the disk refuses write %i: asked to come again, and then it is stored once', async (nth) => {
		const picture = await cameraPicture(3);
		const uploadId = await upload(server, picture);
		const asked = request(uploadId, { sha256: hashOf(picture) });
		const folder = new FolderStore(join(server.dataDir, 'files'));
		let writes = 0;
		const full: FileStore = {
			put: (key, content) => {
				writes += 1;
				return writes === nth ? Promise.reject(new Error('ENOSPC')) : folder.put(key, content);
			},
			get: (key) => folder.get(key),
			exists: (key) => folder.exists(key),
			delete: (key) => folder.delete(key)
		};
		const lines: string[] = [];
		const write = (_fields: object, message: string) => void lines.push(message);
		const logger = { info: write, warn: write, error: write };
		const pictures = new Pictures({ logger });
		const uploads = new UploadFolder(join(server.dataDir, 'uploads'));
		const finishUpload = createFinishUpload({
			connection: server.connection,
			store: full,
			folder: uploads,
			pictures,
			clock: { now: () => 0 },
			logger
		});
		const first = await finishUpload(asked);
		expect(first).toEqual({ ok: false, code: 'storage' });
		expect(lines).toContain('An upload could not be stored');
		const second = await finishUpload(asked);
		expect(second.ok).toBe(true);
		expect(await server.files.finishUpload(asked)).toEqual(second);
		await pictures.close();
	});

	it('[FI17] logs nothing about contents, and keys are ids', async () => {
		const names = [...(await filesUnder(server, 'files')).keys()];
		expect(names.length).toBeGreaterThan(10);
		for (const name of names) expect(name).toMatch(/^[0-9a-f]{2}\/[0-9a-f]{32}(-320)?\.(webp|bin)$/);
		expect(server.lines.join('\n')).not.toContain(CANARY);
	});
});
