import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const INSTALLED = '/usr/lib/postgresql';

/** A PostgreSQL of the test's own. */
export interface TestPostgres {
	/** Connection URL of a new, empty database of this cluster. */
	database(): Promise<string>;
	/** Its own address, for tests in other processes. */
	url: string;
	stop(): Promise<void>;
}

/** The test run's cluster, or a private one where a test file runs by itself. */
export async function testPostgres(): Promise<TestPostgres> {
	const url = process.env['TEST_POSTGRES'];
	return url === undefined ? startPostgres() : { url, database: () => newDatabase(url), stop: () => Promise.resolve() };
}

async function newDatabase(url: string): Promise<string> {
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	await query(url, `create database ${name}`);
	return url.replace(/[^/]*$/, name);
}

/**
 * Starts a private PostgreSQL cluster in a temporary folder on a free port. Rejects with one clear line when
 * PostgreSQL is not installed: a suite that skips proves nothing.
 */
export async function startPostgres(): Promise<TestPostgres> {
	const binaries = await findBinaries();
	const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
	await chmod(folder, 0o777); // the server may run as another user than the test
	const data = join(folder, 'data');
	await asPostgresUser(join(binaries, 'initdb'), ['-D', data, '-U', 'test', '-A', 'trust', '--no-sync', '-E', 'UTF8']);
	const port = await freePort();
	const stop = await startServer(binaries, data, port);
	const url = `postgres://test@127.0.0.1:${port}/postgres`;
	await waitUntilReady(url);
	return {
		url,
		database: () => newDatabase(url),
		async stop() {
			await stop();
			await rm(folder, { recursive: true, force: true });
		}
	};
}

async function findBinaries(): Promise<string> {
	const versions = await readdir(INSTALLED).catch(() => []);
	const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
	if (newest === undefined) throw new Error(`These tests need PostgreSQL: nothing in ${INSTALLED}`);
	return join(INSTALLED, newest, 'bin');
}

/** PostgreSQL refuses to run as root. */
function command(program: string, options: string[]): [string, string[]] {
	return process.getuid?.() === 0 ? ['runuser', ['-u', 'postgres', '--', program, ...options]] : [program, options];
}

async function asPostgresUser(program: string, options: string[]): Promise<void> {
	await run(...command(program, options), { cwd: tmpdir() });
}

async function startServer(binaries: string, data: string, port: number): Promise<() => Promise<void>> {
	const settings = ['fsync=off', 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100'];
	const options = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
	const server = spawn(...command(join(binaries, 'postgres'), options), { cwd: tmpdir(), stdio: 'ignore' });
	const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
	return async () => {
		await asPostgresUser(join(binaries, 'pg_ctl'), ['stop', '-D', data, '-m', 'immediate', '-w']).catch(() =>
			server.kill()
		);
		await ended;
	};
}

async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
	const { port } = probe.address() as AddressInfo;
	await new Promise((resolve) => probe.close(resolve));
	return port;
}

async function query(url: string, sql: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	client.on('error', () => undefined);
	await client.connect();
	await client.query(sql).finally(() => client.end());
}

async function waitUntilReady(url: string): Promise<void> {
	const deadline = performance.now() + 20_000;
	for (;;) {
		try {
			await query(url, 'select 1');
			return;
		} catch (error) {
			if (performance.now() > deadline) throw new Error('PostgreSQL did not start', { cause: error });
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}
}
