import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type Result, ok, refuse } from '#core/result';
import { CommitQueue } from './commit-queue.ts';
import { fitsQuota, toClaim, toLogRow, toQuarantineEntry, toSnapshot } from './stored-rows.ts';
import type { Claim, NewRow, QuarantineEntry, StoredDocument, UpdateLog } from './update-log.ts';
import { UNKNOWN_AUTHOR, chainHash, dayOf, fingerprint } from './update-log.ts';

const SCHEMA = `
create table if not exists doc_updates (
	seq integer primary key autoincrement, doc text not null, kind text not null, member text not null,
	device text not null, received_at integer not null, sha256 text not null, previous text not null, bytes blob not null);
create index if not exists doc_updates_by_doc on doc_updates (doc); -- an index ends with the row number: seq
create table if not exists doc_snapshots (
	doc text primary key, bytes blob not null, sha256 text not null, upto integer not null, last_hash text not null);
create table if not exists doc_claims (
	doc text not null, client_id integer not null, member text not null, device text not null, since integer not null,
	primary key (doc, client_id)) without rowid;
create table if not exists doc_quarantine (
	id integer primary key autoincrement, doc text not null, seq integer, reason text not null, member text, device text,
	bytes blob not null, found_at integer not null);
create index if not exists doc_quarantine_by_doc on doc_quarantine (doc, id);
create index if not exists doc_quarantine_by_member on doc_quarantine (member, found_at);
`;

const QUERIES = {
	begin: 'begin immediate',
	commit: 'commit',
	rollback: 'rollback',
	insertRow: `insert into doc_updates (doc, kind, member, device, received_at, sha256, previous, bytes)
		values (?, ?, ?, ?, ?, ?, ?, ?)`,
	insertClaim: `insert into doc_claims (doc, client_id, member, device, since) values (?, ?, ?, ?, ?)
		on conflict (doc, client_id) do update set member = excluded.member, device = excluded.device
		where doc_claims.member = '${UNKNOWN_AUTHOR.member}'`,
	selectClaim: 'select member, device from doc_claims where doc = ? and client_id = ?',
	selectClaims: 'select client_id as clientId, member, device from doc_claims where doc = ?',
	lastRow: 'select sha256 from doc_updates where doc = ? order by seq desc limit 1',
	lastSnapshot: 'select last_hash as sha256 from doc_snapshots where doc = ?',
	rowHash: 'select sha256 from doc_updates where doc = ? and seq = ?',
	selectSnapshot: 'select bytes, sha256, upto from doc_snapshots where doc = ?',
	selectRows: `select seq, doc, kind, member, device, received_at as receivedAt, sha256, previous, bytes
		from doc_updates where doc = ? and seq > ? order by seq`,
	upsertSnapshot: `insert into doc_snapshots (doc, bytes, sha256, upto, last_hash) values (?, ?, ?, ?, ?)
		on conflict (doc) do update set bytes = excluded.bytes, sha256 = excluded.sha256, upto = excluded.upto,
		last_hash = excluded.last_hash where upto < excluded.upto`,
	insertQuarantine: `insert into doc_quarantine (doc, seq, reason, member, device, bytes, found_at)
		values (?, ?, ?, ?, ?, ?, ?)`,
	refusedOfDay: `select count(*) as updates, coalesce(sum(length(bytes)), 0) as bytes from doc_quarantine
		where member = ? and found_at >= ? and seq is null`,
	selectQuarantine: `select doc, seq, reason, member, device, bytes, found_at as foundAt
		from doc_quarantine where doc = ? order by id`,
	pruneRefused: 'delete from doc_quarantine where seq is null and found_at < ?',
	prune: `delete from doc_updates where received_at < ?
		and seq <= (select upto from doc_snapshots where doc_snapshots.doc = doc_updates.doc)`
};

const MAX_REMEMBERED = 10_000; // documents whose last sum is kept in memory

type Statements = Record<keyof typeof QUERIES, StatementSync>;

/**
 * The update log in an SQLite file of its own, for one process; the file and its folders are made when missing.
 * `synchronous = FULL`: a row that was answered for survives the loss of power, not only of the process.
 */
export function sqliteUpdateLog(file: string): UpdateLog {
	return new SqliteUpdateLog(file);
}

class SqliteUpdateLog implements UpdateLog {
	readonly #database: DatabaseSync;
	readonly #statements: Statements;
	readonly #queue: CommitQueue<readonly NewRow[], Result<number[], 'claim'>>;
	/** The sum of the last row of each document that was written to lately. */
	#lastHashes = new Map<string, string>();

	constructor(file: string) {
		mkdirSync(dirname(file), { recursive: true });
		this.#database = new DatabaseSync(file);
		this.#database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000;');
		this.#database.exec(SCHEMA);
		this.#statements = prepareAll(this.#database);
		this.#queue = new CommitQueue((entries) => this.#commit(entries));
	}

	append(rows: readonly NewRow[]): Promise<Result<number[], 'claim'>> {
		return this.#queue.add(rows);
	}

	async load(doc: string, options: { fromStart?: boolean } = {}): Promise<StoredDocument> {
		await this.#queue.drain();
		const found = this.#statements.selectSnapshot.get(doc);
		const snapshot = found ? toSnapshot(found) : null;
		const after = options.fromStart === true ? 0 : (snapshot?.upto ?? 0);
		return { snapshot, rows: this.#statements.selectRows.all(doc, after).map(toLogRow) };
	}

	async compact(doc: string, bytes: Uint8Array, upto: number): Promise<void> {
		await this.#queue.drain();
		const last = this.#statements.rowHash.get(doc, upto);
		if (!last) throw new Error(`No row ${upto} of ${doc} to compact up to`);
		this.#statements.upsertSnapshot.run(doc, bytes, fingerprint(bytes), upto, String(last['sha256']));
	}

	async claims(doc: string): Promise<Claim[]> {
		await this.#queue.drain();
		return this.#statements.selectClaims.all(doc).map(toClaim);
	}

	quarantine({ doc, seq, reason, author, bytes, foundAt }: QuarantineEntry): Promise<boolean> {
		const { insertQuarantine, refusedOfDay } = this.#statements;
		return settled(() => {
			const used = author && seq === null ? refusedOfDay.get(author.member, dayOf(foundAt)) : null;
			if (used && !fitsQuota(used, bytes)) return false;
			insertQuarantine.run(doc, seq, reason, author?.member ?? null, author?.device ?? null, bytes, foundAt);
			return true;
		});
	}

	quarantined(doc: string): Promise<QuarantineEntry[]> {
		return settled(() => this.#statements.selectQuarantine.all(doc).map(toQuarantineEntry));
	}

	prune(before: number): Promise<number> {
		this.#lastHashes.clear();
		return settled(() => Number(this.#statements.prune.run(before).changes));
	}

	pruneRefused(before: number): Promise<number> {
		return settled(() => Number(this.#statements.pruneRefused.run(before).changes));
	}

	async erase(doc: string): Promise<void> {
		await this.#queue.drain();
		this.#lastHashes.delete(doc);
		this.#inTransaction(() => {
			for (const table of ['doc_updates', 'doc_snapshots', 'doc_claims', 'doc_quarantine']) {
				this.#database.prepare(`delete from ${table} where doc = ?`).run(doc);
			}
		});
	}

	async close(): Promise<void> {
		await this.#queue.drain();
		this.#database.close();
	}

	#commit(entries: (readonly NewRow[])[]): Result<number[], 'claim'>[] {
		if (this.#lastHashes.size > MAX_REMEMBERED) this.#lastHashes.clear();
		try {
			return this.#inTransaction(() => entries.map((rows) => this.#appendRows(rows)));
		} catch (error) {
			this.#lastHashes.clear(); // they may name rows that were rolled back
			throw error;
		}
	}

	#appendRows(rows: readonly NewRow[]): Result<number[], 'claim'> {
		if (!rows.every((row) => this.#mayClaim(row))) return refuse('claim');
		return ok(rows.map((row) => this.#insert(row)));
	}

	/** False when one of the row's new client ids already belongs to somebody else. */
	#mayClaim(row: NewRow): boolean {
		return row.newClients.every((client) => {
			const owner = this.#statements.selectClaim.get(row.doc, client);
			if (!owner || owner['member'] === UNKNOWN_AUTHOR.member) return true;
			const { member, device } = row.owner ?? row;
			return owner['member'] === member && owner['device'] === device;
		});
	}

	#insert(row: NewRow): number {
		const previous = this.#lastHashes.get(row.doc) ?? this.#readLastHash(row.doc);
		const sha256 = chainHash(previous, row);
		this.#lastHashes.set(row.doc, sha256);
		const { doc, kind, member, device, receivedAt, bytes } = row;
		const owner = row.owner ?? row;
		for (const client of row.newClients) {
			this.#statements.insertClaim.run(doc, client, owner.member, owner.device, receivedAt);
		}
		const { lastInsertRowid } = this.#statements.insertRow.run(
			doc,
			kind,
			member,
			device,
			receivedAt,
			sha256,
			previous,
			bytes
		);
		return Number(lastInsertRowid);
	}

	#readLastHash(doc: string): string {
		const last = this.#statements.lastRow.get(doc) ?? this.#statements.lastSnapshot.get(doc);
		return last ? String(last['sha256']) : '';
	}

	#inTransaction<Value>(work: () => Value): Value {
		this.#statements.begin.run();
		try {
			const value = work();
			this.#statements.commit.run();
			return value;
		} catch (error) {
			if (this.#database.isTransaction) this.#statements.rollback.run();
			throw error;
		}
	}
}

/** The outcome of something that SQLite does at once, as the promise that callers of every log expect. */
function settled<Value>(work: () => Value): Promise<Value> {
	return new Promise((resolve) => resolve(work()));
}

function prepareAll(database: DatabaseSync): Statements {
	const entries = Object.entries(QUERIES).map(([name, sql]) => [name, database.prepare(sql)] as const);
	return Object.fromEntries(entries) as Statements;
}
