import type * as Y from 'yjs';
import type { Clock } from '#core/clock';
import { canonicalJson } from '#core/command';
import { OUTAGE_KIND, outageDocument } from '#modules/visits/domain/outage/index.ts';
import { type PlanEntry, planDays, planDocument, teamDocument, teamIndexDocument } from '#modules/visits/domain/index.ts';
import { landlordDocument, orderIndexDocument } from '#modules/work-orders/domain/index.ts';
import type { Connection } from '../database/open.ts';
import { planDaysAhead } from '#modules/visits/server/plan/plan-days-ahead.ts';
import { loadTeam } from '#modules/visits/server/team/teams.ts';
import { planLandlord } from '#modules/work-orders/server/settings/landlord.ts';
import type { WriteDocument } from './write-document.ts';

type Entries = Readonly<Record<string, unknown>>;

/** Where facts are read from and written to, and the time that decides which days are at hand. */
export interface FactsOptions {
	db: Connection;
	write: WriteDocument;
	clock: Clock;
}

/** Writes the facts of an organisation or a team that are not about single orders: settings, contractors, people. */
export async function writeScope({ db, write, clock }: FactsOptions, scope: string): Promise<void> {
	const team = await loadTeam(db, scope);
	if (!team) {
		await writeLandlord(db, write, scope);
		return;
	}
	const members = await membersOf(db, scope);
	await write(teamDocument(scope), (doc) => {
		for (const [root, entries] of Object.entries({ ...team, team: { ...team.team, members } })) {
			replaceEntries(doc.getMap(root), entries);
		}
	});
	const now = clock.now();
	const plans = planDays(now).map((day): [string, PlanEntry] => [planDocument(scope, day), { kind: 'plan', day }]);
	await write(teamIndexDocument(scope), (doc) => {
		const documents = {
			[teamDocument(scope)]: { kind: 'team', month: 'all' },
			[outageDocument(scope)]: { kind: OUTAGE_KIND.kind, month: 'all' },
			...Object.fromEntries(plans)
		};
		replaceEntries(doc.getMap('documents'), documents);
	});
	await planDaysAhead(write, scope, team, now);
}

/** The names of the team's members by id: who planned what is told by name. */
async function membersOf(db: Connection, team: string): Promise<Record<string, string>> {
	const rows = await db
		.selectFrom('team_members')
		.innerJoin('members', 'members.id', 'team_members.member_id')
		.select(['members.id', 'members.name'])
		.where('team_id', '=', team)
		.orderBy('members.id')
		.execute();
	return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

/** Settings and contractors, for the landlord and each of its contractors. */
async function writeLandlord(db: Connection, write: WriteDocument, organisation: string): Promise<void> {
	for (const [scope, { settings, contractors }] of await planLandlord(db, organisation)) {
		const name = landlordDocument(scope);
		await write(name, (doc) => {
			replaceEntries(doc.getMap('settings'), { all: settings });
			replaceEntries(doc.getMap('contractors'), contractors);
		});
		await write(orderIndexDocument(scope), (doc) => {
			setIfChanged(doc.getMap('documents'), name, { kind: 'landlord', month: 'all' });
		});
	}
}

/** Brings a map to hold these entries and no others; what is equal is not written. */
function replaceEntries(map: Y.Map<unknown>, entries: Entries): void {
	for (const key of [...map.keys()]) if (!Object.hasOwn(entries, key)) map.delete(key);
	for (const [key, value] of Object.entries(entries)) setIfChanged(map, key, value);
}

/** Writes an entry that differs from what is there. */
export function setIfChanged(map: Y.Map<unknown>, key: string, value: unknown): void {
	if (canonicalJson(map.get(key)) !== canonicalJson(value)) map.set(key, value);
}
