import { shortDay } from '#modules/visits/domain/copies/index.ts';
import { safeFileName } from '#server/files/file-name';
import { copyTexts } from '#modules/visits/words/sv/copies.ts';
import type { CopyRow } from './copy-log.ts';

const LONGEST = 60; // characters of a team's or organisation's name in the name of a file
/** Names that Windows gives to devices: no file can have them, whatever its ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

const WORDS = {
	'client-list': { word: copyTexts.sheets.clientList, ending: '.pdf' },
	overview: { word: copyTexts.sheets.overview, ending: '.pdf' },
	plan: { word: copyTexts.sheets.plan, ending: '.avbrott' }
} as const;

/** `261123 Brukarschema Vallhed.pdf`. */
export function copyFileName(what: Exclude<CopyRow['what'], 'package'>, day: string, label: string): string {
	const { word, ending } = WORDS[what];
	return `${shortDay(day)} ${word} ${label}${ending}`;
}

/**
 * A name for files and folders by id: as people know it, without what a file system cannot hold. Two that would be
 * written alike get the beginning of their ids.
 */
export function labelsOf(named: readonly { id: string; name: string }[]): Map<string, string> {
	const labels = named.map(({ id, name }) => ({ id, label: labelOf(name) }));
	const key = (label: string) => label.toLocaleLowerCase('sv');
	const count = Map.groupBy(labels, ({ label }) => key(label));
	return new Map(
		labels.map(({ id, label }) => [id, (count.get(key(label))?.length ?? 0) > 1 ? `${label} ${id.slice(0, 6)}` : label])
	);
}

function labelOf(name: string): string {
	const short = Array.from(safeFileName(name, ''))
		.slice(0, LONGEST)
		.join('')
		.replace(/[. ]+$/, '');
	return RESERVED.test(short) ? `${short}_` : short;
}
