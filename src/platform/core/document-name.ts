import { type Result, ok, refuse } from './result.ts';

/**
 * What a document's name says: `kind:scope:partition:epoch`. Names and keys hold opaque ids only, since an
 * organisation number can be a person's number, and names outlive what they named.
 */
export interface DocumentName {
	kind: string;
	/** The company, team or organisation that the document belongs to: a 128-bit id. */
	scope: string;
	/** A month (2026-11), a day (2026-11-23) of this century, or `all`. */
	partition: string;
	/** Counts up when the document is rebuilt; devices drop copies of earlier epochs. */
	epoch: number;
}

const NAME =
	/^([a-z]{2,20}(?:-[a-z]{2,20}){0,2}):([0-9a-f]{32}):(all|20\d{2}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?):([1-9]\d{0,5})$/;

/** Writes a document's name. */
export function formatDocumentName({ kind, scope, partition, epoch }: DocumentName): string {
	return `${kind}:${scope}:${partition}:${epoch}`;
}

/** Reads a document's name; `malformed-name` for anything that formatDocumentName() does not write. */
export function parseDocumentName(name: string): Result<DocumentName, 'malformed-name'> {
	const match = NAME.exec(name);
	if (!match) return refuse('malformed-name');
	const [, kind = '', scope = '', partition = '', epoch = ''] = match;
	if (partsOf(partition) === 'day' && !isDay(partition)) return refuse('malformed-name');
	return ok({ kind, scope, partition, epoch: Number(epoch) });
}

/** What a document is parted by, as its name says. */
export function partsOf(partition: string): 'all' | 'month' | 'day' {
	if (partition === 'all') return 'all';
	return partition.length === '2026-11'.length ? 'month' : 'day';
}

/** No document of 31 February is opened: nobody would ever find again what was written there. */
function isDay(day: string): boolean {
	const at = Date.parse(`${day}T00:00:00Z`);
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
