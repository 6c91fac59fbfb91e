import { type Clock, type ClockDoubt, MAX_CLOCK_DRIFT } from '#core/clock';
import type { Connection } from './database/open.ts';

/** A clock that also counts steadily, whatever the time of day is put to. */
export interface SteadyClock extends Clock {
	/** Milliseconds since some moment; left out by clocks that may jump as they like. */
	steady?(): number;
}

const TRIAL = 10 * 60 * 1000; // 10 minutes until a time that nobody confirms is believed all the same
const HEARD_FOR = 60 * 60 * 1000; // 1 hour
const ENOUGH = 3; // people whose devices say the same
const MOST_HEARD = 500;

interface Heard {
	off: number; // milliseconds between their clock and ours
	at: number;
}

/**
 * The server's clock, which does not believe everything that its machine says. A jump counts once somebody's device shows
 * the same time, or after ten minutes: a clock that is wrong for seconds ends no session and removes nothing. When most of
 * those who were heard in the last hour, three people at least, see another time than the machine, or when the database
 * knows of later times and nobody confirms the machine's, it is in doubt: what follows from commands then waits.
 */
export class ServerClock implements Clock {
	readonly #machine: SteadyClock;
	readonly #heard = new Map<string, Heard>();
	#base: { wall: number; steady: number };
	#jumpedAt: number | null = null;
	#latestKnown = 0;

	constructor(machine: SteadyClock) {
		this.#machine = machine;
		this.#base = { wall: machine.now(), steady: machine.steady?.() ?? 0 };
	}

	/** The time that counts, in milliseconds since 1970. */
	now(): number {
		const wall = this.#machine.now();
		const steady = this.#machine.steady?.();
		if (steady === undefined) return wall;
		const continued = this.#base.wall + steady - this.#base.steady;
		if (Math.abs(wall - continued) <= MAX_CLOCK_DRIFT || this.#isBelieved(steady)) {
			this.#forgetBefore(this.#jumpedAt ?? 0);
			this.#base = { wall, steady };
			this.#jumpedAt = null;
			return wall;
		}
		this.#jumpedAt ??= steady;
		return continued;
	}

	/** A member's device shows a time. */
	heard(member: string, theirs: number): void {
		const ours = this.#machine.now();
		this.#heard.delete(member);
		this.#heard.set(member, { off: theirs - ours, at: this.#machine.steady?.() ?? ours });
		const [oldest] = this.#heard.keys();
		if (this.#heard.size > MOST_HEARD && oldest !== undefined) this.#heard.delete(oldest);
	}

	/** The database holds something of this time: the present cannot be much earlier. */
	knows(moment: number): void {
		this.#latestKnown = Math.max(this.#latestKnown, moment);
	}

	/** In which way the machine's clock seems to be wrong; null when nothing speaks for it. */
	get doubt(): ClockDoubt | null {
		const offs = this.#lately();
		const middle = offs[Math.floor(offs.length / 2)] ?? 0;
		if (offs.length >= ENOUGH && Math.abs(middle) > MAX_CLOCK_DRIFT) return middle > 0 ? 'behind' : 'ahead';
		const confirmed = offs.some((off) => Math.abs(off) <= MAX_CLOCK_DRIFT);
		return !confirmed && this.#latestKnown > this.#machine.now() + MAX_CLOCK_DRIFT ? 'behind' : null;
	}

	/** A jump that somebody confirms, or that has lasted. What was heard before it says nothing of it. */
	#isBelieved(steady: number): boolean {
		const since = this.#jumpedAt;
		if (since === null) return false;
		if (steady - since > TRIAL) return true;
		return [...this.#heard.values()].some(({ off, at }) => at >= since && Math.abs(off) <= MAX_CLOCK_DRIFT);
	}

	/** How far others were off from the time before a jump. */
	#forgetBefore(jump: number): void {
		for (const [member, { at }] of this.#heard) if (at < jump) this.#heard.delete(member);
	}

	/** How far those are off who were heard lately, in order; after a jump nobody was. */
	#lately(): number[] {
		const now = this.#machine.steady?.() ?? this.#machine.now();
		const from = Math.max(now - HEARD_FOR, this.#jumpedAt ?? 0);
		const lately = [...this.#heard.values()].filter(({ at }) => at >= from);
		return lately.map(({ off }) => off).sort((a, b) => a - b);
	}
}

/** The server's clock, with what the database knows of the time: when the last command was decided. */
export async function openServerClock(db: Connection, machine: SteadyClock): Promise<ServerClock> {
	const clock = new ServerClock(machine);
	const last = await db
		.selectFrom('receipts')
		.select('decided_at')
		.orderBy('number', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (last) clock.knows(Date.parse(last.decided_at));
	return clock;
}
