/** What the process may use for one picture. */
export interface PictureLimits {
	/** Bytes of resident memory. */
	memory: number;
	/** Milliseconds of processor time; waiting for a busy machine does not count. */
	time: number;
}

/** Parent → process. */
export interface PictureJob {
	path: string;
}

/** A picture written anew as WebP, without any metadata. Width and height are pixels of the full size. */
export interface Picture {
	full: Uint8Array;
	thumbnail: Uint8Array;
	width: number;
	height: number;
}

/** What became of a picture. */
export type PictureAnswer =
	({ ok: true } & Picture) | { ok: false; code: 'picture-damaged' | 'many-pages' | 'too-large' };

/** Process → parent: the answer, and the bytes of memory that the process holds after it. */
export type PictureMessage = PictureAnswer & { memory: number };

/** Exit codes of the process: which of its own limits it has hit. */
export const EXIT = { memory: 77, time: 78 } as const;
