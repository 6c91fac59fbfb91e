import type { Connection } from '../database/open.ts';
import type { DemoAccount } from './accounts.ts';

/** What the demo of a module puts into an empty installation. */
export interface Demo {
	/** The accounts to try with, as the sign-in page shows them. */
	accounts: readonly DemoAccount[];
	/** An id that only a demo installation has, among the organisations. */
	organisation: string;
	/** Inserts people and records as of `now` (milliseconds); `size` is how many records, null for the usual. */
	insert(trx: Connection, on: { passwordHash: string; now: number; size: number | null }): Promise<void>;
}
