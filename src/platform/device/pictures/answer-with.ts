import { sha256 } from '#core/bytes';
import { isCameraFile, withoutCameraNotes } from '#core/camera-notes';
import type { Redrawn } from './redraw.ts';

const START = 32; // bytes that tell what a file is

/** The file as it goes. `redrawn` is null when it could not be drawn anew. */
export interface ShrinkAnswer {
	redrawn: Redrawn | null;
	blob: Blob;
	sha256: string;
}

/** The file as it goes: drawn anew, or, where this browser cannot draw it, without what the camera wrote into it. */
export async function answerWith(redrawn: Redrawn | null, file: Blob): Promise<ShrinkAnswer> {
	const blob = redrawn?.blob ?? (await withoutNotes(file));
	return { redrawn, blob, sha256: await sha256(new Uint8Array(await blob.arrayBuffer())) };
}

async function withoutNotes(file: Blob): Promise<Blob> {
	const start = new Uint8Array(await file.slice(0, START).arrayBuffer());
	if (!isCameraFile(start)) return file;
	const blank = withoutCameraNotes(new Uint8Array(await file.arrayBuffer()));
	return blank ? new Blob([blank], { type: file.type }) : file;
}
