import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { vi } from 'vitest';
import * as Y from 'yjs';
import { newClientId } from '#core/id';
import { planDocument } from '#modules/visits/domain/index.ts';
import type { CopiesPauses } from '#modules/visits/server/copies/copies-worker.ts';
import { type Copies, openCopies } from '#modules/visits/server/copies/open-copies.ts';
import { openDatabase } from '#app/installation';
import type { Connection } from '#server/database/open';
import { DEMO_CARE, DEMO_TEAM, fillDemoPlans } from '#modules/visits/server/demo/team.ts';
import { fillWithDemo } from '#app/installation';
import { sqliteUpdateLog } from '#server/documents/sqlite-update-log';
import { watchAppends } from '#server/documents/watch-log';
import type { UpdateLog } from '#server/documents/update-log';
import { keptLogger } from '../sync/support/server.ts';

export const PHRASE = 'blå häst över ån';
export const TEAM = DEMO_TEAM.id;
export const ORGANISATION = DEMO_CARE.id;
const HOUR = 60 * 60 * 1000;

const PATIENCE = 120_000; // milliseconds: hundreds of files may be on their way on a busy machine

/** Waits for a condition. */
export function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
	return vi.waitFor(
		async () => {
			if (!(await condition())) throw new Error(`Waited in vain: ${what}`);
		},
		{ timeout: PATIENCE, interval: 10 }
	);
}

/** A clock that stands where it is set. */
export class SetClock {
	at = Date.parse('2026-11-23T09:00:00Z');
	now = () => this.at;
	forward(hours: number): void {
		this.at += hours * HOUR;
	}
}

const FAST: CopiesPauses = { quiet: 0, longest: 0, tick: 10, retry: 0 };

/** An installation with the demo team, its documents, and what writes copies. */
export class CopiesParts {
	readonly clock = new SetClock();
	readonly logger = keptLogger();
	readonly dataDir: string;
	db!: Connection;
	copies!: Copies;
	#log: UpdateLog | null = null;
	#isOpen = true;
	#pauses = FAST;
	#copiesDir: string | null = null;

	private constructor(dataDir: string) {
		this.dataDir = dataDir;
	}

	/** Opens an installation; the worker is not started. */
	static async open({ pauses = FAST, copiesDir = null }: { pauses?: CopiesPauses; copiesDir?: string | null } = {}) {
		const parts = new CopiesParts(await mkdtemp(join(tmpdir(), 'copies-')));
		parts.#pauses = pauses;
		parts.#copiesDir = copiesDir;
		parts.db = await openDatabase({ databaseUrl: null, dataDir: parts.dataDir });
		await fillWithDemo(parts.db, parts.clock.at, 0);
		await parts.restart();
		await fillDemoPlans((name, change) => parts.write(name, change), parts.clock.at);
		return parts;
	}

	/** As after a start of the program. */
	async restart(): Promise<void> {
		if (this.#log) await this.copies.worker.stop();
		await this.#log?.close();
		let stored: (documents: readonly string[]) => void = () => undefined;
		const log = watchAppends(sqliteUpdateLog(join(this.dataDir, 'documents.db')), (documents) => {
			stored(documents);
		});
		this.#log = log;
		const onStored = (listener: typeof stored) => {
			stored = listener;
		};
		const { db, logger, clock, dataDir } = this;
		const configuration = { dataDir, copiesDir: this.#copiesDir };
		this.copies = await openCopies({ configuration, db, log, logger, clock, onStored, pauses: this.#pauses });
	}

	/** The update log that the worker hears of. */
	get log(): UpdateLog {
		if (!this.#log) throw new Error('Nothing is open');
		return this.#log;
	}

	/** Writes into a document, as somebody's edit would arrive in the log. */
	async write(name: string, change: (doc: Y.Doc) => void): Promise<void> {
		const doc = new Y.Doc();
		for (const { bytes } of (await this.log.load(name)).rows) Y.applyUpdate(doc, bytes, 'log');
		doc.clientID = newClientId();
		const before = Y.encodeStateVector(doc);
		change(doc);
		const bytes = Y.encodeStateAsUpdate(doc, before);
		await this.append(name, bytes);
	}

	/** Stores bytes as a row of a document. */
	async append(name: string, bytes: Uint8Array): Promise<void> {
		const row = { doc: name, kind: 'server', member: 'server', device: 'server', receivedAt: this.clock.at } as const;
		const stored = await this.log.append([{ ...row, bytes, newClients: [] }]);
		if (!stored.ok) throw new Error(stored.code);
	}

	/** Chooses the passphrase as an administrator does. */
	async lock(phrase = PHRASE): Promise<void> {
		const chosen = await this.copies.service.setPassphrase(ADMINISTRATOR, phrase);
		if (!chosen.ok) throw new Error(chosen.code);
	}

	/** Lets the worker do what is to be done. */
	async settled(): Promise<void> {
		this.copies.worker.start();
		await until('the copies', () => !this.copies.worker.isWriting([TEAM]));
	}

	/** The organisation's folder. */
	get folder(): string {
		return join(this.copies.worker.root, 'Lövåsa hemtjänst');
	}

	/** The names of the files in it. */
	async files(): Promise<string[]> {
		return (await readdir(this.folder)).map((name) => name.normalize('NFC')).sort();
	}

	/** The rows of the log that say they are there. */
	live() {
		return this.db.selectFrom('copies').selectAll().where('destroyed_at', 'is', null).orderBy('file').execute();
	}

	async close(): Promise<void> {
		if (!this.#isOpen) return;
		this.#isOpen = false;
		await this.copies.worker.stop();
		await this.#log?.close();
		await this.db.destroy();
		await rm(this.dataDir, { recursive: true, force: true });
	}
}

export const ADMINISTRATOR = {
	member: 'e'.repeat(32),
	organisation: ORGANISATION,
	company: null,
	device: null,
	roles: ['administrator'] as const,
	teams: []
};

/** The text of a PDF in an ordinary reader; rejects where it does not open. */
export async function readPdf(path: string, password?: string): Promise<string> {
	const bytes = new Uint8Array(await readFile(path));
	const document = await getDocumentProxy(bytes, password === undefined ? {} : { password });
	return (await extractText(document, { mergePages: true })).text;
}

/** The plan document of a day. */
export const planOf = (day: string) => planDocument(TEAM, day);
