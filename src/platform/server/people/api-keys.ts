import type { ApiKey } from '#core/answers';
import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '#core/access';
import type { Clock } from '#core/clock';
import { newId } from '#core/id';
import type { Connection } from '../database/open.ts';

/** Who calls with a key. */
export interface KeyCaller {
	key: string;
	actor: Actor;
	/** What the key is called: the name that its acts stand under in the log. */
	name: string;
	organisationName: string;
}

const SHOWN = 8; // characters: enough to tell keys apart, nothing to guess the other 232 bits by
const USED_EVERY = 5 * 60 * 1000; // 5 minutes: how exact "senast använd" is

const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');

/** A landlord's keys, newest first; revoked ones too, since what they did is in the logs. */
export async function listKeys(db: Connection, organisation: string): Promise<ApiKey[]> {
	const rows = await db
		.selectFrom('api_keys')
		.innerJoin('members', 'members.id', 'api_keys.member_id')
		.selectAll('api_keys')
		.select('members.name as created_by')
		.where('api_keys.organisation_id', '=', organisation)
		.orderBy('api_keys.created_at', 'desc')
		.orderBy('api_keys.id')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		name: row.name,
		prefix: row.prefix,
		createdAt: row.created_at,
		createdBy: row.created_by,
		lastUsedAt: row.last_used_at,
		revokedAt: row.revoked_at
	}));
}

/** Makes a key. What is given back is the only copy; the database keeps its SHA-256. */
export async function makeKey(db: Connection, by: Actor, name: string, clock: Clock): Promise<{ key: string }> {
	const key = `avf_${randomBytes(32).toString('base64url')}`;
	await db
		.insertInto('api_keys')
		.values({
			id: newId(),
			organisation_id: by.organisation,
			member_id: by.member,
			key_hash: hashOf(key),
			prefix: key.slice(0, SHOWN),
			name,
			created_at: new Date(clock.now()).toISOString(),
			revoked_at: null
		})
		.execute();
	return { key };
}

/** Revokes a key: the next request with it is refused. False when there is no such key. */
export async function revokeKey(db: Connection, organisation: string, id: string, clock: Clock): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('api_keys')
		.set({ revoked_at: new Date(clock.now()).toISOString() })
		.where('id', '=', id)
		.where('organisation_id', '=', organisation)
		.where('revoked_at', 'is', null)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/**
 * Who calls with this key, or null. A key is the landlord's: it outlives the account and the roles of who made it. What
 * it may do is said by the module whose API it opens.
 */
export async function findCaller(db: Connection, key: string, clock: Clock): Promise<KeyCaller | null> {
	const row = await db
		.selectFrom('api_keys')
		.innerJoin('members', 'members.id', 'api_keys.member_id')
		.innerJoin('organisations', 'organisations.id', 'api_keys.organisation_id')
		.select(['api_keys.id', 'api_keys.name', 'api_keys.last_used_at', 'members.id as member'])
		.select(['members.company_id', 'organisations.id as organisation'])
		.select('organisations.name as organisation_name')
		.where('api_keys.key_hash', '=', hashOf(key))
		.where('api_keys.revoked_at', 'is', null)
		.executeTakeFirst();
	if (!row) return null;
	await noteUse(db, row.id, row.last_used_at, clock.now());
	const { member, organisation, company_id: company } = row;
	return {
		key: row.id,
		actor: { member, organisation, company, device: null, roles: [] },
		name: row.name,
		organisationName: row.organisation_name
	};
}

async function noteUse(db: Connection, id: string, before: string | null, now: number): Promise<void> {
	if (before !== null && Date.parse(before) > now - USED_EVERY) return;
	await db
		.updateTable('api_keys')
		.set({ last_used_at: new Date(now).toISOString() })
		.where('id', '=', id)
		.execute();
}
