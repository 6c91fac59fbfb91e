import * as v from 'valibot';

const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
const page = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999));
const MOST_LINES = 100; // a sheet has room for fewer

/** The kind of the command by which a device hands in the picture of a sheet that was registered from. */
export const KEEP_SHEET_PICTURE = 'sheet-pictures.keep';

/** `sheet-pictures.keep`: `about` is the picture's id; the bytes come as an upload of their own. */
export const sheetPictureSchema = v.object({
	team: id,
	day,
	/** The number of the copy, as it stands on the paper. */
	copy: v.pipe(v.string(), v.regex(/^[0-9A-Z-]{1,16}$/)),
	page,
	pages: page,
	/** The lines of the sheet that were registered from it, as registrations name them. */
	lines: v.pipe(v.array(id), v.maxLength(MOST_LINES)),
	upload: id,
	/** SHA-256 of the bytes as they are sent. */
	sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
});

/** What a device says of the picture of a sheet. */
export type SheetPicturePayload = v.InferOutput<typeof sheetPictureSchema>;

/** The picture of a sheet, as planners are told of it. */
export interface SheetPicture {
	/** The id of the stored file. */
	file: string;
	day: string;
	copy: string;
	page: number;
	pages: number;
	lines: readonly string[];
	/** The member who confirmed what was read. */
	by: string;
	/** When the server had it: an ISO time. */
	at: string;
	/** When the picture itself was taken away, since it had been kept for long enough; null while it is there. */
	removedAt: string | null;
}
