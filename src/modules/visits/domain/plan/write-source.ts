import type * as Y from 'yjs';
import { type Entries, groupEntries, setEntry } from '#core/grouped-entries';
import type { Creation, SourceVisit } from './model.ts';
import { SOURCE_FIELDS } from './schemas.ts';
import { type PlanRoots, planRoots } from './workspace.ts';

/** The origin of transactions in which a source writes: an import, or the recurring visits. */
export const BY_SOURCE = 'visits-source';

/** How many visits one transaction writes: the server takes no update larger than 256 kB. */
const AT_ONCE = 100;

/** What writing from a source did. */
export interface SourceChanges {
	added: string[];
	changed: string[];
}

/**
 * Writes what a source says of visits, and of each only what is another than before: what people planned lies in
 * registers and is not touched, so that neither a second import nor one on another device undoes their work.
 */
export function writeSource(doc: Y.Doc, visits: readonly SourceVisit[]): SourceChanges {
	const changes: SourceChanges = { added: [], changed: [] };
	const roots = planRoots(doc);
	for (let from = 0; from < visits.length; from += AT_ONCE) {
		doc.transact(() => {
			for (const visit of visits.slice(from, from + AT_ONCE)) {
				const known = groupEntries(roots.visits).get(visit.id);
				const wrote = writeVisit(roots, visit, known);
				if (wrote) changes[known ? 'changed' : 'added'].push(visit.id);
			}
		}, BY_SOURCE);
	}
	return changes;
}

/** Says that the source no longer has these visits, and why. They stay, as cancelled: people may have planned them. */
export function withdrawFromSource(doc: Y.Doc, ids: readonly string[], reason: string): void {
	const { visits } = planRoots(doc);
	doc.transact(() => {
		for (const id of ids) if (groupEntries(visits).has(id)) setEntry(visits, `${id}/src.withdrawn`, reason);
	}, BY_SOURCE);
}

/** Writes a visit with who made it, inside a transaction of the caller. */
export function writeNewVisit(roots: PlanRoots, visit: SourceVisit, creation: Creation): void {
	writeVisit(roots, visit, undefined);
	setEntry(roots.visits, `${visit.id}/created`, creation);
}

/** True when a source now says something else of a visit than it has written. */
export function differsFromSource(visit: SourceVisit, known: Entries): boolean {
	return SOURCE_FIELDS.some((field) => !isSame(visit[field], known.get(`src.${field}`)));
}

function writeVisit({ visits }: PlanRoots, visit: SourceVisit, known: Entries | undefined): boolean {
	let wrote = false;
	for (const field of SOURCE_FIELDS) {
		const [value, before] = [visit[field], known?.get(`src.${field}`)];
		if (isSame(value, before)) continue;
		setEntry(visits, `${visit.id}/src.${field}`, value);
		wrote = true;
	}
	return wrote;
}

/** Nothing written and nothing to say are the same: most visits have no second recipient, sequence or address. */
function isSame(value: unknown, before: unknown): boolean {
	if (before === undefined) return value === null || value === false || (Array.isArray(value) && value.length === 0);
	return JSON.stringify(value) === JSON.stringify(before);
}
