import { parseUpdateMeta } from 'yjs';
import { type Author, type LogRow, isIntact } from '#server/documents/update-log';

/** Items of one client, by their clocks. */
type Run = readonly [from: number, to: number];

/**
 * The items of a document that the log has only as somebody else has brought them back: whose they are nobody has shown.
 * Their author's own row is news to the log, though not to the document.
 */
export class BroughtBack {
	readonly #runs = new Map<number, readonly Run[]>();

	/** Notes what somebody brings back; `known` tells what the document has of a client before. */
	add(bytes: Uint8Array, known: (client: number) => number): void {
		for (const [client, [from, to]] of runsOf(bytes)) {
			const start = Math.max(from, known(client));
			if (start < to) this.#runs.set(client, [...this.#without(client, [start, to]), [start, to]]);
		}
	}

	/** Notes a row of an author, to whom the clients belong that the claims tell. */
	prove(bytes: Uint8Array, author: Author, claims: ReadonlyMap<number, Author>): void {
		if (this.#runs.size === 0) return;
		for (const [client, run] of runsOf(bytes)) {
			if (!isAuthor(claims.get(client), author)) continue;
			const left = this.#without(client, run);
			if (left.length > 0) this.#runs.set(client, left);
			else this.#runs.delete(client);
		}
	}

	/** True when an author's row shows whose something is that nobody has shown before. */
	isShownBy(bytes: Uint8Array, author: Author, claims: ReadonlyMap<number, Author>): boolean {
		if (this.#runs.size === 0) return false;
		for (const [client, [from, to]] of runsOf(bytes)) {
			const known = isAuthor(claims.get(client), author) ? (this.#runs.get(client) ?? []) : [];
			if (known.some(([start, end]) => start < to && from < end)) return true;
		}
		return false;
	}

	/** Reads it out of a document's rows, whatever their order. */
	read(rows: readonly LogRow[], claims: ReadonlyMap<number, Author>): void {
		const whole = rows.filter(isIntact);
		for (const { kind, bytes } of whole) if (kind === 'recovered') this.add(bytes, () => 0);
		for (const row of whole) if (row.kind === 'device' || row.kind === 'carried') this.prove(row.bytes, row, claims);
	}

	#without(client: number, [from, to]: Run): Run[] {
		const pieces = (this.#runs.get(client) ?? []).flatMap(([start, end]): Run[] => [
			[start, Math.min(end, from)],
			[Math.max(start, to), end]
		]);
		return pieces.filter(([start, end]) => start < end);
	}
}

function runsOf(bytes: Uint8Array): [client: number, run: Run][] {
	const { from, to } = parseUpdateMeta(bytes);
	return Array.from(from, ([client, start]) => [client, [start, to.get(client) ?? start]]);
}

function isAuthor(owner: Author | undefined, { member, device }: Author): boolean {
	return owner?.member === member && owner.device === device;
}
