import type { Hono } from 'hono';
import type { Expression } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Actor } from '#core/access';
import type { Clock } from '#core/clock';
import type { Member } from './auth/members.ts';
import type { DecideCommand } from './commands/decision.ts';
import type { FinishUpload } from './commands/prepare-file.ts';
import type { Configuration } from './configuration.ts';
import type { DialectName } from './database/dialect-name.ts';
import type { Connection } from './database/open.ts';
import type { DemoAccount } from './demo/accounts.ts';
import type { UpdateLog } from './documents/update-log.ts';
import type { ReadDocument } from './facts/first-copy.ts';
import type { WriteDocument } from './facts/write-document.ts';
import type { Env, Services } from './http/context.ts';
import type { Importer } from './import/import-file.ts';
import type { KeepingStep } from './keeping/daily-pass.ts';
import type { KeepingRule } from './keeping/rules.ts';
import type { Logger } from './logger.ts';

/** What a module is opened on, in one process. */
export interface ModuleParts {
	configuration: Configuration;
	db: Connection;
	log: UpdateLog;
	clock: Clock;
	logger: Logger;
	/** Turns an upload into a stored file. */
	finishUpload: FinishUpload;
	read: ReadDocument;
	/** Writes into a document as the server: durable when it resolves. */
	write: WriteDocument;
	/** Calls back with the documents that something was stored of, whoever wrote it. */
	onStored(listener: (documents: readonly string[]) => void): void;
}

/** How a module brings its facts documents up to date with its tables. */
export interface Facts {
	/** Marks as behind whatever has no document any more: once, before the first round. */
	markLost(): Promise<void>;
	/** Another Swedish day has begun: marks as behind what depends on the day. */
	beginDay(): Promise<void>;
	/**
	 * Writes what is the module's own among the things that are behind: their ids, with the scopes that held each before
	 * and may have to drop it. Gives the ids that it knew; durable when it resolves.
	 */
	write(behind: ReadonlyMap<string, ReadonlySet<string>>): Promise<readonly string[]>;
}

/** What a module adds to what a device is told of its member; modules declare their fields by merging. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by declaration merging
export interface ToldOfMember {}

/** A module at work in one process. */
export interface OpenModule {
	/** Decides each of the module's commands, by kind. */
	commands: Readonly<Record<string, DecideCommand>>;
	facts: Facts;
	/** Its routes, under `/api`. */
	routes(services: Services): Hono<Env>;
	/** A stored file that is the module's and that the actor may see, with the name to save it under; null otherwise. */
	findFile(actor: Actor, id: string): Promise<{ name: string } | null>;
	/** What the member's device is told besides what the platform tells. */
	tell(member: Member): Promise<Partial<ToldOfMember>>;
	/** The module's part of the daily pass: one step for each of its keeping rules. */
	keeping: Readonly<Record<string, KeepingStep>>;
	/** Writes the demo's documents, after its rows: they need the sync server. */
	fillDemoDocuments(now: number): Promise<void>;
	/** Begins the work in the background. */
	start(): void;
	/** Ends it: resolves when nothing is under way. */
	stop(): Promise<void>;
}

/** What the demo of a module puts into an empty installation. */
export interface Demo {
	/** The accounts to try with, as the sign-in page shows them. */
	accounts: readonly DemoAccount[];
	/** An id that only a demo installation has, among the organisations. */
	organisation: string;
	/** Inserts people and records as of `now` (milliseconds); `size` is how many records, null for the usual. */
	insert(trx: Connection, on: { passwordHash: string; now: number; size: number | null }): Promise<void>;
}

/** What a module hands to the server. Its tables are declared by merging into `Database`. */
export interface ServerModule {
	/** The name of its folder. */
	id: string;
	/** Its own migrations; names are unique in the application and end up in the order of their names. */
	migrations(dialect: DialectName): Readonly<Record<string, Migration>>;
	/** For how long it keeps what it needs for a while only. */
	keepingRules: Readonly<Record<string, KeepingRule>>;
	/** The ids of stored files that its rows name: the daily pass takes away what no module names. */
	namedFiles(db: Connection): NamedFiles;
	/** The kinds of files that `npm run import` reads. */
	importers: Readonly<Record<string, Importer>>;
	demo: Demo;
	open(parts: ModuleParts): Promise<OpenModule>;
}

/** A query for ids of stored files, to be asked inside another. */
export type NamedFiles = Expression<string>;
