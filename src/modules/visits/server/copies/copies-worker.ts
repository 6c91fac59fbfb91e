import { hash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '#core/clock';
import { parseDocumentName } from '#core/document-name';
import { type Result, ok, refuse } from '#core/result';
import { swedishDay } from '#swedish/dates';
import { PLAN_KIND, TEAM_KIND } from '#modules/visits/domain/index.ts';
import type { Connection } from '#server/database/open';
import type { UpdateLog } from '#server/documents/update-log';
import type { Logger } from '#server/logger';
import { filesOfTeam, markDestroyed } from './copy-log.ts';
import { labelsOf } from './copy-names.ts';
import { loadCopySettings } from './copy-settings.ts';
import { noteFailure, noteSuccess } from './copy-states.ts';
import { CopyWriter } from './copy-writer.ts';
import type { SecretBox } from './secret-box.ts';
import { MARKER_TEXT, type TeamToCopy, writeTeam } from './write-team.ts';
import type { WriteRefusal } from './writer-messages.ts';

/** How long the worker waits, in milliseconds. */
export interface CopiesPauses {
	/** After the last change of a team, so that a busy planner is not followed step by step. */
	quiet: number;
	/** After the first change, also while changes go on. */
	longest: number;
	/** Between two looks at what is to be done. */
	tick: number;
	/** After a failure; doubles up to sixteen times as long. */
	retry: number;
}

const USUAL: CopiesPauses = { quiet: 20_000, longest: 120_000, tick: 1_000, retry: 30_000 };
const MOST_DOUBLED = 5;

/** What the worker stands on. */
export interface CopiesDependencies {
	db: Connection;
	log: UpdateLog;
	logger: Logger;
	clock: Clock;
	box: SecretBox;
	dataDir: string;
	/** The folder that was chosen from outside; null for the usual one, which is made where it is missing. */
	copiesDir: string | null;
	pauses?: CopiesPauses;
	writer?: CopyWriter;
}

/** A team that waits. */
interface Waiting {
	/** Since when, and when it changed last; milliseconds since 1970. */
	since: number;
	last: number;
	/** Not before this moment. */
	notBefore: number;
	failures: number;
}

/** Keeps the copies of all teams up to date: after changes, each day, and again when a share is back. */
export class CopiesWorker {
	readonly #on: CopiesDependencies;
	readonly #pauses: CopiesPauses;
	readonly #writer: CopyWriter;
	readonly #waiting = new Map<string, Waiting>();
	readonly #inspected = new Set<string>();
	readonly #stopped = new AbortController();
	#day = '';
	#running: Promise<void> | null = null;
	#busy: string | null = null;

	constructor(dependencies: CopiesDependencies) {
		this.#on = dependencies;
		this.#pauses = dependencies.pauses ?? USUAL;
		this.#writer = dependencies.writer ?? new CopyWriter({ logger: dependencies.logger });
	}

	/** The folder that copies are written in. */
	get root(): string {
		return resolve(this.#on.copiesDir ?? join(this.#on.dataDir, 'copies'));
	}

	/** Begins to look after the copies. */
	start(): void {
		this.#running ??= this.#run();
	}

	/** Told which documents have been written in. */
	changed(documents: readonly string[]): void {
		for (const name of documents) {
			const parsed = parseDocumentName(name);
			if (parsed.ok && (parsed.value.kind === PLAN_KIND.kind || parsed.value.kind === TEAM_KIND.kind))
				this.#wait(parsed.value.scope, 0);
		}
	}

	/** Writes the copies of these teams without waiting for quiet. */
	wantNow(teams: readonly string[]): void {
		for (const team of teams) {
			this.#wait(team, this.#pauses.longest);
			this.#waiting.set(team, { ...this.#entry(team), notBefore: 0 });
		}
	}

	/** All teams of an organisation: its lock is another one. */
	async wantOrganisation(organisation: string): Promise<void> {
		const teams = await this.#on.db
			.selectFrom('teams')
			.select('id')
			.where('organisation_id', '=', organisation)
			.execute();
		this.wantNow(teams.map(({ id }) => id));
	}

	/** True while copies of one of these teams wait or are written. */
	isWriting(teams: readonly string[]): boolean {
		const hasNotLooked = this.#running !== null && this.#day === '';
		return hasNotLooked || teams.some((team) => this.#busy === team || (this.#waiting.get(team)?.failures ?? 1) === 0);
	}

	/** Ends the process that writes, as a crash would; the next file has a new one. */
	killWriter(): void {
		this.#writer.kill();
	}

	/** Finishes the file under way, and resolves when nothing is written any more. */
	async stop(): Promise<void> {
		this.#stopped.abort();
		await this.#running;
		await this.#writer.close();
	}

	#entry(team: string): Waiting {
		const now = this.#on.clock.now();
		return this.#waiting.get(team) ?? { since: now, last: now, notBefore: 0, failures: 0 };
	}

	#wait(team: string, ago: number): void {
		const entry = this.#entry(team);
		const now = this.#on.clock.now();
		this.#waiting.set(team, { ...entry, since: Math.min(entry.since, now - ago), last: now });
	}

	async #run(): Promise<void> {
		while (!this.#stopped.signal.aborted) {
			try {
				await this.#everyDay();
				for (const team of this.#due()) await this.#write(team);
			} catch (error) {
				this.#on.logger.error(
					{ error: error instanceof Error ? error.name : 'unknown' },
					'copies could not be looked after'
				);
			}
			await pause(this.#pauses.tick, null, { signal: this.#stopped.signal }).catch(() => null);
		}
	}

	/** Midnight in Sweden moves the days that are kept; the start of the program counts as a new day. */
	async #everyDay(): Promise<void> {
		const today = swedishDay(this.#on.clock.now());
		if (today === this.#day) return;
		const teams = await this.#on.db.selectFrom('teams').select('id').execute();
		this.#day = today;
		this.wantNow(teams.map(({ id }) => id));
	}

	#due(): string[] {
		const now = this.#on.clock.now();
		const { quiet, longest } = this.#pauses;
		const isDue = ({ since, last, notBefore }: Waiting) =>
			now >= notBefore && (now - last >= quiet || now - since >= longest);
		return [...this.#waiting].flatMap(([team, waiting]) => (isDue(waiting) ? [team] : []));
	}

	async #write(team: string): Promise<void> {
		if (this.#stopped.signal.aborted) return;
		const { failures } = this.#entry(team);
		this.#waiting.delete(team); // before reading, so that a change in between is not missed
		this.#busy = team;
		try {
			const done = await this.#copy(team);
			if (!done.ok) this.#tryAgain(team, failures + 1);
		} catch (error) {
			this.#tryAgain(team, failures + 1);
			throw error;
		} finally {
			this.#busy = null;
		}
	}

	#tryAgain(team: string, failures: number): void {
		const wait = this.#pauses.retry * 2 ** Math.min(failures - 1, MOST_DOUBLED - 1);
		this.#waiting.set(team, { ...this.#entry(team), since: 0, failures, notBefore: this.#on.clock.now() + wait });
	}

	async #copy(id: string): Promise<Result<null, WriteRefusal>> {
		const { db, box, log, clock, logger } = this.#on;
		const team = await this.#find(id);
		if (!team) return ok(null);
		const settings = await loadCopySettings(db, box, team.organisation);
		if (settings.passphrase === null && !settings.unprotected) return ok(null);
		const passphrase = settings.unprotected ? null : settings.passphrase;
		const now = clock.now();
		const ready = await this.#ready(team);
		const about = { db, log, writer: this.#writer, passphrase, now, signal: this.#stopped.signal };
		const lock = passphrase === null ? 'open' : (settings.passphraseAt ?? '');
		const done = ready.ok ? await writeTeam(team, { ...about, lock }) : ready;
		const at = new Date(clock.now()).toISOString();
		if (!done.ok) {
			await noteFailure(db, team, done.code, at);
			logger.warn({ team: id, code: done.code }, 'copies could not be written');
			return refuse(done.code);
		}
		await noteSuccess(db, team, at);
		if (typeof done.value === 'number' && done.value > 0)
			logger.info({ team: id, files: done.value }, 'copies written');
		return ok(null);
	}

	async #find(id: string): Promise<TeamToCopy | null> {
		const { db } = this.#on;
		const organisations = await db.selectFrom('organisations').select(['id', 'name']).execute();
		const teams = await db.selectFrom('teams').select(['id', 'name', 'organisation_id']).execute();
		const team = teams.find((each) => each.id === id);
		if (!team) return null;
		const organisation = team.organisation_id;
		const siblings = teams.filter((each) => each.organisation_id === organisation);
		const folder = join(this.root, labelsOf(organisations).get(organisation) ?? organisation);
		return { id, organisation, folder, label: labelsOf(siblings).get(id) ?? id };
	}

	/** The folder is there; and once after each start, what the log says of it is compared with what lies in it. */
	async #ready(team: TeamToCopy): Promise<Result<null, WriteRefusal>> {
		const { db, clock, copiesDir } = this.#on;
		const sum = hash('sha256', this.root, 'hex');
		const row = await db
			.selectFrom('copy_settings')
			.select('known_folder')
			.where('organisation_id', '=', team.organisation)
			.executeTakeFirst();
		const isKnown = row?.known_folder === sum;
		const where = { root: this.root, folder: team.folder, mayCreate: copiesDir === null, isKnown };
		const found = await this.#writer.run({ job: 'check', ...where, marker: MARKER_TEXT });
		if (!found.ok) return found;
		if (!isKnown) {
			const known = { known_folder: sum };
			await db.updateTable('copy_settings').set(known).where('organisation_id', '=', team.organisation).execute();
		}
		if (this.#inspected.has(team.id)) return ok(null);
		const live = await filesOfTeam(db, team.id);
		const files = live.flatMap(({ id, file, sha256 }) => (file && sha256 ? [{ id, file, sha256 }] : []));
		const inspected = await this.#writer.run({ job: 'inspect', folder: team.folder, files });
		if (!inspected.ok) return inspected;
		const now = new Date(clock.now()).toISOString();
		await markDestroyed(db, inspected.value.missing, { how: 'missing', by: 'server', now });
		this.#inspected.add(team.id);
		return ok(null);
	}
}
