import type { DocumentKind } from '#core/document-kind';
import { formatDocumentName } from '#core/document-name';

const TEAM_ROOTS = ['team', 'carers', 'recipients', 'shifts', 'recurring', 'pages'];

/** Who belongs to a team, whom it helps and who works when; the server alone writes it. */
export const TEAM_KIND: DocumentKind = {
	kind: 'team',
	form: 'facts',
	parts: 'all',
	rootRule: (root) => (TEAM_ROOTS.includes(root) ? 'any' : null)
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
