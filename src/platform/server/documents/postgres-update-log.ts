import pg from 'pg';
import { type Result, ok, refuse } from '#core/result';
import { CommitQueue } from './commit-queue.ts';
import { type StoredRow, fitsQuota, toClaim, toLogRow, toQuarantineEntry, toSnapshot } from './stored-rows.ts';
import {
	type Claim,
	type NewRow,
	type QuarantineEntry,
	type StoredDocument,
	UNKNOWN_AUTHOR,
	type UpdateLog,
	chainHash,
	dayOf,
	fingerprint
} from './update-log.ts';

const SCHEMA = `
create table if not exists doc_updates (
	seq bigserial primary key, doc text not null, kind text not null, member text not null, device text not null,
	received_at bigint not null, sha256 text not null, previous text not null, bytes bytea not null);
create index if not exists doc_updates_by_doc on doc_updates (doc, seq);
create table if not exists doc_snapshots (
	doc text primary key, bytes bytea not null, sha256 text not null, upto bigint not null, last_hash text not null);
create table if not exists doc_claims (
	doc text not null, client_id bigint not null, member text not null, device text not null, since bigint not null,
	primary key (doc, client_id));
create table if not exists doc_quarantine (
	id bigserial primary key, doc text not null, seq bigint, reason text not null, member text, device text,
	bytes bytea not null, found_at bigint not null);
create index if not exists doc_quarantine_by_doc on doc_quarantine (doc, id);
create index if not exists doc_quarantine_by_member on doc_quarantine (member, found_at);
`;

const LOCK_DOCUMENTS = `select pg_advisory_xact_lock(key) from
	(select distinct hashtextextended(doc, 0) as key from unnest($1::text[]) doc order by key) keys`;
const LAST_HASHES = `select wanted.doc, coalesce(
	(select sha256 from doc_updates where doc_updates.doc = wanted.doc order by seq desc limit 1),
	(select last_hash from doc_snapshots where doc_snapshots.doc = wanted.doc), '') as sha256
	from unnest($1::text[]) wanted (doc)`;
const INSERT_ROWS = `insert into doc_updates (doc, kind, member, device, received_at, sha256, previous, bytes)
	select doc, kind, member, device, received_at, sha256, previous, bytes
	from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::bytea[])
	with ordinality as rows (doc, kind, member, device, received_at, sha256, previous, bytes, place)
	order by place returning seq`;
const SELECT_ROWS = `select seq, doc, kind, member, device, received_at as "receivedAt", sha256, previous, bytes
	from doc_updates where doc = $1 and seq > $2 order by seq`;
const SELECT_QUARANTINE = `select doc, seq, reason, member, device, bytes, found_at as "foundAt"
	from doc_quarantine where doc = $1 order by id`;
const REFUSED_OF_DAY = `select count(*) as updates, coalesce(sum(length(bytes)), 0) as bytes from doc_quarantine
	where member = $1 and found_at >= $2 and seq is null`;
const INSERT_QUARANTINE = `insert into doc_quarantine (doc, seq, reason, member, device, bytes, found_at)
	values ($1, $2, $3, $4, $5, $6, $7)`;
const SELECT_CLAIMS = 'select client_id as "clientId", member, device from doc_claims where doc = $1';
const INSERT_CLAIM = `insert into doc_claims (doc, client_id, member, device, since) values ($1, $2, $3, $4, $5)
	on conflict (doc, client_id) do update set member = excluded.member, device = excluded.device
	where doc_claims.member = '${UNKNOWN_AUTHOR.member}'`;

type AppendAnswer = Result<number[], 'claim'>;

/**
 * The update log in PostgreSQL, for any number of processes; makes its tables when they are missing. Rejects when the
 * database cannot be reached.
 */
export async function postgresUpdateLog(url: string): Promise<UpdateLog> {
	const pool = new pg.Pool({ connectionString: url, max: 5 });
	pool.on('error', () => undefined); // an idle connection that breaks is replaced; the next query tells
	await makeTables(pool);
	return new PostgresUpdateLog(pool);
}

/** Several processes may start at once, and "if not exists" alone does not keep them from colliding. */
async function makeTables(pool: pg.Pool): Promise<void> {
	await inTransaction(pool, async (client) => {
		await client.query("select pg_advisory_xact_lock(hashtextextended('doc_updates:schema', 0))");
		await client.query(SCHEMA);
	});
}

class PostgresUpdateLog implements UpdateLog {
	readonly #pool: pg.Pool;
	readonly #queue: CommitQueue<readonly NewRow[], AppendAnswer>;

	constructor(pool: pg.Pool) {
		this.#pool = pool;
		this.#queue = new CommitQueue((entries) => inTransaction(pool, (client) => commit(client, entries)));
	}

	append(rows: readonly NewRow[]): Promise<AppendAnswer> {
		return this.#queue.add(rows);
	}

	async load(doc: string, options: { fromStart?: boolean } = {}): Promise<StoredDocument> {
		return inTransaction(this.#pool, async (client) => {
			await client.query('set transaction isolation level repeatable read, read only');
			const found = await client.query('select bytes, sha256, upto from doc_snapshots where doc = $1', [doc]);
			const snapshot = found.rows.map(toSnapshot)[0] ?? null;
			const after = options.fromStart === true ? 0 : (snapshot?.upto ?? 0);
			const rows = await client.query(SELECT_ROWS, [doc, after]);
			return { snapshot, rows: rows.rows.map(toLogRow) };
		});
	}

	async compact(doc: string, bytes: Uint8Array, upto: number): Promise<void> {
		const { rowCount } = await this.#pool.query(
			`insert into doc_snapshots (doc, bytes, sha256, upto, last_hash)
			select doc, $2, $3, seq, sha256 from doc_updates where doc = $1 and seq = $4
			on conflict (doc) do update set bytes = excluded.bytes, sha256 = excluded.sha256, upto = excluded.upto,
			last_hash = excluded.last_hash where doc_snapshots.upto <= excluded.upto`,
			[doc, bytes, fingerprint(bytes), upto]
		);
		if (rowCount === 0 && !(await this.#hasSnapshotAfter(doc, upto))) {
			throw new Error(`No row ${upto} of ${doc} to compact up to`);
		}
	}

	async claims(doc: string): Promise<Claim[]> {
		const found = await this.#pool.query(SELECT_CLAIMS, [doc]);
		return found.rows.map(toClaim);
	}

	quarantine({ doc, seq, reason, author, bytes, foundAt }: QuarantineEntry): Promise<boolean> {
		return inTransaction(this.#pool, async (client) => {
			if (author && seq === null && !(await hasQuota(client, author.member, bytes, foundAt))) return false;
			const { member, device } = author ?? { member: null, device: null };
			await client.query(INSERT_QUARANTINE, [doc, seq, reason, member, device, bytes, foundAt]);
			return true;
		});
	}

	async quarantined(doc: string): Promise<QuarantineEntry[]> {
		const found = await this.#pool.query(SELECT_QUARANTINE, [doc]);
		return found.rows.map(toQuarantineEntry);
	}

	async prune(before: number): Promise<number> {
		const { rowCount } = await this.#pool.query(
			`delete from doc_updates using doc_snapshots
			where doc_snapshots.doc = doc_updates.doc and seq <= upto and received_at < $1`,
			[before]
		);
		return rowCount ?? 0;
	}

	async pruneRefused(before: number): Promise<number> {
		const { rowCount } = await this.#pool.query('delete from doc_quarantine where seq is null and found_at < $1', [
			before
		]);
		return rowCount ?? 0;
	}

	async erase(doc: string): Promise<void> {
		await inTransaction(this.#pool, async (client) => {
			await client.query(LOCK_DOCUMENTS, [[doc]]);
			for (const table of ['doc_updates', 'doc_snapshots', 'doc_claims', 'doc_quarantine']) {
				await client.query(`delete from ${table} where doc = $1`, [doc]);
			}
		});
	}

	async close(): Promise<void> {
		await this.#queue.drain();
		await this.#pool.end();
	}

	async #hasSnapshotAfter(doc: string, upto: number): Promise<boolean> {
		const found = await this.#pool.query('select 1 from doc_snapshots where doc = $1 and upto > $2', [doc, upto]);
		return found.rows.length > 0;
	}
}

/**
 * Appends a turn's rows in one transaction. The lock per document makes the order of seq the order of commits, so that
 * a snapshot up to a row can leave none out, and lets each row's sum cover the row before it.
 */
async function commit(client: pg.PoolClient, entries: (readonly NewRow[])[]): Promise<AppendAnswer[]> {
	const docs = [...new Set(entries.flatMap((rows) => rows.map((row) => row.doc)))];
	await client.query(LOCK_DOCUMENTS, [docs]);
	const granted: boolean[] = [];
	for (const rows of entries) granted.push(await claim(client, rows));
	const seqs = await insertRows(client, docs, entries.filter((_, index) => granted[index]).flat());
	let next = 0;
	return entries.map((rows, index) => {
		if (!granted[index]) return refuse('claim');
		next += rows.length;
		return ok(seqs.slice(next - rows.length, next));
	});
}

/** Binds the new client ids of rows to their authors; false, and nothing bound, when one is another's. */
async function claim(client: pg.PoolClient, rows: readonly NewRow[]): Promise<boolean> {
	const wanted = rows.flatMap((row) => row.newClients.map((clientId) => ({ row, clientId })));
	for (const { row, clientId } of wanted) {
		const found = await client.query('select member, device from doc_claims where doc = $1 and client_id = $2', [
			row.doc,
			clientId
		]);
		const owner = found.rows[0] as StoredRow | undefined;
		if (!owner || owner['member'] === UNKNOWN_AUTHOR.member) continue;
		const { member, device } = row.owner ?? row;
		if (owner['member'] !== member || owner['device'] !== device) return false;
	}
	for (const { row, clientId } of wanted) {
		const { member, device } = row.owner ?? row;
		await client.query(INSERT_CLAIM, [row.doc, clientId, member, device, row.receivedAt]);
	}
	return true;
}

/** True while another refused update may be kept; the lock keeps several processes from counting side by side. */
async function hasQuota(client: pg.PoolClient, member: string, bytes: Uint8Array, foundAt: number): Promise<boolean> {
	await client.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [member]);
	const used = await client.query(REFUSED_OF_DAY, [member, dayOf(foundAt)]);
	return fitsQuota(used.rows[0] as StoredRow, bytes);
}

async function insertRows(client: pg.PoolClient, docs: string[], rows: readonly NewRow[]): Promise<number[]> {
	if (rows.length === 0) return [];
	const found = await client.query(LAST_HASHES, [docs]);
	const lastHashes = new Map(found.rows.map((row: StoredRow) => [String(row['doc']), String(row['sha256'])]));
	const links = rows.map((row) => {
		const previous = lastHashes.get(row.doc) ?? '';
		const sha256 = chainHash(previous, row);
		lastHashes.set(row.doc, sha256);
		return { previous, sha256 };
	});
	const inserted = await client.query(INSERT_ROWS, [
		rows.map((row) => row.doc),
		rows.map((row) => row.kind),
		rows.map((row) => row.member),
		rows.map((row) => row.device),
		rows.map((row) => row.receivedAt),
		links.map((link) => link.sha256),
		links.map((link) => link.previous),
		rows.map((row) => asBuffer(row.bytes))
	]);
	return inserted.rows.map((row: StoredRow) => Number(row['seq']));
}

async function inTransaction<Value>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Value>): Promise<Value> {
	const client = await pool.connect();
	let broken = false;
	try {
		await client.query('begin');
		const value = await work(client);
		await client.query('commit');
		return value;
	} catch (error) {
		broken = await client.query('rollback').then(
			() => false,
			() => true
		);
		throw error;
	} finally {
		client.release(broken);
	}
}

/** pg writes Buffers of an array as bytes, but other byte arrays as lists of numbers. */
function asBuffer(bytes: Uint8Array): Buffer {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
