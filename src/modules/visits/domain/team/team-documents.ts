import type { DocumentKind } from '#core/document-kind';
import { formatDocumentName } from '#core/document-name';

/** What of a team's facts planners keep, by the root that it stands in: people first, since the rest names them. */
export const KEPT_ROOTS = ['carers', 'recipients', 'shifts', 'recurring'] as const;

/** What devices have brought again since the server was restored, by root and key: who brought it, and when. */
export const AGAIN_ROOT = 'again';

/** The kind of the command by which anybody of the team brings again what a restored server has lost. */
export const BRING_TEAM_AGAIN = 'team.bring-again';

const TEAM_ROOTS: readonly string[] = ['team', ...KEPT_ROOTS, 'pages', AGAIN_ROOT];

/** Who belongs to a team, whom it helps and who works when; the server alone writes it. */
export const TEAM_KIND: DocumentKind = {
	kind: 'team',
	form: 'facts',
	parts: 'all',
	rootRule: (root) => (TEAM_ROOTS.includes(root) ? 'any' : null),
	again: { command: BRING_TEAM_AGAIN, roots: KEPT_ROOTS }
};

/** Which documents a team has: devices open it first, and learn of new days from it. */
export const TEAM_INDEX_KIND: DocumentKind = {
	kind: 'team-index',
	form: 'facts',
	parts: 'all',
	rootRule: (root) => (root === 'documents' ? 'any' : null)
};

/** The name of a team's facts. */
export function teamDocument(team: string, epoch = 1): string {
	return formatDocumentName({ kind: TEAM_KIND.kind, scope: team, partition: 'all', epoch });
}

/** The name of the index of a team. */
export function teamIndexDocument(team: string, epoch = 1): string {
	return formatDocumentName({ kind: TEAM_INDEX_KIND.kind, scope: team, partition: 'all', epoch });
}
