import type { Clock } from '#core/clock';
import type { Connection } from '#server/database/open';
import { replaceEntries } from '#server/facts/entries';
import type { WriteDocument } from '#server/facts/write-document';
import type { Facts } from '#server/facts/facts';
import {
	AGAIN_ROOT,
	type PlanEntry,
	planDays,
	planDocument,
	teamDocument,
	teamIndexDocument
} from '#modules/visits/domain/index.ts';
import { OUTAGE_KIND, outageDocument } from '#modules/visits/domain/outage/index.ts';
import { planDaysAhead } from '../plan/plan-days-ahead.ts';
import { broughtAgain } from './bring-again.ts';
import { type TeamEntries, loadTeam, markAllTeamsBehind } from './teams.ts';

/** Keeps the facts of teams: who belongs to one, which days are at hand, and what comes again in their plans. */
export class TeamFacts implements Facts {
	readonly #db: Connection;
	readonly #write: WriteDocument;
	readonly #clock: Clock;

	constructor({ db, write, clock }: { db: Connection; write: WriteDocument; clock: Clock }) {
		this.#db = db;
		this.#write = write;
		this.#clock = clock;
	}

	/** The first day begins with every start, and marks all teams. */
	async markLost(): Promise<void> {
		await Promise.resolve();
	}

	async beginDay(): Promise<void> {
		await markAllTeamsBehind(this.#db);
	}

	async write(behind: ReadonlyMap<string, ReadonlySet<string>>): Promise<readonly string[]> {
		const known: string[] = [];
		for (const about of behind.keys()) {
			const team = await loadTeam(this.#db, about);
			if (!team) continue;
			await this.#writeTeam(about, team);
			known.push(about);
		}
		return known;
	}

	async #writeTeam(id: string, team: TeamEntries): Promise<void> {
		const now = this.#clock.now();
		const members = await membersOf(this.#db, id);
		const again = await broughtAgain(this.#db, id);
		await this.#write(teamDocument(id), (doc) => {
			for (const [root, entries] of Object.entries({ ...team, [AGAIN_ROOT]: again, team: { ...team.team, members } })) {
				replaceEntries(doc.getMap(root), entries);
			}
		});
		const plans = planDays(now).map((day): [string, PlanEntry] => [planDocument(id, day), { kind: 'plan', day }]);
		await this.#write(teamIndexDocument(id), (doc) => {
			replaceEntries(doc.getMap('documents'), {
				[teamDocument(id)]: { kind: 'team', month: 'all' },
				[outageDocument(id)]: { kind: OUTAGE_KIND.kind, month: 'all' },
				...Object.fromEntries(plans)
			});
		});
		await planDaysAhead(this.#write, id, team, now);
	}
}

/** The names by id of everybody whom the team has or had: who planned what is told by name, also of who has left. */
async function membersOf(db: Connection, team: string): Promise<Record<string, string>> {
	const rows = await db
		.selectFrom('role_grants')
		.innerJoin('members', 'members.id', 'role_grants.member_id')
		.select(['members.id', 'members.name'])
		.distinct()
		.where('scope_kind', '=', 'team')
		.where('scope_id', '=', team)
		.orderBy('members.id')
		.execute();
	return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
