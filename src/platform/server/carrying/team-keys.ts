import { randomBytes } from 'node:crypto';
import { swedishDay } from '#swedish/dates';
import type { Connection } from '../database/open.ts';
import { grantsOn } from '../people/grants.ts';

const BYTES = 32; // AES-256

/** Where keys are kept, and when they are told, in milliseconds. */
interface TellingKeys {
	db: Connection;
	now: number;
}

/**
 * The keys of a member's teams as base64url, by team; to be told to the member alone. A key is made when it is first
 * asked for, and anew when somebody who was told it does not belong to the team any more.
 */
export async function teamKeysFor(
	{ db, now }: TellingKeys,
	member: string,
	teams: readonly string[]
): Promise<Record<string, string>> {
	const keys: Record<string, string> = {};
	for (const team of teams) keys[team] = await keyOf({ db, now }, member, team);
	return keys;
}

async function keyOf({ db, now }: TellingKeys, member: string, team: string): Promise<string> {
	const known = await readKey(db, team);
	const told = known ? (JSON.parse(known.told_json) as string[]) : [];
	if (known && told.includes(member) && !(await hasLeft({ db, now }, team, told))) return known.key;
	const isStale = !known || (await hasLeft({ db, now }, team, told));
	const key = isStale ? randomBytes(BYTES).toString('base64url') : known.key;
	const told_json = JSON.stringify(isStale ? [member] : [...told, member]);
	const isMine = known
		? await replaceKey(db, known, { key, told_json })
		: await insertKey(db, team, { key, told_json });
	return isMine ? key : keyOf({ db, now }, member, team); // another request was first: its key counts
}

function readKey(db: Connection, team: string) {
	return db.selectFrom('team_keys').selectAll().where('team_id', '=', team).executeTakeFirst();
}

async function hasLeft({ db, now }: TellingKeys, team: string, told: readonly string[]): Promise<boolean> {
	const held = await grantsOn(db, told, swedishDay(now));
	const here = new Set(held.filter(({ scope }) => scope.id === team).map(({ member }) => member));
	return here.size < told.length;
}

interface NewKey {
	key: string;
	told_json: string;
}

async function insertKey(db: Connection, team: string, made: NewKey): Promise<boolean> {
	const { numInsertedOrUpdatedRows } = await db
		.insertInto('team_keys')
		.values({ team_id: team, ...made })
		.onConflict((conflict) => conflict.column('team_id').doNothing())
		.executeTakeFirst();
	return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

async function replaceKey(db: Connection, known: NewKey & { team_id: string }, made: NewKey): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('team_keys')
		.set(made)
		.where('team_id', '=', known.team_id)
		.where('key', '=', known.key)
		.where('told_json', '=', known.told_json)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}
