import { createHash } from 'node:crypto';
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia';
import type { Clock } from '#core/clock';
import { newId } from '#core/id';
import type { Connection } from '../database/open.ts';
import { systemClock } from '../system-clock.ts';

/** A session that holds: whose it is, on which device, and the id under which people see it. */
export interface Session {
	/** Stored form of the token: safe to keep and compare, useless as a cookie. */
	id: string;
	publicId: string;
	member: string;
	device: string;
}

/** Sessions as the rest of the server knows them; nothing else imports the library beneath. */
export interface Sessions {
	/** Starts a session; the token goes into the cookie and is not stored. It lasts for SESSION_LIFE at most. */
	create(member: string, device: string): Promise<{ token: string }>;
	/** The session of a token, or null when it is unknown, ended or too old. */
	validate(token: string): Promise<Session | null>;
	revoke(publicId: string, member: string): Promise<boolean>;
	/** Ends all sessions on a device. */
	revokeDevice(device: string): Promise<void>;
	/** Ends all sessions of a member, for example after a change of password. */
	revokeAll(member: string): Promise<void>;
}

const IDLE = new TimeSpan(14, 'd');
/** How long a session can last at most, in milliseconds: 30 days, for contractors' phones. */
export const SESSION_LIFE = 30 * 24 * 60 * 60 * 1000;
const TOKEN = /^[a-z0-9]{20,60}$/;

declare module 'lucia' {
	interface Register {
		DatabaseSessionAttributes: { deviceId: string; createdAt: Date };
	}
}

/** Sessions in the database. Lucia draws tokens and reckons expiry; the adapter stores hashes and sets the last limit. */
export function createSessions(db: Connection, clock: Clock): Sessions {
	const adapter = hashingAdapter(db, clock);
	const lucia = new Lucia(adapter, { sessionExpiresIn: IDLE });
	return {
		async create(member, device) {
			const createdAt = new Date(clock.now());
			const { id: token } = await lucia.createSession(member, { deviceId: device, createdAt });
			return { token };
		},
		async validate(token) {
			if (!TOKEN.test(token)) return null;
			const { session } = await lucia.validateSession(token);
			if (!session) return null;
			const id = hashToken(token);
			const row = await db
				.selectFrom('sessions')
				.select(['public_id', 'device_id'])
				.where('id', '=', id)
				.executeTakeFirst();
			return row ? { id, publicId: row.public_id, member: session.userId, device: row.device_id } : null;
		},
		async revoke(publicId, member) {
			const { numDeletedRows } = await db
				.deleteFrom('sessions')
				.where('public_id', '=', publicId)
				.where('member_id', '=', member)
				.executeTakeFirst();
			return numDeletedRows > 0n;
		},
		async revokeDevice(device) {
			await db.deleteFrom('sessions').where('device_id', '=', device).execute();
		},
		revokeAll: (member) => lucia.invalidateUserSessions(member)
	};
}

function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

function hashingAdapter(db: Connection, clock: Clock): Adapter {
	// Lucia asks the machine what time it is; the rows are of the time that was passed in.
	const ahead = () => clock.now() - systemClock.now();
	const toRow = (expiresAt: Date) => new Date(expiresAt.getTime() + ahead()).toISOString();
	const toLucia = (session: DatabaseSession) => ({
		...session,
		expiresAt: new Date(session.expiresAt.getTime() - ahead())
	});
	return {
		async getSessionAndUser(token) {
			const row = await db.selectFrom('sessions').selectAll().where('id', '=', hashToken(token)).executeTakeFirst();
			// Told of one that is over, Lucia would delete it: with a clock that is wrong for seconds, everybody's, for good.
			if (!row || isOver(row, clock.now())) return [null, null];
			return [toLucia(toSession(token, row)), { id: row.member_id, attributes: {} }];
		},
		async getUserSessions(member) {
			const rows = await db.selectFrom('sessions').selectAll().where('member_id', '=', member).execute();
			return rows.map((row) => toLucia(toSession(row.public_id, row)));
		},
		async setSession(session) {
			const { id, userId, expiresAt, attributes } = session;
			await db
				.insertInto('sessions')
				.values({
					id: hashToken(id),
					public_id: newId(),
					member_id: userId,
					device_id: attributes.deviceId,
					created_at: attributes.createdAt.toISOString(),
					expires_at: toRow(expiresAt)
				})
				.execute();
		},
		async updateSessionExpiration(token, expiresAt) {
			await db
				.updateTable('sessions')
				.set({ expires_at: toRow(expiresAt) })
				.where('id', '=', hashToken(token))
				.execute();
		},
		async deleteSession(token) {
			await db.deleteFrom('sessions').where('id', '=', hashToken(token)).execute();
		},
		async deleteUserSessions(member) {
			await db.deleteFrom('sessions').where('member_id', '=', member).execute();
		},
		async deleteExpiredSessions() {
			await db.deleteFrom('sessions').where('expires_at', '<=', new Date(clock.now()).toISOString()).execute();
		}
	};
}

function isOver({ created_at, expires_at }: { created_at: string; expires_at: string }, now: number): boolean {
	return Date.parse(expires_at) <= now || Date.parse(created_at) + SESSION_LIFE < now;
}

function toSession(
	id: string,
	row: { member_id: string; expires_at: string; device_id: string; created_at: string }
): DatabaseSession {
	return {
		id,
		userId: row.member_id,
		expiresAt: new Date(row.expires_at),
		attributes: { deviceId: row.device_id, createdAt: new Date(row.created_at) }
	};
}
