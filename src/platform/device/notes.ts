import type { MemberRows } from './storage.ts';

/** The notes of the server's life that is known, and of facts that are kept aside for a restored one. */
export const [GENERATION, LOST_FACTS] = ['generation', 'lost facts'] as const;

/** Small things that a device remembers for a member, by name. */
export class Notes {
	readonly #rows: MemberRows;

	constructor(rows: MemberRows) {
		this.#rows = rows;
	}

	/** What was written under a name, or undefined. */
	async read<Value>(name: string): Promise<Value | undefined> {
		return (await this.#rows.get('notes', name)) as Value | undefined;
	}

	/** Writes something under a name; null takes it away. */
	async write(name: string, value: unknown, options: IDBTransactionOptions = {}): Promise<void> {
		await this.#rows.write([{ store: 'notes', key: name, row: value }], options);
	}
}
