import type { Actor } from '#core/access';
import type { Clock } from '#core/clock';
import { type Result, ok, refuse } from '#core/result';
import { heldContext, sealFor } from '#core/sealing';
import { dayAfter, swedishDay } from '#swedish/dates';
import type { PublicJwk } from '#core/web-crypto';
import { authorize } from '#modules/visits/domain/access.ts';
import { keptContext, keysToHold } from '#modules/visits/domain/keys/index.ts';
import { plansWith } from '#modules/visits/domain/team/team-access.ts';
import type { Member, MemberTeam } from '#server/auth/members';
import { verifyPassword } from '#server/auth/password';
import { type PasswordTries, ofDevice } from '#server/auth/password-tries';
import type { Connection } from '#server/database/open';
import type { Logger } from '#server/logger';
import type { ReadPlanDay } from './decide-keys.ts';
import { logHandovers } from './key-handovers.ts';
import { plansOf } from './key-plans.ts';
import type { Vault } from './vault.ts';

/** A key plan that a device is handed: nobody else can open it. */
export interface HandedKey {
	/** The recipient. */
	about: string;
	/** The team. */
	scope: string;
	version: number;
	sealed: string;
	/** When the device throws it away, in milliseconds since 1970. */
	until: number;
}

/** Everything that a device shall hold; what is not in it, it throws away. */
export interface Handed {
	/** The server's time, in milliseconds since 1970. */
	now: number;
	keys: HandedKey[];
}

/** What the service stands on. */
export interface KeysOptions {
	db: Connection;
	clock: Clock;
	logger: Logger;
	vault: Vault;
	planOf: ReadPlanDay;
	tries: PasswordTries;
}

/** Hands devices the keys and codes that their people need next. */
export class KeysService {
	readonly #on: KeysOptions;

	constructor(on: KeysOptions) {
		this.#on = on;
	}

	/** What devices seal for the server with. */
	get publicKey(): PublicJwk {
		return this.#on.vault.publicKey;
	}

	/** Whether a member may be handed keys in any team. */
	mayHold({ actor, teams }: Member): boolean {
		return teams.some((team) => this.#mayHold(actor, team));
	}

	/**
	 * Takes the public half of a device's pair. Asks for the password once more: whoever finds an open device must not be
	 * able to choose a code of their own for it.
	 */
	async register(
		{ actor, passwordHash }: Member,
		publicKey: PublicJwk,
		password: string
	): Promise<Result<null, 'wrong-password' | 'malformed'> | { ok: false; code: 'too-many-tries'; again: number }> {
		const { db, clock, logger, tries } = this.#on;
		const { member, device } = actor;
		if (device === null) return refuse('malformed');
		if (password === '') return refuse('wrong-password');
		const tried = await tries.take(ofDevice(device));
		if (!tried.ok) return { ...tried, code: 'too-many-tries' };
		if (!(await verifyPassword(passwordHash, password))) return refuse('wrong-password');
		await tried.giveBack();
		if (!(await isUsable(publicKey))) return refuse('malformed');
		const set = {
			member_id: member,
			public_key_json: JSON.stringify(publicKey),
			created_at: new Date(clock.now()).toISOString()
		};
		await db
			.insertInto('key_devices')
			.values({ device_id: device, ...set })
			.onConflict((conflict) => conflict.column('device_id').doUpdateSet(set))
			.execute();
		logger.info({ by: member, device }, 'A device was given a key for keys and codes');
		return ok(null);
	}

	/**
	 * What the device of a member shall hold now; refused before the person has chosen a code there. What is new to the
	 * device is logged before it is given: rejects where that cannot be stored.
	 */
	async handTo({ actor, teams }: Member): Promise<Result<Handed, 'no-lock'>> {
		const { db, clock } = this.#on;
		const registered = await db
			.selectFrom('key_devices')
			.select('public_key_json')
			.where('device_id', '=', actor.device)
			.where('member_id', '=', actor.member)
			.executeTakeFirst();
		if (!registered || actor.device === null) return refuse('no-lock');
		const to = { device: actor.device, publicKey: JSON.parse(registered.public_key_json) as PublicJwk };
		const keys: HandedKey[] = [];
		for (const team of teams) {
			if (this.#mayHold(actor, team)) keys.push(...(await this.#keysOf(team, plansWith(actor, team.id), to)));
		}
		await this.#log(actor, actor.device, keys);
		return ok({ now: clock.now(), keys });
	}

	async #log({ organisation, member }: Actor, device: string, keys: readonly HandedKey[]): Promise<void> {
		const { db, clock, logger } = this.#on;
		const handovers = keys.map(({ about: recipient, scope: team, version, until }) => ({
			organisation,
			team,
			recipient,
			version,
			member,
			device,
			until
		}));
		const added = await logHandovers(db, handovers, new Date(clock.now()).toISOString());
		if (added > 0) logger.info({ by: member, device, added }, 'A device was handed keys and codes');
	}

	async #keysOf(team: MemberTeam, all: boolean, to: { device: string; publicKey: PublicJwk }): Promise<HandedKey[]> {
		const { db, clock, vault, planOf } = this.#on;
		const plans = await plansOf(db, team.id);
		if (plans.length === 0 || (!all && team.carer === null)) return [];
		const now = clock.now();
		const today = swedishDay(now);
		const days = await Promise.all([-1, 0, 1].map((ahead) => planOf(team.id, dayAfter(today, ahead))));
		const needed = keysToHold(days, all ? null : team.carer, now);
		const keys: HandedKey[] = [];
		for (const { recipient, version, sealed } of plans) {
			const until = needed.get(recipient);
			if (until === undefined) continue;
			const plain = await vault.open(sealed, keptContext(team.id, recipient, version));
			if (!plain) {
				this.#on.logger.error({ team: team.id }, 'A key plan was kept under another secret');
				continue;
			}
			const handed = await sealFor(to.publicKey, plain, heldContext(to.device, recipient, version));
			keys.push({ about: recipient, scope: team.id, version, sealed: handed, until });
		}
		return keys;
	}

	#mayHold(actor: Actor, { id }: MemberTeam): boolean {
		return authorize(actor, 'read', { type: 'held-keys', organisation: actor.organisation, scope: id });
	}
}

async function isUsable(publicKey: PublicJwk): Promise<boolean> {
	try {
		await sealFor(publicKey, new Uint8Array(1), '');
		return true;
	} catch {
		return false; // no point of the curve
	}
}
