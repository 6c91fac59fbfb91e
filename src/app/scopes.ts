import type { Policy } from '#core/access';
import type { Connection } from '#server/database/open';

/** What the sync server asks about the companies and organisations that documents belong to. */
export interface Scopes {
	/** The epoch in which a scope's documents live; null when nobody has this id. */
	currentEpoch(kind: string, scope: string, partition: string): Promise<number | null>;
	/** The rules of access, told which organisation a document's scope belongs to. */
	authorize: Policy;
}

/** A company never moves to another organisation, so what was looked up once holds. */
export function createScopes(db: Connection, authorize: Policy): Scopes {
	const organisations = new Map<string, string>();
	return {
		async currentEpoch(kind, scope, partition) {
			const organisation = organisations.get(scope) ?? (await findOrganisation(db, scope));
			if (organisation === null) return null;
			organisations.set(scope, organisation);
			const row = await db
				.selectFrom('documents')
				.select('epoch')
				.where('kind', '=', kind)
				.where('scope', '=', scope)
				.where('part', '=', partition)
				.executeTakeFirst();
			return row?.epoch ?? 1;
		},
		authorize: (actor, action, resource) =>
			authorize(actor, action, { ...resource, organisation: organisations.get(resource.scope ?? '') ?? null })
	};
}

async function findOrganisation(db: Connection, scope: string): Promise<string | null> {
	const company = await db.selectFrom('companies').select('organisation_id').where('id', '=', scope).executeTakeFirst();
	if (company) return company.organisation_id;
	const team = await db.selectFrom('teams').select('organisation_id').where('id', '=', scope).executeTakeFirst();
	if (team) return team.organisation_id;
	const organisation = await db.selectFrom('organisations').select('id').where('id', '=', scope).executeTakeFirst();
	return organisation?.id ?? null;
}
