import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Pictures, type PicturesOptions } from '#server/files/pictures';
import { cameraPicture } from './files-fixtures.ts';

let folder: string;
let open: Pictures[];
let lines: string[];
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'pictures-'));
	open = [];
	lines = [];
});
afterEach(async () => {
	await Promise.all(open.map((pictures) => pictures.close()));
	await rm(folder, { recursive: true, force: true });
});

function start(options: Partial<PicturesOptions> = {}): Pictures {
	const write = (_fields: object, message: string) => void lines.push(message);
	const pictures = new Pictures({ logger: { info: write, warn: write, error: write }, ...options });
	open.push(pictures);
	return pictures;
}

async function saved(bytes: Uint8Array): Promise<string> {
	const path = join(folder, `${Math.random()}`);
	await writeFile(path, bytes);
	return path;
}

/** A program in the place of the decoder. */
async function program(source: string): Promise<URL> {
	const path = join(folder, 'program.mjs');
	await writeFile(path, source);
	return pathToFileURL(path);
}

const LIMITS = { memory: 700 * 1024 * 1024, time: 10_000 };

describe('the process that decodes pictures', () => {
	it('[FI14] is one process that stays, and gives way to others', async () => {
		const pictures = start();
		const path = await saved(await cameraPicture(1));
		expect(pictures.pid).toBeNull();
		const answers = await Promise.all([1, 2, 3, 4].map(() => pictures.rewrite(path)));
		expect(answers.every((answer) => answer.ok)).toBe(true);
		const { pid } = pictures;
		expect((await pictures.rewrite(path)).ok).toBe(true);
		expect(pictures.pid).toBe(pid);
		expect(getPriority(pid ?? 0)).toBeGreaterThan(getPriority());
	});

	it('[FI14] a killed process is replaced, and the picture is done all the same', async () => {
		const pictures = start();
		const path = await saved(await cameraPicture(6, 8));
		await pictures.rewrite(path);
		const dead = pictures.pid ?? 0;
		const job = pictures.rewrite(path);
		process.kill(dead, 'SIGKILL');
		expect((await job).ok).toBe(true);
		expect(pictures.pid).not.toBe(dead);
		expect(lines).toContain('picture process died');
	});

	it('[FI14] a picture that kills the process twice is refused, and the next one is done', async () => {
		const crashing = start({ program: await program(`process.on('message', () => process.abort())`) });
		expect(await crashing.rewrite('x')).toEqual({ ok: false, code: 'picture-damaged' });
		expect(crashing.pid).toBeNull();
	});

	it('[FI14] a process that never answers is killed, and the picture may come again', async () => {
		const hanging = start({
			program: await program(`process.on('message', () => null)`),
			limits: { ...LIMITS, time: 100 }
		});
		const startedAt = performance.now();
		expect(await hanging.rewrite('x')).toEqual({ ok: false, code: 'busy' });
		expect(performance.now() - startedAt).toBeLessThan(2000);
		expect(hanging.pid).toBeNull();
	});

	it('[FI14] a program that cannot start refuses without waiting', async () => {
		const broken = start({ program: new URL('./does-not-exist.mjs', import.meta.url) });
		expect(await broken.rewrite('x')).toEqual({ ok: false, code: 'picture-damaged' });
	});

	it('[FI14] too much processor time or memory ends the job as too large', async () => {
		const noise = { type: 'gaussian', mean: 120, sigma: 50 } as const;
		const heavy = await sharp({ create: { width: 6000, height: 5000, channels: 3, background: 'red', noise } })
			.png({ compressionLevel: 1 })
			.toBuffer();
		const path = await saved(heavy);
		const slow = start({ limits: { ...LIMITS, time: 600 } });
		expect(await slow.rewrite(path)).toEqual({ ok: false, code: 'too-large' });
		const small = start({ limits: { ...LIMITS, memory: 60 * 1024 * 1024 } });
		expect(await small.rewrite(path)).toEqual({ ok: false, code: 'too-large' });
	}, 20_000);

	it('[FI14] a hundred wait, the next is asked to come again; closing refuses all', async () => {
		const hanging = start({ program: await program(`process.on('message', () => null)`) });
		const waiting = Array.from({ length: 101 }, () => hanging.rewrite('x'));
		expect(await waiting[100]).toEqual({ ok: false, code: 'busy' });
		await hanging.close();
		for (const each of waiting) expect(await each).toEqual({ ok: false, code: 'busy' });
		expect(await hanging.rewrite('x')).toEqual({ ok: false, code: 'busy' });
	});
});
