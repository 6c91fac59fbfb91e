import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Clock } from '#core/clock';
import type { Connection } from '../database/open.ts';

/** Something that is let through so many times in a while: a device, or strangers at an account. */
export interface Gate {
	/** What it is the gate of; a hash of it is stored. */
	of: string;
	/** How many tries it takes at once. */
	tries: number;
	/** In how many milliseconds all of them come back, one after the other. */
	period: number;
}

/** A try that was let through, or when the next one will be, in milliseconds since 1970. */
export type Tried = { ok: true; giveBack(): Promise<void> } | { ok: false; again: number };

const QUARTER = 15 * 60 * 1000; // milliseconds
const HOUR = 60 * 60 * 1000; // milliseconds

/** A device that its person has signed in on: nobody else's wrong passwords close its gate. */
export const ofDevice = (device: string): Gate => ({ of: `device ${device}`, tries: 5, period: QUARTER });

/** A network's wrong passwords, whoever they were for: what leaks elsewhere is tried on many accounts, once each. */
export const ofNetwork = (network: string): Gate => ({ of: `network ${network}`, tries: 100, period: HOUR });

/** What one network tries at one account. */
export const ofAccountFrom = (network: string, account: string): Gate => ({
	of: `account ${account} from ${network}`,
	tries: 5,
	period: QUARTER
});

/** What all strangers together try at one account before each network has but a single try. */
export const ofAccount = (account: string): Gate => ({ of: `account ${account}`, tries: 50, period: HOUR });

/** As ofAccountFrom(), for an account that many networks try at. It stays open to a network that has not tried. */
export const ofBesiegedFrom = (network: string, account: string): Gate => ({
	...ofAccountFrom(network, account),
	of: `besieged account ${account} from ${network}`,
	tries: 1
});

/**
 * Counts tries at passwords for every place that checks one, in the database: the count outlives a restart and holds
 * for several processes. A try is taken before the password is hashed, so that no number of them at once gets past, and
 * is given back when the password was right.
 */
export class PasswordTries {
	readonly #db: Connection;
	readonly #clock: Clock;

	constructor(db: Connection, clock: Clock) {
		this.#db = db;
		this.#clock = clock;
	}

	/** Takes a try from all gates, or from none of them. */
	async take(...gates: readonly Gate[]): Promise<Tried> {
		const taken: Gate[] = [];
		const giveBack = () => this.#giveBack(taken);
		for (const gate of gates) {
			const again = await this.#takeOne(gate);
			if (again !== null) {
				await giveBack();
				return { ok: false, again };
			}
			taken.push(gate);
		}
		return { ok: true, giveBack };
	}

	/** One row a gate: until when its tries are spent. Null when the try is taken; otherwise when the next one is. */
	async #takeOne(gate: Gate): Promise<number | null> {
		const now = this.#clock.now();
		const each = costOf(gate);
		const free = now + Math.round(gate.period) - each;
		const taken = await this.#db
			.insertInto('password_tries')
			.values({ gate: keyOf(gate), spent_until: now + each })
			.onConflict((conflict) =>
				conflict
					.column('gate')
					.doUpdateSet({
						spent_until: sql<number>`case when password_tries.spent_until > cast(${now} as bigint)
							then password_tries.spent_until + cast(${each} as bigint) else cast(${now + each} as bigint) end`
					})
					.where('password_tries.spent_until', '<=', free)
			)
			.returning('spent_until')
			.executeTakeFirst();
		return taken ? null : this.#nextTry(gate);
	}

	async #nextTry(gate: Gate): Promise<number> {
		const row = await this.#db
			.selectFrom('password_tries')
			.select('spent_until')
			.where('gate', '=', keyOf(gate))
			.executeTakeFirst();
		const until = Number(row?.spent_until ?? 0);
		return Math.max(this.#clock.now(), until - gate.period + costOf(gate));
	}

	async #giveBack(gates: readonly Gate[]): Promise<void> {
		for (const gate of gates) {
			await this.#db
				.updateTable('password_tries')
				.set({ spent_until: sql<number>`spent_until - cast(${costOf(gate)} as bigint)` })
				.where('gate', '=', keyOf(gate))
				.execute();
		}
	}
}

/** Forgets gates that have all their tries again; gives how many. */
export async function removeOldTries(db: Connection, before: string): Promise<number> {
	const { numDeletedRows } = await db
		.deleteFrom('password_tries')
		.where('spent_until', '<', Date.parse(before))
		.executeTakeFirst();
	return Number(numDeletedRows);
}

const costOf = ({ tries, period }: Gate) => Math.floor(period / tries);

const keyOf = ({ of }: Gate) => createHash('sha256').update(of).digest('hex');
