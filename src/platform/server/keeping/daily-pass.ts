import type { Clock } from '#core/clock';
import type { Connection } from '../database/open.ts';
import type { UpdateLog } from '../documents/update-log.ts';
import type { Files } from '../files/files.ts';
import type { Logger } from '../logger.ts';
import { removeLeftKeys } from '#modules/visits/server/keys/left-keys.ts';
import { blankMessages, removeCopyLog, removeKeyLog, removeSessions } from './old-rows.ts';
import type { Keeping, KeepingRule } from './rules.ts';
import { emptyRemoved, removeSheetPictures, removeUnusedFiles } from './unused-files.ts';

const DAY = 24 * 60 * 60 * 1000; // milliseconds

/** What the pass stands on. */
export interface KeepingOptions {
	db: Connection;
	keeping: Keeping;
	files: Pick<Files, 'cleanUp' | 'removeFromStore'>;
	log: Pick<UpdateLog, 'prune'>;
	clock: Clock;
	logger: Logger;
	/** Told when devices have something to learn of it. */
	changed(): void;
}

type Step = (before: string, now: string) => Promise<number>;

/** Removes every day what has been kept for long enough. Each step is repeatable, and a kill between any two does no harm. */
export class DailyPass {
	readonly #options: KeepingOptions;
	readonly #steps: [KeepingRule | 'uploads' | 'store', Step][];
	#timer: NodeJS.Timeout | null = null;
	#running: Promise<unknown> = Promise.resolve();
	#isStopped = false;

	constructor(options: KeepingOptions) {
		this.#options = options;
		const { db, files, log } = options;
		this.#steps = [
			['uploads', () => files.cleanUp()],
			['sheetPictures', (before, now) => removeSheetPictures(db, before, now)],
			['unusedFiles', (before) => removeUnusedFiles(db, before)],
			['store', () => emptyRemoved(db, files.removeFromStore)],
			['copyLog', (before) => removeCopyLog(db, before)],
			['keyLog', (before) => removeKeyLog(db, before)],
			['sessions', (before) => removeSessions(db, before)],
			['messages', (before) => blankMessages(db, before)],
			['leftKeys', (before, now) => removeLeftKeys(db, before, now)],
			['updateRows', (before) => log.prune(Date.parse(before))]
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
		const { keeping, clock, logger, changed } = this.#options;
		const now = clock.now();
		const removed: Record<string, number> = {};
		for (const [name, step] of this.#steps) {
			if (this.#isStopped) break;
			const days = name === 'uploads' || name === 'store' ? 0 : keeping[name];
			try {
				const count = await step(isoTime(now - days * DAY), isoTime(now));
				if (count > 0) removed[name] = count;
			} catch (error) {
				logger.error(
					{ step: name, error: error instanceof Error ? error.name : '' },
					'Old things could not be removed'
				);
			}
		}
		if (removed['leftKeys']) changed();
		if (Object.keys(removed).length > 0) logger.info({ removed }, 'What has been kept for long enough was removed');
		return removed;
	}
}

function isoTime(milliseconds: number): string {
	return new Date(milliseconds).toISOString();
}
