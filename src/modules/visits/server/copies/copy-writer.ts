import { type ChildProcess, fork } from 'node:child_process';
import { type Result, ok, refuse } from '#core/result';
import type { Logger } from '#server/logger';
import type { MadeFile, WriteRefusal, WriterAnswer, WriterJob } from './writer-messages.ts';

const PATIENCE = 60 * 1000; // milliseconds: a share that has not answered by then does not answer
const RENEW_ABOVE = 400 * 1024 * 1024; // bytes: words as they were set are remembered, and given back with the process

/** What a job has brought. */
export interface Written {
	made: readonly MadeFile[];
	missing: readonly string[];
}

/** Draws and writes copies in a process of its own, one job at a time. The process starts with the first job. */
export class CopyWriter {
	readonly #logger: Logger;
	readonly #patience: number;
	readonly #program: URL;
	#child: ChildProcess | null = null;
	#queue: Promise<unknown> = Promise.resolve();
	#closed = false;

	constructor({ logger, patience, program }: { logger: Logger; patience?: number; program?: URL }) {
		this.#logger = logger;
		this.#patience = patience ?? PATIENCE;
		this.#program = program ?? new URL('./writer-process.ts', import.meta.url);
	}

	/** Does a job; see WriteRefusal for why it may not be done. */
	run(job: WriterJob): Promise<Result<Written, WriteRefusal>> {
		const turn = this.#queue.then(() => this.#run(job));
		this.#queue = turn;
		return turn;
	}

	/** Ends the process after the job under way; jobs that still wait are refused as `failed`. */
	async close(): Promise<void> {
		this.#closed = true;
		await this.#queue;
		this.#end();
	}

	/** Ends the process as a crash would: the job under way has failed. */
	kill(): void {
		this.#child?.kill('SIGKILL');
	}

	async #run(job: WriterJob): Promise<Result<Written, WriteRefusal>> {
		if (this.#closed) return refuse('failed');
		const child = this.#child ?? this.#start();
		const answer = await this.#ask(child, job);
		if (answer.memory > RENEW_ABOVE) this.#end();
		return answer.ok ? ok({ made: answer.made, missing: answer.missing }) : refuse(answer.code);
	}

	#ask(child: ChildProcess, job: WriterJob): Promise<WriterAnswer> {
		return new Promise((resolve) => {
			const settle = (answer: WriterAnswer) => {
				clearTimeout(deadline);
				child.off('message', settle).off('exit', died);
				resolve(answer);
			};
			const died = () => {
				this.#child = null;
				settle({ ok: false, code: 'failed', memory: 0 });
			};
			const deadline = setTimeout(() => {
				this.#logger.warn({ job: job.job }, 'the process that writes copies did not answer');
				this.#end();
				settle({ ok: false, code: 'slow', memory: 0 });
			}, this.#patience);
			child.on('message', settle).on('exit', died);
			child.send(job, (error) => {
				if (error) died();
			});
		});
	}

	#start(): ChildProcess {
		const child = fork(this.#program, {
			// No secrets of the server's environment.
			env: { ...(process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {}) },
			serialization: 'advanced',
			stdio: ['ignore', 'ignore', 'ignore', 'ipc']
		});
		child.on('error', () => null); // a child that could not be started also reports to the job
		child.unref();
		child.channel?.unref();
		this.#child = child;
		return child;
	}

	#end(): void {
		const child = this.#child;
		this.#child = null;
		child?.kill('SIGKILL');
	}
}
