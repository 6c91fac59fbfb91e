import * as v from 'valibot';
import type { Clock } from '#core/clock';
import { type Result, ok, refuse } from '#core/result';
import { parseOrganisationNumber } from '#swedish/organisation-number';
import type { Connection } from '../database/open.ts';
import { type Member, findMemberByUsername } from './members.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { RateLimit } from './rate-limit.ts';
import type { Sessions } from './sessions.ts';

/** What a browser sends to sign in: who, and the public half of the key it has made for itself. */
export const signInSchema = v.object({
	username: v.pipe(v.string(), v.maxLength(200), v.excludes('\0')),
	password: v.pipe(v.string(), v.maxLength(1000)),
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
export type SignInRefusal =
	'wrong-check-digit' | 'wrong-credentials' | 'too-many-tries' | 'device-taken' | 'start-password-expired';

/** Who is signed in, and the token for the cookie. */
export interface SignedIn {
	member: Member;
	token: string;
}

/** Signs members in: one object a process, since it counts tries. */
export class SignIn {
	readonly #db: Connection;
	readonly #sessions: Sessions;
	readonly #clock: Clock;
	readonly #byAccount: RateLimit;
	readonly #byAddress: RateLimit;
	#decoy: Promise<string> | null = null;

	constructor(db: Connection, sessions: Sessions, clock: Clock) {
		this.#db = db;
		this.#sessions = sessions;
		this.#clock = clock;
		this.#byAccount = new RateLimit(5, 15 * 60 * 1000, clock); // 5 tries in 15 minutes
		this.#byAddress = new RateLimit(100, 60 * 60 * 1000, clock); // 100 an hour: a whole office shares one address
	}

	/** Checks the password and starts a session on the device, which is registered when it is new; its earlier ones end. */
	async signIn(request: SignInRequest, address: string): Promise<Result<SignedIn, SignInRefusal>> {
		const username = parseUsername(request.username);
		if (!username.ok) return username;
		if (!this.#byAddress.take(address) || !this.#byAccount.take(username.value)) return refuse('too-many-tries');
		const member = await findMemberByUsername(this.#db, username.value, this.#clock);
		const hash = member?.passwordHash ?? (await this.#decoyHash());
		const right = await verifyPassword(hash, request.password);
		if (!member || !right) return refuse('wrong-credentials');
		this.#byAccount.reset(username.value);
		if (this.#isExpired(member)) return refuse('start-password-expired'); // told to who knows it alone
		if (!(await this.#register(request.device, member))) return refuse('device-taken');
		await this.#sessions.revokeDevice(request.device.id);
		const session = await this.#sessions.create(member.actor.member, request.device.id);
		const actor = { ...member.actor, device: request.device.id };
		return ok({ member: { ...member, actor }, ...session });
	}

	#isExpired({ startPasswordExpiresAt: until }: Member): boolean {
		return until !== null && Date.parse(until) <= this.#clock.now();
	}

	/** An unknown name costs the same time as a known one. */
	#decoyHash(): Promise<string> {
		this.#decoy ??= hashPassword('no account has this password');
		return this.#decoy;
	}

	/** False when the device is another member's, has another key, or was revoked. */
	async #register(device: SignInRequest['device'], member: Member): Promise<boolean> {
		const now = new Date(this.#clock.now()).toISOString();
		const key = JSON.stringify(device.publicKey);
		await this.#db
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
		const { numUpdatedRows } = await this.#db
			.updateTable('devices')
			.set({ seen_at: now })
			.where('id', '=', device.id)
			.where('member_id', '=', member.actor.member)
			.where('public_key_json', '=', key)
			.where('revoked_at', 'is', null)
			.executeTakeFirst();
		return numUpdatedRows > 0n;
	}
}

/** E-mail addresses in lower case; organisation numbers as ten digits with a right check digit. */
export function parseUsername(typed: string): Result<string, 'wrong-check-digit' | 'wrong-credentials'> {
	const trimmed = typed.trim().toLowerCase();
	if (trimmed.includes('@')) return ok(trimmed);
	const number = parseOrganisationNumber(trimmed);
	if (number.ok) return number;
	return refuse(number.code === 'wrong-check-digit' ? 'wrong-check-digit' : 'wrong-credentials');
}
