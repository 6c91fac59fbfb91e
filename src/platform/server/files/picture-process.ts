/**
 * The process that decodes pictures: hostile input meets native code here, away from sessions and database. It is told
 * a file's path and gives back the picture written anew; limits on memory and processor time end it from within.
 */
import { readFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import sharp, { type Sharp } from 'sharp';
import { decodeHevc } from './decode-hevc.ts';
import {
	EXIT,
	type PictureAnswer,
	type PictureJob,
	type PictureLimits,
	type PictureMessage
} from './picture-messages.ts';

const MAX_PIXELS = 50_000_000;
const INPUT = { failOn: 'error', limitInputPixels: MAX_PIXELS } as const;
const MAX_EDGE = 2048; // pixels
const THUMBNAIL = 320; // pixels
const CHECK_EVERY = 100; // milliseconds

const limits = JSON.parse(process.argv[2] ?? '{}') as PictureLimits;
let jobStartedAt: number | null = null; // processor time, microseconds

setPriority(constants.priority.PRIORITY_BELOW_NORMAL); // sign-in and saving go first
sharp.concurrency(1);
sharp.cache(false);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
	operation: [
		'VipsForeignLoadJpeg',
		'VipsForeignLoadPng',
		'VipsForeignLoadWebp',
		'VipsForeignLoadHeif',
		'VipsForeignLoadTiff'
	]
});

process.on('message', (job: PictureJob) => {
	jobStartedAt = processorTime();
	void rewrite(job.path).then((answer) => {
		jobStartedAt = null;
		process.send?.({ ...answer, memory: process.memoryUsage.rss() } satisfies PictureMessage);
	});
});
process.on('disconnect', () => process.exit(0)); // the server has died: nobody waits for an answer
setInterval(checkLimits, CHECK_EVERY).unref();

async function rewrite(path: string): Promise<PictureAnswer> {
	try {
		const picture = await open(path);
		if (picture === null) return { ok: false, code: 'many-pages' };
		const full = await picture
			.autoOrient()
			.resize(MAX_EDGE, MAX_EDGE, { fit: 'inside', withoutEnlargement: true })
			.webp({ quality: 75 })
			.toBuffer({ resolveWithObject: true });
		const thumbnail = await sharp(full.data, INPUT)
			.resize(THUMBNAIL, THUMBNAIL, { fit: 'cover' })
			.webp({ quality: 70 })
			.toBuffer();
		const { width, height } = full.info;
		return { ok: true, full: full.data, thumbnail, width, height };
	} catch (error) {
		const tooLarge = error instanceof Error && error.message.includes('pixel limit');
		return { ok: false, code: tooLarge ? 'too-large' : 'picture-damaged' };
	}
}

/** A picture that can be written anew; null for one of several pages, of which a picture would show the first alone. */
async function open(path: string): Promise<Sharp | null> {
	const picture = sharp(path, INPUT);
	const { format, compression, pages = 1 } = await picture.metadata();
	if (format === 'tiff' && pages > 1) return null;
	if (format !== 'heif' || compression !== 'hevc') return picture;
	const { data, width, height } = await decodeHevc(await readFile(path), MAX_PIXELS);
	return sharp(data, { raw: { width, height, channels: 4 } });
}

function checkLimits(): void {
	if (process.memoryUsage.rss() > limits.memory) process.exit(EXIT.memory);
	if (jobStartedAt !== null && (processorTime() - jobStartedAt) / 1000 > limits.time) process.exit(EXIT.time);
}

function processorTime(): number {
	const { user, system } = process.cpuUsage();
	return user + system;
}
