import { crc32 } from '#carrying/crc32';
import { utf8 } from '#core/bytes';

/** What the QR code of a sheet says. It names nobody: people and visits stand for themselves by sums of their ids. */
export interface SheetCode {
	kind: 'client-list' | 'overview';
	/** sheetHint() of the team. */
	team: string;
	/** The day of the plan, as 2026-11-23. */
	day: string;
	/** sheetHint() of the carer; of an empty text for what nobody has. */
	carer: string;
	/** The number of the copy, as it stands on the paper. */
	copy: string;
	page: number;
	pages: number;
	/** The rows from the top: sheetHint() of the visit, and how many units high. */
	rows: readonly { visit: string; units: number }[];
}

const KINDS = { 'client-list': 'B', overview: 'O' } as const;
const CODE =
	/^AVB1:([BO]):([0-9A-F]{8}):(\d{6}):([0-9A-F]{8}):([0-9A-Z-]{1,16}):(\d{1,3})-(\d{1,3}):((?:[0-9A-F]{8}[1-9])*):([0-9A-F]{8})$/;

/** Eight digits that an id is known by within a team's day; the id cannot be had back from them. */
export function sheetHint(id: string): string {
	return crc32(utf8(id)).toString(16).toUpperCase().padStart(8, '0');
}

/** The text of a sheet's QR code: capitals and digits, which codes hold in the least room. */
export function writeSheetCode({ kind, team, day, carer, copy, page, pages, rows }: SheetCode): string {
	const ofRows = rows.map(({ visit, units }) => `${visit}${units}`).join('');
	const shortDay = day.slice(2).replaceAll('-', '');
	const text = `AVB1:${KINDS[kind]}:${team}:${shortDay}:${carer}:${copy}:${page}-${pages}:${ofRows}`;
	return `${text}:${sheetHint(text)}`;
}

/** Reads what writeSheetCode() wrote; null for any other text, also for one that a camera misread. */
export function readSheetCode(text: string): SheetCode | null {
	const match = CODE.exec(text);
	if (!match || sheetHint(text.slice(0, -9)) !== match[9]) return null;
	const [, kind, team = '', day = '', carer = '', copy = '', page, pages, rows = ''] = match;
	return {
		kind: kind === KINDS.overview ? 'overview' : 'client-list',
		team,
		day: `20${day.slice(0, 2)}-${day.slice(2, 4)}-${day.slice(4)}`,
		carer,
		copy,
		page: Number(page),
		pages: Number(pages),
		rows: [...rows.matchAll(/([0-9A-F]{8})(\d)/g)].map(([, visit = '', units]) => ({ visit, units: Number(units) }))
	};
}
