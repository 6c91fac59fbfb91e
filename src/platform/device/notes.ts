import type { MemberStorage } from './storage.ts';

/** Small things that a device remembers for a member, by name. */
export class Notes {
	readonly #storage: MemberStorage;

	constructor(storage: MemberStorage) {
		this.#storage = storage;
	}

	/** What was written under a name, or undefined. */
	async read<Value>(name: string): Promise<Value | undefined> {
		return (await this.#storage.get('notes', name)) as Value | undefined;
	}

	/** Writes something under a name. */
	async write(name: string, value: unknown): Promise<void> {
		await this.#storage.put('notes', value, name);
	}
}
