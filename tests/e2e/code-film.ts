import { writeFile } from 'node:fs/promises';
import { FrameSource } from '#carrying/fountain';
import { frameToModules, modulesToPixels } from '#device/carrying/qr-pixels.ts';

const SIZE = 720; // pixels of each side, as a phone held to a screen sees it
const EDGE = 40;

/** Writes a film of the codes that a bundle is shown as, for Chromium to see instead of a camera; how many there are. */
export async function filmCodes(bundle: Uint8Array, file: string): Promise<number> {
	const source = await FrameSource.of(bundle);
	if (!source.ok) throw new Error(source.code);
	const count = Math.ceil(source.value.blocks * 1.2) + 4;
	const parts: Uint8Array[] = [Buffer.from(`YUV4MPEG2 W${SIZE} H${SIZE} F10:1 Ip A1:1 C420jpeg\n`)];
	for (let index = 0; index < count; index += 1) parts.push(Buffer.from('FRAME\n'), picture(source.value.frame(index)));
	await writeFile(file, Buffer.concat(parts));
	return count;
}

/** One picture: grey in the middle values of light and dark, as a camera gives it, and no colour. */
function picture(frame: Uint8Array): Uint8Array {
	const modules = frameToModules(frame);
	const code = modulesToPixels(modules, Math.floor((SIZE - EDGE) / modules.length));
	const bytes = new Uint8Array(SIZE * SIZE * 1.5).fill(200);
	bytes.fill(128, SIZE * SIZE);
	const from = Math.floor((SIZE - code.width) / 2);
	for (let y = 0; y < code.height; y += 1) {
		for (let x = 0; x < code.width; x += 1) {
			bytes[(from + y) * SIZE + from + x] = code.data[(y * code.width + x) * 4] === 0 ? 40 : 220;
		}
	}
	return bytes;
}
