import type { Migration } from 'kysely/migration';
import type { Clock } from '#core/clock';
import type { Member } from './auth/members.ts';
import type { DecideCommand } from './commands/decision.ts';
import type { FinishUpload } from './commands/prepare-file.ts';
import type { Configuration } from './configuration.ts';
import type { DialectName } from './database/dialect-name.ts';
import type { Connection } from './database/open.ts';
import type { Demo } from './demo/demo.ts';
import type { UpdateLog } from './documents/update-log.ts';
import type { Facts } from './facts/facts.ts';
import type { ReadDocument } from './facts/first-copy.ts';
import type { WriteDocument } from './facts/write-document.ts';
import type { RoutedModule } from './http/context.ts';
import type { Importer } from './import/import-file.ts';
import type { KeepingStep } from './keeping/daily-pass.ts';
import type { KeepingRule } from './keeping/rules.ts';
import type { NamedFiles } from './keeping/unused-files.ts';
import type { Logger } from './logger.ts';
import type { ToldOfMember } from './told.ts';

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

/** A module at work in one process. */
export interface OpenModule extends RoutedModule {
	/** Decides each of the module's commands, by kind. */
	commands: Readonly<Record<string, DecideCommand>>;
	facts: Facts;
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
