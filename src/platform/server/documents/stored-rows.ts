import {
	type Claim,
	type LogRow,
	type QuarantineEntry,
	REFUSED_QUOTA,
	type RowKind,
	type Snapshot
} from './update-log.ts';

/** A row as a database driver gives it, its columns named like the fields of LogRow. */
export type StoredRow = Record<string, unknown>;

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');
const asBytes = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : new Uint8Array());

/** A log row from its columns. */
export function toLogRow(row: StoredRow): LogRow {
	return {
		seq: Number(row['seq']),
		doc: asText(row['doc']),
		kind: asText(row['kind']) as RowKind,
		member: asText(row['member']),
		device: asText(row['device']),
		receivedAt: Number(row['receivedAt']),
		sha256: asText(row['sha256']),
		previous: asText(row['previous']),
		bytes: asBytes(row['bytes'])
	};
}

/** A snapshot from its columns. */
export function toSnapshot(row: StoredRow): Snapshot {
	return { bytes: asBytes(row['bytes']), sha256: asText(row['sha256']), upto: Number(row['upto']) };
}

/** A claim from its columns. */
export function toClaim(row: StoredRow): Claim {
	return { clientId: Number(row['clientId']), member: asText(row['member']), device: asText(row['device']) };
}

/** What was set aside, from its columns. */
export function toQuarantineEntry(row: StoredRow): QuarantineEntry {
	return {
		doc: asText(row['doc']),
		seq: row['seq'] === null ? null : Number(row['seq']),
		reason: asText(row['reason']),
		author: row['member'] === null ? null : { member: asText(row['member']), device: asText(row['device']) },
		bytes: asBytes(row['bytes']),
		foundAt: Number(row['foundAt'])
	};
}

/** True when a refused update may be kept beside what is kept of the same member and day, as counted in the database. */
export function fitsQuota(used: StoredRow, { length }: Uint8Array): boolean {
	const { updates, bytes } = REFUSED_QUOTA;
	return Number(used['updates']) < updates && Number(used['bytes']) + length <= bytes;
}
