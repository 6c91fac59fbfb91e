import type { DocumentKind } from '#core/document-kind';
import type { IndexEntry, Module, ModuleKind } from '#core/module';
import { swedishDay } from '#swedish/dates';
import { policies } from './domain/access.ts';
import { COMMANDS } from './domain/commands.ts';
import { roles } from './domain/roles.ts';
import { OUTAGE_KIND } from './domain/outage/workspace.ts';
import { type PlanEntry, isPlanKept } from './domain/plan/kept-days.ts';
import { PLAN_KIND, planDocument } from './domain/plan/workspace.ts';
import { TEAM_INDEX_KIND, TEAM_KIND, teamDocument, teamIndexDocument } from './domain/team/team-documents.ts';
import { TEAM_PRESENCE_KIND, teamPresenceDocument } from './domain/team/team-presence.ts';

const named = (kind: DocumentKind, keep: (entry: IndexEntry, now: number) => boolean): ModuleKind => ({
	...kind,
	named: { index: (scope) => teamIndexDocument(scope), keep }
});
const byItself = (kind: DocumentKind): ModuleKind => ({ ...kind, named: null });

/** Visits: a home-care team that plans its day together, and its outages, copies and keys. */
export const visits: Module = {
	id: 'visits',
	kinds: [
		named(PLAN_KIND, (entry, now) => isPlanKept(entry as PlanEntry, now)),
		named(TEAM_KIND, () => true),
		named(OUTAGE_KIND, () => true),
		byItself(TEAM_INDEX_KIND),
		byItself(TEAM_PRESENCE_KIND)
	],
	commands: COMMANDS,
	policies,
	roles,
	indexesOf: ({ teams = [] }) => teams.map((team) => teamIndexDocument(team)),
	firstDocumentsOf({ teams = [] }, now) {
		const [team, ...others] = teams;
		// Who plans for several teams has chosen one of them, which is known later.
		if (team === undefined || others.length > 0) return [];
		return [teamDocument(team), planDocument(team, swedishDay(now))];
	},
	presenceOf: ({ teams = [] }) => Object.fromEntries(teams.map((team) => [team, teamPresenceDocument(team)]))
};
