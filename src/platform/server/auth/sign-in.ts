import { createHash, createHmac, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Clock } from '#core/clock';
import { type Result, ok, refuse } from '#core/result';
import { parseOrganisationNumber } from '#swedish/organisation-number';
import type { Connection } from '../database/open.ts';
import { type Member, findMemberByUsername } from './members.ts';
import type { Logger } from '../logger.ts';
import { networkOf } from './network.ts';
import {
	type PasswordTries,
	type Tried,
	ofAccount,
	ofAccountFrom,
	ofBesiegedFrom,
	ofDevice,
	ofNetwork
} from './password-tries.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { RateLimit } from './rate-limit.ts';
import type { Sessions } from './sessions.ts';

/** What a browser sends to sign in: who, and the public half of the key it has made for itself. */
export const signInSchema = v.object({
	username: v.pipe(v.string(), v.minLength(1), v.maxLength(200), v.excludes('\0')),
	password: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)),
	device: v.object({
		id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
		label: v.pipe(v.string(), v.maxLength(100), v.excludes('\0')),
		publicKey: v.object({
			kty: v.literal('EC'),
			crv: v.literal('P-256'),
			x: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
			y: v.pipe(v.string(), v.regex(/^[\w-]{43}$/))
		})
	})
});

export type SignInRequest = v.InferOutput<typeof signInSchema>;

/** Why a sign-in is refused. Unknown names and wrong passwords give the same answer. */
export type SignInRefusal = 'wrong-check-digit' | 'wrong-credentials' | 'device-taken' | 'start-password-expired';

/** Who is signed in, the token for the cookie, and the one by which the browser is known again. */
export interface SignedIn {
	member: Member;
	token: string;
	knownBy: string;
}

/** What a sign-in came to; when there were too many tries, `again` says when the next one is let through. */
export type SignInAnswer = Result<SignedIn, SignInRefusal> | { ok: false; code: 'too-many-tries'; again: number };

/** Where a sign-in comes from: an address, and what the browser is known by, if it is. */
export interface From {
	address: string;
	knownBy: string | null;
}

/** What signing in stands on. */
export interface SignInOptions {
	db: Connection;
	sessions: Sessions;
	clock: Clock;
	tries: PasswordTries;
	logger: Logger;
	/** Whether nobody of an organisation may sign in. */
	isClosed(organisation: string): boolean;
}

/** Signs members in. */
export class SignIn {
	readonly #on: SignInOptions;
	/** Of this process alone: what the log calls an account or a network leads back to nobody. */
	readonly #pepper = randomBytes(32);
	readonly #lines: RateLimit;
	#leftOut = 0;
	#decoy: Promise<string> | null = null;

	constructor(on: SignInOptions) {
		this.#on = on;
		this.#lines = new RateLimit(60, 60 * 1000, on.clock);
	}

	/** Checks the password and starts a session on the device, which is registered when it is new; its earlier ones end. */
	async signIn(request: SignInRequest, from: From): Promise<SignInAnswer> {
		const username = parseUsername(request.username);
		if (!username.ok) return username;
		const { db, clock, sessions } = this.#on;
		const found = await findMemberByUsername(db, username.value, clock);
		const member = found && this.#on.isClosed(found.actor.organisation) ? null : found;
		const tried = await this.#try(username.value, from, member);
		if (!tried.ok) {
			this.#log('A sign-in was put off', username.value, from);
			return { ok: false, code: 'too-many-tries', again: tried.again };
		}
		const hash = member?.passwordHash ?? (await this.#decoyHash());
		const right = await verifyPassword(hash, request.password);
		if (!member || !right) {
			this.#log('A sign-in was refused', username.value, from);
			return refuse('wrong-credentials');
		}
		await tried.giveBack();
		if (this.#isExpired(member)) return refuse('start-password-expired'); // told to who knows it alone
		const knownBy = from.knownBy ?? randomBytes(32).toString('base64url');
		if (!(await this.#register(request.device, member, knownBy))) return refuse('device-taken');
		await sessions.revokeDevice(request.device.id);
		const session = await sessions.create(member.actor.member, request.device.id);
		const actor = { ...member.actor, device: request.device.id };
		return ok({ member: { ...member, actor }, ...session, knownBy });
	}

	/** A device that the member has signed in on before has a gate of its own; strangers share theirs. */
	async #try(account: string, { address, knownBy }: From, member: Member | null): Promise<Tried> {
		const { tries } = this.#on;
		const device = member && knownBy !== null ? await this.#knownDevice(member, knownBy) : null;
		if (device !== null) return tries.take(ofDevice(device));
		const network = networkOf(address);
		const gates = [ofNetwork(network), ofAccountFrom(network, account)];
		const tried = await tries.take(...gates, ofAccount(account));
		if (tried.ok) return tried;
		// When it is the account that all strangers have spent, nobody is locked out: each network is slowed.
		return tries.take(...gates, ofBesiegedFrom(network, account));
	}

	async #knownDevice(member: Member, knownBy: string): Promise<string | null> {
		const row = await this.#on.db
			.selectFrom('devices')
			.select('id')
			.where('known_by', '=', hashOf(knownBy))
			.where('member_id', '=', member.actor.member)
			.where('revoked_at', 'is', null)
			.orderBy('id')
			.executeTakeFirst();
		return row?.id ?? null;
	}

	/** So many lines a minute at most: a flood of tries must not fill the disk. */
	#log(message: string, account: string, { address }: From): void {
		if (!this.#lines.take('')) return void (this.#leftOut += 1);
		const short = (value: string) => createHmac('sha256', this.#pepper).update(value).digest('hex').slice(0, 12);
		this.#on.logger.warn(
			{ account: short(account), network: short(networkOf(address)), leftOut: this.#leftOut },
			message
		);
		this.#leftOut = 0;
	}

	#isExpired({ startPasswordExpiresAt: until }: Member): boolean {
		return until !== null && Date.parse(until) <= this.#on.clock.now();
	}

	/** An unknown name costs the same time as a known one. */
	#decoyHash(): Promise<string> {
		this.#decoy ??= hashPassword('no account has this password');
		return this.#decoy;
	}

	/** False when the device is another member's, has another key, or was revoked. */
	async #register(device: SignInRequest['device'], member: Member, knownBy: string): Promise<boolean> {
		const { db, clock } = this.#on;
		const now = new Date(clock.now()).toISOString();
		const key = JSON.stringify(device.publicKey);
		await db
			.insertInto('devices')
			.values({
				id: device.id,
				member_id: member.actor.member,
				public_key_json: key,
				label: device.label,
				created_at: now,
				seen_at: now,
				revoked_at: null
			})
			.onConflict((conflict) => conflict.column('id').doNothing()) // known, or a second tap on "Logga in"
			.execute();
		const { numUpdatedRows } = await db
			.updateTable('devices')
			.set({ seen_at: now, known_by: hashOf(knownBy) })
			.where('id', '=', device.id)
			.where('member_id', '=', member.actor.member)
			.where('public_key_json', '=', key)
			.where('revoked_at', 'is', null)
			.executeTakeFirst();
		return numUpdatedRows > 0n;
	}
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** E-mail addresses in lower case; organisation numbers as ten digits with a right check digit. */
export function parseUsername(typed: string): Result<string, 'wrong-check-digit' | 'wrong-credentials'> {
	const trimmed = typed.trim().toLowerCase();
	if (trimmed.includes('@')) return ok(trimmed);
	const number = parseOrganisationNumber(trimmed);
	if (number.ok) return number;
	return refuse(number.code === 'wrong-check-digit' ? 'wrong-check-digit' : 'wrong-credentials');
}
