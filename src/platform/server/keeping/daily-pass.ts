import type { Clock } from '#core/clock';
import { removeOldTries } from '../auth/password-tries.ts';
import type { Connection } from '../database/open.ts';
import type { UpdateLog } from '../documents/update-log.ts';
import type { Files } from '../files/files.ts';
import type { Logger } from '../logger.ts';
import { blankMessages, removeSessions } from './old-rows.ts';
import type { Keeping } from './rules.ts';
import { type InUse, type NamedFiles, emptyRemoved, removeUnusedFiles } from './unused-files.ts';

const DAY = 24 * 60 * 60 * 1000; // milliseconds

/** What the pass stands on. */
export interface KeepingOptions {
	db: Connection;
	keeping: Keeping;
	files: Pick<Files, 'cleanUp' | 'removeFromStore'>;
	log: Pick<UpdateLog, 'prune' | 'pruneRefused'>;
	clock: Clock;
	logger: Logger;
	/** The files that the modules' rows name. */
	named: readonly NamedFiles[];
	/** The modules' own steps, by keeping rule. */
	modules: readonly Readonly<Record<string, KeepingStep>>[];
	/** Told when devices have something to learn of it. */
	changed(): void;
}

/** Removes one kind of thing that was kept since before an ISO time; gives how many were removed. Repeatable. */
export type KeepingStep = (on: InUse, before: string, now: string) => Promise<number>;

/** Removes every day what has been kept for long enough. Each step is repeatable, and a kill between any two does no harm. */
export class DailyPass {
	readonly #options: KeepingOptions;
	readonly #steps: readonly (readonly [name: string, days: number, step: KeepingStep])[];
	#timer: NodeJS.Timeout | null = null;
	#running: Promise<unknown> = Promise.resolve();
	#isStopped = false;

	constructor(options: KeepingOptions) {
		this.#options = options;
		const { files, log, keeping, modules } = options;
		const ofModules = modules.flatMap((steps) => Object.entries(steps));
		this.#steps = [
			['uploads', 0, () => files.cleanUp()],
			...ofModules.map(([name, step]) => [name, daysOf(keeping, name), step] as const),
			['unusedFiles', keeping.unusedFiles, removeUnusedFiles],
			['store', 0, ({ db }) => emptyRemoved(db, files.removeFromStore)],
			['sessions', keeping.sessions, ({ db }, before) => removeSessions(db, before)],
			['tries', 0, ({ db }, before) => removeOldTries(db, before)],
			['messages', keeping.messages, ({ db }, before) => blankMessages(db, before)],
			['refusedUpdates', keeping.refusedUpdates, (_on, before) => log.pruneRefused(Date.parse(before))],
			['updateRows', keeping.updateRows, (_on, before) => log.prune(Date.parse(before))]
		];
	}

	/** Begins now, without being waited for, and again every day. */
	start(): void {
		const begin = () => {
			this.#running = this.#running.then(() => this.run());
		};
		begin();
		this.#timer = setInterval(begin, DAY).unref();
	}

	/** Begins nothing more, and resolves when the step under way is done. */
	async stop(): Promise<void> {
		this.#isStopped = true;
		if (this.#timer) clearInterval(this.#timer);
		await this.#running;
	}

	/** One pass; what cannot be done today is logged and hinders nothing else. Gives how many of each kind were removed. */
	async run(): Promise<Readonly<Record<string, number>>> {
		const { db, named, clock, logger, changed } = this.#options;
		const removed: Record<string, number> = {};
		if (clock.doubt) {
			logger.error({ clock: clock.doubt }, 'Nothing old is removed: the clock seems to be wrong');
			return removed;
		}
		const now = clock.now();
		for (const [name, days, step] of this.#steps) {
			if (this.#isStopped) break;
			try {
				const count = await step({ db, named }, isoTime(now - days * DAY), isoTime(now));
				if (count > 0) removed[name] = count;
			} catch (error) {
				logger.error(
					{ step: name, error: error instanceof Error ? error.name : '' },
					'Old things could not be removed'
				);
			}
		}
		if (Object.keys(removed).length > 0) {
			changed();
			logger.info({ removed }, 'What has been kept for long enough was removed');
		}
		return removed;
	}
}

/** A step without its rule would take everything away at once: better not to start. */
function daysOf(keeping: Keeping, name: string): number {
	const days = keeping[name];
	if (days === undefined) throw new Error(`No keeping rule is called ${name}`);
	return days;
}

function isoTime(milliseconds: number): string {
	return new Date(milliseconds).toISOString();
}
