import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type Page, chromium } from '@playwright/test';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '#core/id';
import { chromiumPath } from '#tests/support/needed.ts';
import { type PicturePage, buildPicturePage } from './files-browser-page.ts';
import { CANARY, CORNERS, cameraPicture, cornersOf } from './files-fixtures.ts';
import {
	ANNA,
	BERTIL,
	type FilesServer,
	ORGANISATION,
	beginUpload,
	filesUnder,
	hashOf,
	startFilesServer
} from './files-server.ts';

interface Shrunk {
	base64: string;
	type: string;
	width: number;
	height: number;
	sha256: string;
	shrunk: boolean;
}

vi.setConfig({ testTimeout: 30_000 });

const CHROMIUM = chromiumPath();

let built: PicturePage;
let browser: Browser;
let server: FilesServer;
let page: Page;

beforeAll(async () => {
	built = await buildPicturePage();
	const installed = CHROMIUM === undefined ? {} : { executablePath: CHROMIUM };
	browser = await chromium.launch({ ...installed, args: ['--no-sandbox'] });
}, 60_000);
afterAll(async () => {
	await browser.close();
	await built.remove();
});
beforeEach(async () => {
	server = await startFilesServer({ pages: (request, response) => built.answer(request, response) });
	const context = await browser.newContext();
	await context.addCookies([{ name: 'member', value: ANNA, url: server.url }]);
	page = await context.newPage();
	await page.goto(server.url);
	await page.waitForFunction(() => 'pictures' in globalThis);
});
afterEach(async () => {
	await page.context().close();
	await server.stop();
});

/** Shrinks bytes in the page, and gives what the outbox would keep. */
async function shrink(bytes: Uint8Array, type = 'image/jpeg'): Promise<Shrunk & { bytes: Buffer }> {
	const shrunk = await page.evaluate(
		async ([base64, mediaType]) => {
			const { pictures } = globalThis as unknown as {
				pictures: { shrinkPicture(file: Blob): Promise<Shrunk & { blob: Blob }> };
			};
			const file = new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], 'x', { type: mediaType });
			const { blob, ...rest } = await pictures.shrinkPicture(file);
			const out = new Uint8Array(await blob.arrayBuffer());
			let text = '';
			for (const byte of out) text += String.fromCharCode(byte);
			return { ...rest, base64: btoa(text), type: blob.type };
		},
		[Buffer.from(bytes).toString('base64'), type] as const
	);
	return { ...shrunk, bytes: Buffer.from(shrunk.base64, 'base64') };
}

/** Sends bytes from the page. */
function send(id: string, bytes: Uint8Array, begun = false): Promise<unknown> {
	return page.evaluate(
		async ([uploadId, base64, wasBegun]) => {
			const { pictures } = globalThis as unknown as { pictures: { uploadBlob(job: object): Promise<unknown> } };
			const blob = new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], { type: 'image/jpeg' });
			return pictures.uploadBlob({ id: uploadId, blob, begun: wasBegun });
		},
		[id, Buffer.from(bytes).toString('base64'), begun] as const
	);
}

const violations = () => page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations);

describe('shrinking', () => {
	it.each([1, 3, 6, 8] as const)(
		'[PI1] [PI4] [PI8] orientation %i: upright, small, without position or owner',
		async (orientation) => {
			const original = await cameraPicture(orientation, 8);
			const { bytes, ...shrunk } = await shrink(original);
			expect(shrunk).toMatchObject({
				type: 'image/jpeg',
				width: 2048,
				height: 1536,
				shrunk: true,
				sha256: hashOf(bytes)
			});
			expect(await cornersOf(bytes)).toEqual([...CORNERS]);
			expect(bytes.includes(CANARY)).toBe(false);
			const { exif, xmp, iptc, orientation: mark } = await sharp(bytes).metadata();
			expect({ exif, xmp, iptc, mark }).toEqual({});
			expect(await violations()).toEqual([]);
		}
	);

	it('[PI1] a picture that does not get smaller loses its metadata all the same', async () => {
		const tiny = await sharp(await cameraPicture(1))
			.resize(40)
			.jpeg({ quality: 10 })
			.withExif({ IFD0: { Copyright: CANARY } })
			.toBuffer();
		const { bytes, shrunk } = await shrink(tiny);
		expect([shrunk, bytes.includes(CANARY)]).toEqual([true, false]);
	});

	it('[PI1] judged from the content, not from the name', async () => {
		const { bytes, shrunk } = await shrink(await cameraPicture(6), 'text/plain');
		expect([shrunk, bytes.includes(CANARY)]).toEqual([true, false]);
	});

	it('[PI2] works in a worker, leaving the page free', async () => {
		const large = await cameraPicture(6, 10);
		await shrink(large);
		expect(page.workers()).toHaveLength(1);
		const [answers] = await Promise.all([
			Promise.all([shrink(large), shrink(large), shrink(large)]),
			page.evaluate('1')
		]);
		expect(new Set(answers.map((answer) => answer.sha256)).size).toBe(1);
		expect(page.workers()).toHaveLength(1);
	});

	it('[PI2] without OffscreenCanvas, or without the worker, the page draws by itself', async () => {
		const original = await cameraPicture(8);
		await page.evaluate(() => Reflect.deleteProperty(globalThis, 'OffscreenCanvas'));
		const old = await shrink(original);
		expect([old.shrunk, old.bytes.includes(CANARY), page.workers().length]).toEqual([true, false, 0]);
		expect(await cornersOf(old.bytes)).toEqual([...CORNERS]);
		await page.route('**/*worker*', (route) => route.abort());
		await page.reload();
		await page.waitForFunction(() => 'pictures' in globalThis);
		const blocked = await shrink(original);
		expect([blocked.shrunk, blocked.bytes.includes(CANARY)]).toEqual([true, false]);
	});

	it('[PI3] a falsifying browser loses no picture', async () => {
		await page.evaluate(() => {
			Reflect.deleteProperty(globalThis, 'OffscreenCanvas');
			CanvasRenderingContext2D.prototype.getImageData = () => new ImageData(4, 4);
		});
		const original = await sharp(await cameraPicture(1))
			.withExif({ IFD0: { Copyright: CANARY } })
			.jpeg()
			.toBuffer();
		const kept = await shrink(original);
		expect(kept).toMatchObject({ shrunk: false, sha256: hashOf(kept.bytes) });
		expect([original.includes(CANARY), kept.bytes.includes(CANARY), kept.bytes.length]).toEqual([
			true,
			false,
			original.length
		]);
	});

	it.each([
		['a PDF', Buffer.from('%PDF-1.4')],
		['nothing', Buffer.alloc(0)],
		['a GIF', Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')],
		['HEIC', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(100)])],
		['a broken JPEG', Buffer.from('ffd8ffe000104a46494600', 'hex')]
	])('[PI3] [PI4] %s is kept as it is', async (_name, content) => {
		const kept = await shrink(content);
		expect(kept).toMatchObject({ shrunk: false, width: 0, height: 0, sha256: hashOf(content) });
		expect(kept.bytes).toEqual(content);
	});

	it('[PI9] an iPhone’s picture that this browser cannot draw goes without its position', async () => {
		const picture = await readFile(join(import.meta.dirname, '../fixtures/pictures/gps.heic'));
		const kept = await shrink(picture, 'image/heic');
		expect(kept).toMatchObject({ shrunk: false, sha256: hashOf(kept.bytes) });
		expect([kept.bytes.length, kept.bytes.includes('GPSMARK')]).toEqual([picture.length, false]);
	});

	it('[PI5] a screenshot stays PNG where that is smaller, drawn anew', async () => {
		const stripes = Buffer.from(Array.from({ length: 300 * 200 }, (_, at) => (at % 2 ? 255 : 0)));
		const screenshot = await sharp(stripes, { raw: { width: 300, height: 200, channels: 1 } })
			.png()
			.withExif({ IFD0: { Copyright: CANARY } })
			.toBuffer();
		const { type, bytes, shrunk } = await shrink(screenshot, 'image/png');
		expect([type, shrunk, bytes.includes(CANARY)]).toEqual(['image/png', true, false]);
	});
});

describe('uploading', () => {
	const finish = (uploadId: string, bytes: Uint8Array) =>
		server.files.finishUpload({ uploadId, member: ANNA, organisation: ORGANISATION, sha256: hashOf(bytes) });

	it('[PI6] sends in chunks, and the server finds the same fingerprint', async () => {
		const noise = { type: 'gaussian', mean: 120, sigma: 50 } as const;
		const picture = await sharp({ create: { width: 1800, height: 1200, channels: 3, background: 'red', noise } })
			.jpeg()
			.toBuffer();
		const { bytes, sha256 } = await shrink(picture);
		expect(bytes.length).toBeGreaterThan(600_000);
		const id = newId();
		let requests = 0;
		page.on('request', (request) => (requests += request.url().includes('/upload') ? 1 : 0));
		expect(await send(id, bytes)).toEqual({ ok: true, value: null });
		expect(requests).toBeGreaterThanOrEqual(3);
		expect(await finish(id, bytes)).toMatchObject({ ok: true, value: { received_sha256: sha256, kind: 'picture' } });
		expect(await violations()).toEqual([]);
	});

	it.each([0, 1, 2])('[PI6] cut at request %i it goes on from there', async (cutAt) => {
		const bytes = Buffer.alloc(1_200_000, 'x');
		const id = newId();
		let patches = 0;
		await page.route('**/upload/**', async (route) => {
			if (route.request().method() !== 'PATCH') return route.continue();
			patches += 1;
			return patches - 1 === cutAt ? route.abort('connectionreset') : route.continue();
		});
		expect(await send(id, bytes)).toEqual({ ok: false, code: 'offline' });
		const kept = (await filesUnder(server, 'uploads')).get(id)?.length ?? 0;
		expect(kept).toBe(cutAt * 512 * 1024);
		expect(await send(id, bytes, true)).toEqual({ ok: true, value: null });
		expect((await finish(id, bytes)).ok).toBe(true);
	});

	it('[PI6] the answer to creating was lost: no second upload', async () => {
		const bytes = Buffer.from('Nyckel hos grannen.');
		const id = newId();
		await page.route('**/upload', async (route) => {
			await route.fetch({ headers: { ...route.request().headers(), cookie: `member=${ANNA}`, origin: server.url } });
			await route.abort('connectionreset');
		});
		expect(await send(id, bytes)).toEqual({ ok: false, code: 'offline' });
		await page.unroute('**/upload');
		expect(await send(id, bytes)).toEqual({ ok: true, value: null });
		expect(await send(id, bytes, true)).toEqual({ ok: true, value: null });
		expect((await finish(id, bytes)).ok).toBe(true);
		expect(await send(id, bytes, true)).toEqual({ ok: true, value: null });
		expect(await send(id, bytes, false)).toEqual({ ok: true, value: null });
		expect(await server.connection.selectFrom('uploads').selectAll().execute()).toHaveLength(1);
	});

	it('[PI6] the server has forgotten a begun upload: it is sent anew', async () => {
		expect(await send(newId(), Buffer.from('abc'), true)).toEqual({ ok: true, value: null });
	});

	it('[PI7] tells why not', async () => {
		const bytes = Buffer.from('abc');
		const taken = newId();
		await beginUpload(server, 3, { id: taken, member: BERTIL });
		expect(await send(taken, bytes)).toEqual({ ok: false, code: 'id-taken' });
		expect(await send(newId(), Buffer.alloc(15 * 1024 * 1024 + 1))).toEqual({ ok: false, code: 'too-large' });
		await page.route('**/upload', (route) =>
			route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Logga in på gästnätet' })
		);
		expect(await send(newId(), bytes)).toEqual({ ok: false, code: 'offline' });
		await page.unroute('**/upload');
		await page.context().clearCookies();
		expect(await send(newId(), bytes)).toEqual({ ok: false, code: 'signed-out' });
		await page.context().setOffline(true);
		expect(await send(newId(), bytes)).toEqual({ ok: false, code: 'offline' });
	});

	it('[PI7] the quota is told apart from the size', async () => {
		const small = await startFilesServer({
			quota: { count: 0, bytes: 10 },
			pages: (request, response) => built.answer(request, response)
		});
		await page.context().addCookies([{ name: 'member', value: ANNA, url: small.url }]);
		await page.goto(small.url);
		await page.waitForFunction(() => 'pictures' in globalThis);
		expect(await send(newId(), Buffer.from('abc'))).toEqual({ ok: false, code: 'quota' });
		await small.stop();
	});
});
