import type { CopiesOverview } from '#modules/visits/domain/copies/answers.ts';
import type { Actor } from '#core/access';
import type { Clock } from '#core/clock';
import { type Result, ok } from '#core/result';
import { authorize } from '#modules/visits/domain/access.ts';
import type { Connection } from '#server/database/open';
import type { Logger } from '#server/logger';
import { type CopyFilter, listCopies } from './copy-log.ts';
import { loadCopySettings, setPassphrase, setUnprotected } from './copy-settings.ts';
import { copyStates } from './copy-states.ts';
import type { CopiesWorker } from './copies-worker.ts';
import type { SecretBox } from './secret-box.ts';

const MOST_LISTED = 300;

/** The copies for outages, as the routes ask for them. */
export class CopiesService {
	readonly #db: Connection;
	readonly #box: SecretBox;
	readonly #worker: CopiesWorker;
	readonly #clock: Clock;
	readonly #logger: Logger;

	constructor(parts: { db: Connection; box: SecretBox; worker: CopiesWorker; clock: Clock; logger: Logger }) {
		this.#db = parts.db;
		this.#box = parts.box;
		this.#worker = parts.worker;
		this.#clock = parts.clock;
		this.#logger = parts.logger;
	}

	/** Where copies lie, how old they are, and which there are. */
	async overview(actor: Actor, show: CopyFilter['show']): Promise<CopiesOverview> {
		const { organisation } = actor;
		const teams = await this.#teamsOf(actor);
		const ids = teams.map(({ id }) => id);
		const states = new Map((await copyStates(this.#db, organisation)).map((state) => [state.team_id, state]));
		const { passphrase, passphraseAt, unprotected } = await loadCopySettings(this.#db, this.#box, organisation);
		return {
			folder: this.#worker.root,
			lock: { hasPassphrase: passphrase !== null, passphraseAt, unprotected, mayChange: mayChangeLock(actor) },
			writing: this.#worker.isWriting(ids),
			teams: teams.map(({ id, name }) => {
				const state = states.get(id);
				const { written_at: writtenAt = null, failing_since: failingSince = null, code = null } = state ?? {};
				return { id, name, writtenAt, failingSince, code };
			}),
			...(await listCopies(this.#db, { organisation, teams: ids, show, limit: MOST_LISTED }))
		};
	}

	/** Chooses what copies are locked with; all are written anew. */
	async setPassphrase(actor: Actor, typed: string): Promise<Result<null, 'too-short' | 'too-long'>> {
		const { organisation, member } = actor;
		const by = { organisation, member, now: new Date(this.#clock.now()).toISOString() };
		const done = await setPassphrase(this.#db, this.#box, by, typed);
		if (!done.ok) return done;
		this.#logger.info({ by: member, organisation }, 'The passphrase of copies was chosen');
		await this.#worker.wantOrganisation(organisation);
		return ok(null);
	}

	/** Chooses whether copies are locked at all; all are written anew. */
	async setUnprotected(actor: Actor, unprotected: boolean): Promise<void> {
		const { organisation, member } = actor;
		const by = { organisation, member, now: new Date(this.#clock.now()).toISOString() };
		await setUnprotected(this.#db, by, unprotected);
		this.#logger.warn({ by: member, organisation, unprotected }, 'The lock of copies was changed');
		await this.#worker.wantOrganisation(organisation);
	}

	/** Writes the actor's teams' copies without waiting. */
	async writeNow(actor: Actor): Promise<void> {
		this.#worker.wantNow((await this.#teamsOf(actor)).map(({ id }) => id));
	}

	async #teamsOf(actor: Actor): Promise<{ id: string; name: string }[]> {
		const { organisation } = actor;
		const teams = await this.#db
			.selectFrom('teams')
			.select(['id', 'name'])
			.where('organisation_id', '=', organisation)
			.orderBy('name')
			.execute();
		return teams.filter(({ id }) => authorize(actor, 'read', { type: 'copies', organisation, scope: id }));
	}
}

function mayChangeLock(actor: Actor): boolean {
	return authorize(actor, 'write', { type: 'copies-settings', organisation: actor.organisation });
}
