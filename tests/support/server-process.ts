import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ahead, beginAnew, follow } from './time.ts';

const START = fileURLToPath(new URL('../../src/app/start.ts', import.meta.url));
const START_AT = fileURLToPath(new URL('start-at.ts', import.meta.url));

/**
 * The real program in a process of its own, in the time of the tests, which can be killed and started again on the same
 * port and data.
 */
export class ServerProcess {
	static #running = 0;
	readonly dataDir: string;
	readonly origin: string;
	readonly #env: Record<string, string>;
	#child: ChildProcess | null = null;
	#output = '';

	private constructor(dataDir: string, port: number, env: Record<string, string>) {
		this.dataDir = dataDir;
		this.origin = `http://localhost:${port}`;
		this.#env = { PORT: String(port), ORIGIN: this.origin, DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env };
	}

	/** Starts the program on a free port with an empty folder, which demo data fills, or with a filled one. */
	static async create(env: Record<string, string> = {}, filled: string | null = null): Promise<ServerProcess> {
		// The first server of a test file: what happened in files before must not decide what time it is.
		if (ServerProcess.#running === 0) beginAnew();
		ServerProcess.#running += 1;
		const dataDir = filled ?? (await mkdtemp(join(tmpdir(), 'avbrottsfri-test-')));
		const server = new ServerProcess(dataDir, await freePort(), env);
		await server.start();
		return server;
	}

	/** Starts the program, or another version of it; resolves when it says its address. */
	async start(program = START): Promise<void> {
		const child = spawn(process.execPath, [START_AT, program, String(ahead())], {
			env: { ...process.env, ...this.#env },
			stdio: ['ignore', 'pipe', 'pipe', 'ipc']
		});
		this.#child = child;
		child.once(
			'exit',
			follow((by) => pass(child, by))
		);
		await new Promise<void>((resolve, reject) => {
			const read = (chunk: Buffer) => {
				this.#output += chunk.toString();
				if (this.#output.includes('Avbrottsfri: http')) resolve();
			};
			child.stdout?.on('data', read);
			child.stderr?.on('data', read);
			child.once('exit', (code) => {
				reject(new Error(`The server ended with ${code ?? 'a signal'}: ${this.#output}`));
			});
		});
		this.#output = '';
	}

	/** What the program has printed since it started. */
	get output(): string {
		return this.#output;
	}

	/** The process id, for measurements. */
	get pid(): number {
		return this.#child?.pid ?? 0;
	}

	/** Ends it like a power cut ends a process: at once, in the middle of whatever it does. */
	kill(): Promise<void> {
		return this.#end('SIGKILL');
	}

	/** Asks it to stop cleanly. */
	stop(): Promise<void> {
		return this.#end('SIGTERM');
	}

	/** Kills it and removes its data. */
	async remove(): Promise<void> {
		ServerProcess.#running -= 1;
		await this.kill();
		await rm(this.dataDir, { recursive: true, force: true });
	}

	async #end(signal: NodeJS.Signals): Promise<void> {
		const child = this.#child;
		this.#child = null;
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		const ended = new Promise((resolve) => child.once('exit', resolve));
		child.kill(signal);
		await ended;
	}
}

/** Lets time pass in the program; resolves when it has. */
function pass(child: ChildProcess, passed: number): Promise<void> {
	return new Promise((resolve, reject) => {
		child.once('message', () => {
			resolve();
		});
		child.send({ passed }, (error) => {
			if (error) reject(error);
		});
	});
}

/** A port that nobody listens at. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, () => {
			const address = probe.address();
			probe.close(() => {
				resolve(typeof address === 'object' && address ? address.port : 0);
			});
		});
	});
}
