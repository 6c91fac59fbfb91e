import { type ChildProcess, fork } from 'node:child_process';
import { type Result, ok, refuse } from '#core/result';
import type { Logger } from '../logger.ts';
import {
	EXIT,
	type Picture,
	type PictureAnswer,
	type PictureJob,
	type PictureLimits,
	type PictureMessage
} from './picture-messages.ts';

/** `busy` is temporary: the machine did not get to it. */
export type PictureRefusal = 'picture-damaged' | 'many-pages' | 'too-large' | 'busy';

const LIMITS: PictureLimits = { memory: 700 * 1024 * 1024, time: 10 * 1000 };
const PATIENCE = 3; // how many times its processor time a picture may take by the clock on the wall
const MAX_WAITING = 100; // jobs
const RENEW_ABOVE = 300 * 1024 * 1024; // bytes: memory that a decoder keeps goes back to the machine by a new process
const LIMIT_EXITS = new Set<unknown>(Object.values(EXIT));

/** How pictures are handled; everything has a default. */
export interface PicturesOptions {
	logger: Logger;
	limits?: PictureLimits;
	/** The program that decodes; tests pass broken ones. */
	program?: URL;
}

type Outcome = PictureAnswer | { ok: false; code: 'crashed' | 'busy' };

/** Rewrites pictures in one process of its own, one at a time. The process starts with the first picture. */
export class Pictures {
	readonly #logger: Logger;
	readonly #limits: PictureLimits;
	readonly #program: URL;
	#child: ChildProcess | null = null;
	#queue: Promise<unknown> = Promise.resolve();
	#waiting = 0;
	#closed = false;

	constructor({ logger, limits, program }: PicturesOptions) {
		this.#logger = logger;
		this.#limits = limits ?? LIMITS;
		this.#program = program ?? new URL('./picture-process.ts', import.meta.url);
	}

	/** The process id of the decoder, for measurements; null while there is none. */
	get pid(): number | null {
		return this.#child?.pid ?? null;
	}

	/** Decodes the picture in a file and writes it anew; see PictureRefusal for what can be wrong. */
	async rewrite(path: string): Promise<Result<Picture, PictureRefusal>> {
		if (this.#closed || this.#waiting >= MAX_WAITING) return refuse('busy');
		this.#waiting += 1;
		const turn = this.#queue.then(() => this.#rewriteNow(path));
		this.#queue = turn;
		try {
			return await turn;
		} finally {
			this.#waiting -= 1;
		}
	}

	/** Ends the process; pictures that still wait are refused as `busy`. */
	async close(): Promise<void> {
		this.#closed = true;
		this.#child?.kill('SIGKILL');
		await this.#queue;
	}

	async #rewriteNow(path: string): Promise<Result<Picture, PictureRefusal>> {
		const first = await this.#run(path);
		// A crash can come from outside (a restart, a machine without memory): only a second one blames the picture.
		const outcome = !first.ok && first.code === 'crashed' ? await this.#run(path) : first;
		if (outcome.ok) return ok(outcome);
		return refuse(outcome.code === 'crashed' ? 'picture-damaged' : outcome.code);
	}

	async #run(path: string): Promise<Outcome> {
		if (this.#closed) return { ok: false, code: 'busy' };
		const child = this.#child ?? this.#start();
		return new Promise<Outcome>((resolve) => {
			const settle = (outcome: Outcome) => {
				clearTimeout(deadline);
				child.off('message', onMessage);
				child.off('exit', onExit);
				child.off('error', onError);
				resolve(outcome);
			};
			const onMessage = (answer: PictureMessage) => {
				if (answer.memory > RENEW_ABOVE) this.#end(child);
				settle(answer);
			};
			const onExit = (code: number | null) => {
				settle({ ok: false, code: this.#closed ? 'busy' : LIMIT_EXITS.has(code) ? 'too-large' : 'crashed' });
			};
			const onError = () => {
				this.#end(child);
				settle({ ok: false, code: 'crashed' });
			};
			const deadline = setTimeout(() => {
				this.#logger.error({ pid: child.pid }, 'picture process did not answer');
				this.#end(child);
				settle({ ok: false, code: 'busy' });
			}, this.#limits.time * PATIENCE);
			child.on('message', onMessage).on('exit', onExit).on('error', onError);
			child.send({ path } satisfies PictureJob, (error) => {
				if (error) onError();
			});
		});
	}

	#start(): ChildProcess {
		const child = fork(this.#program, [JSON.stringify(this.#limits)], {
			// No secrets of the server's environment; few arenas, or glibc keeps what each thread once used.
			env: { MALLOC_ARENA_MAX: '2', ...(process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {}) },
			execArgv: ['--max-old-space-size=128'],
			serialization: 'advanced',
			stdio: ['ignore', 'ignore', 'ignore', 'ipc']
		});
		child.on('error', () => null); // a child that could not be started also reports to the job
		child.once('exit', (code, signal) => {
			if (this.#child !== child) return; // ended by us
			this.#child = null;
			if (!this.#closed) this.#logger.warn({ code, signal }, 'picture process died');
		});
		child.unref();
		child.channel?.unref();
		this.#child = child;
		return child;
	}

	#end(child: ChildProcess): void {
		if (this.#child === child) this.#child = null;
		child.kill('SIGKILL');
	}
}
