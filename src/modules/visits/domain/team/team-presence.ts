import type { DocumentKind } from '#core/document-kind';
import { formatDocumentName } from '#core/document-name';

/** Who of a team has the app open, and where; holds nothing. */
export const TEAM_PRESENCE_KIND: DocumentKind = {
	kind: 'team-presence',
	form: 'presence',
	parts: 'all',
	rootRule: () => null
};

/** The name of a team's presence document. */
export function teamPresenceDocument(team: string): string {
	return formatDocumentName({ kind: TEAM_PRESENCE_KIND.kind, scope: team, partition: 'all', epoch: 1 });
}
