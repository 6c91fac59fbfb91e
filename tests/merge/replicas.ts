import * as Y from 'yjs';
import { newClientId } from '#core/id';

/** Several copies of one document that exchange what they please, in any order. */
export class Replicas {
	readonly docs: Y.Doc[];

	constructor(count: number, clientIds: readonly number[] = []) {
		this.docs = Array.from({ length: count }, (_unused, index) => {
			const doc = new Y.Doc();
			doc.clientID = clientIds[index] ?? newClientId();
			return doc;
		});
	}

	/** Brings what one copy has to another. */
	sync(from: number, to: number): void {
		const [source, target] = [this.at(from), this.at(to)];
		Y.applyUpdate(target, Y.encodeStateAsUpdate(source, Y.encodeStateVector(target)), 'sync');
	}

	/** Brings everything everywhere. */
	syncAll(): void {
		const all = this.docs.map((_doc, index) => index);
		const pairs = all.flatMap((from) => all.filter((to) => to !== from).map((to) => [from, to] as const));
		// Twice, since what the last one brought has to go back to the first.
		for (const [from, to] of [...pairs, ...pairs]) this.sync(from, to);
	}

	/** The copy at a place; throws when there is none. */
	at(index: number): Y.Doc {
		const doc = this.docs[index];
		if (!doc) throw new RangeError(`No replica ${index}`);
		return doc;
	}
}

/** A map's content with sorted keys: converged copies differ in the order of keys, which means nothing. */
export function sortedContent(map: Y.Map<unknown>): string {
	return JSON.stringify([...map.entries()].sort(([a], [b]) => (a < b ? -1 : 1)));
}
