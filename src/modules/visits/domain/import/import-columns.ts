/** What a row of a plan can say. */
export type Column =
	| 'id'
	| 'day'
	| 'start'
	| 'end'
	| 'length'
	| 'recipient'
	| 'secondRecipient'
	| 'tasks'
	| 'carer'
	| 'secondCarer'
	| 'window'
	| 'windowFrom'
	| 'windowTo'
	| 'needs'
	| 'double'
	| 'address'
	| 'key'
	| 'kind';

/** How files call their columns, in small letters. The first name is the one that we write ourselves. */
export const COLUMN_NAMES: Readonly<Record<Column, readonly string[]>> = {
	id: ['besöks-id', 'besöksid', 'besök', 'id', 'visit id', 'visit'],
	day: ['datum', 'dag', 'date', 'day'],
	start: ['start', 'starttid', 'från', 'kl', 'tid', 'start time', 'from'],
	end: ['slut', 'sluttid', 'till', 'end', 'end time', 'to'],
	length: ['längd', 'längd (min)', 'minuter', 'tidsåtgång', 'length', 'duration', 'minutes'],
	recipient: ['brukare', 'kund', 'omsorgstagare', 'care recipient', 'recipient', 'client'],
	secondRecipient: ['brukare 2', 'make/maka', 'recipient 2'],
	tasks: ['insatser', 'insats', 'uppgifter', 'tasks'],
	carer: ['medarbetare', 'medarbetare 1', 'utförare', 'personal', 'carer', 'carer 1'],
	secondCarer: ['medarbetare 2', 'utförare 2', 'personal 2', 'carer 2'],
	window: ['tidsfönster', 'fönster', 'time window', 'window'],
	windowFrom: ['tidigast', 'fönster från', 'earliest'],
	windowTo: ['senast', 'fönster till', 'latest'],
	needs: ['kompetens', 'kompetenser', 'krav', 'skills', 'needs'],
	double: ['dubbelbemanning', 'dubbel', 'double staffing', 'double'],
	address: ['adress', 'address'],
	key: ['nyckel', 'nycklar', 'key'],
	kind: ['typ', 'besökstyp', 'kind', 'type']
};

const BY_NAME = new Map(
	(Object.entries(COLUMN_NAMES) as [Column, readonly string[]][]).flatMap(([column, names]) =>
		names.map((name) => [name, column] as const)
	)
);

/** Which column of the file says what, by its place; a name that is not known is left out. The first of two counts. */
export function readHeader(header: readonly unknown[]): Map<Column, number> {
	const places = new Map<Column, number>();
	header.forEach((cell, index) => {
		const column = BY_NAME.get(cellText(cell).toLowerCase());
		if (column && !places.has(column)) places.set(column, index);
	});
	return places;
}

/** A cell as text: spreadsheets give numbers, dates and nothing as well. */
export function cellText(cell: unknown): string {
	if (cell instanceof Date) return cell.toISOString().slice(0, 16).replace('T', ' ');
	if (typeof cell === 'string') return cell.trim().replace(/\s+/g, ' ');
	return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}

/** A day from 2026-11-23, 20261123, 261123, 23/11 2026 or 23.11.2026; null for anything else. */
export function readDay(cell: unknown): string | null {
	const text = cellText(cell).slice(0, 10);
	const yearFirst = /^(\d{2}|\d{4})-?(\d{2})-?(\d{2})$/.exec(text);
	const dayFirst = /^(\d{1,2})[/.](\d{1,2})[ ./](\d{4})$/.exec(text);
	const [year = '', month = '', day = ''] = yearFirst?.slice(1) ?? dayFirst?.slice(1).reverse() ?? [];
	const written = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const parsed = Date.parse(written);
	return Number.isNaN(parsed) || new Date(parsed).toISOString().slice(0, 10) !== written ? null : written;
}

/** A minute of the day from 07:30, 7.30, 0730, 07:30:00 or a spreadsheet's part of a day; null for anything else. */
export function readMinute(cell: unknown): number | null {
	if (typeof cell === 'number' && cell >= 0 && cell < 1) return Math.round(cell * 1440);
	const text = cell instanceof Date ? cellText(cell).slice(11) : cellText(cell).replace(/^kl\.? ?/i, '');
	const match = /^(\d{1,2})[:.]?(\d{2})(?:[:.]00)?$/.exec(text) ?? /^(\d{1,2})$/.exec(text);
	if (!match) return null;
	const [hours, minutes] = [Number(match[1]), Number(match[2] ?? 0)];
	return hours < 48 && minutes < 60 ? hours * 60 + minutes : null;
}

/** Minutes from 30, `30 min`, 0:30 or `1 h 15 min`; null for anything else. */
export function readLength(cell: unknown): number | null {
	const text = cellText(cell).toLowerCase();
	const clock = /^(\d{1,2}):(\d{2})$/.exec(text);
	if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
	const words = /^(?:(\d{1,2}) ?(?:h|tim|timmar|timme)\.?)? ?(?:(\d{1,4}) ?(?:m|min|minuter)?\.?)?$/.exec(text);
	const minutes = words ? Number(words[1] ?? 0) * 60 + Number(words[2] ?? 0) : 0;
	return minutes > 0 ? minutes : null;
}

/** True for what people write in a column of yes and no. */
export function readYes(cell: unknown): boolean {
	return /^(ja|j|x|yes|y|sant|true|1|2)$/i.test(cellText(cell));
}

/** What stands in one cell, apart: by comma, semicolon or line. */
export function readList(cell: unknown): string[] {
	const text = typeof cell === 'string' ? cell : cellText(cell);
	return text
		.split(/[,;\n]/)
		.map((part) => part.trim())
		.filter((part) => part !== '');
}
