import * as v from 'valibot';
import type { Actor } from '#core/access';
import type { RefusalOf } from '#modules/visits/domain/commands.ts';
import { authorize } from '#modules/visits/domain/access.ts';
import {
	type SheetPicture,
	type SheetPicturePayload,
	sheetPictureSchema
} from '#modules/visits/domain/copies/index.ts';
import { ACCEPTED, type DecideCommand, refused } from '#server/commands/decision';
import { type ArrivedFile, type FinishUpload, prepareFile } from '#server/commands/prepare-file';
import type { Connection } from '#server/database/open';
import { organisationOfTeam } from '#server/people/teams';

/** Takes the pictures of sheets that were registered from: they wait for their upload like any other file. */
export function sheetPicturesDecider(finishUpload: FinishUpload): DecideCommand<RefusalOf<'sheet-pictures.keep'>> {
	return {
		prepare(command, author) {
			const asked = v.safeParse(sheetPictureSchema, command.payload);
			if (!asked.success) return Promise.resolve({ postpone: null, value: null });
			return prepareFile(finishUpload, asked.output, author);
		},
		async decide(trx, { command, author, prepared, now }) {
			const asked = v.safeParse(sheetPictureSchema, command.payload);
			if (!asked.success) return refused('malformed');
			const { actor } = author;
			if (!(await mayKeep(trx, actor, asked.output.team))) return refused('forbidden');
			const arrived = (prepared ?? null) as ArrivedFile | null;
			if (arrived?.picture !== true) return refused('file-not-allowed');
			await keep(trx, { file: arrived.id, payload: asked.output, actor, now });
			return ACCEPTED;
		}
	};
}

async function mayKeep(trx: Connection, actor: Actor, team: string): Promise<boolean> {
	const { organisation } = actor;
	const isOwn = (await organisationOfTeam(trx, team)) === organisation;
	return isOwn && authorize(actor, 'write', { type: 'sheet-picture', organisation, scope: team });
}

interface Kept {
	file: string;
	payload: SheetPicturePayload;
	actor: Actor;
	now: string;
}

async function keep(trx: Connection, { file, payload, actor, now }: Kept): Promise<void> {
	const { team, day, copy, page, pages, lines } = payload;
	await trx
		.insertInto('sheet_pictures')
		.values({
			file_id: file,
			organisation_id: actor.organisation,
			team_id: team,
			day,
			copy,
			page,
			pages,
			lines_json: JSON.stringify(lines),
			kept_by: actor.member,
			kept_at: now
		})
		// The same upload named by two commands is one picture.
		.onConflict((conflict) => conflict.column('file_id').doNothing())
		.execute();
}

/** The pictures of a team's day, oldest first, also those that were taken away; null for who may not see them. */
export async function listSheetPictures(
	db: Connection,
	actor: Actor,
	{ team, day }: { team: string; day: string }
): Promise<SheetPicture[] | null> {
	const { organisation } = actor;
	if (!authorize(actor, 'read', { type: 'sheet-picture', organisation, scope: team })) return null;
	const rows = await db
		.selectFrom('sheet_pictures')
		.selectAll()
		.where('organisation_id', '=', organisation)
		.where('team_id', '=', team)
		.where('day', '=', day)
		.orderBy('kept_at')
		.orderBy('file_id')
		.execute();
	return rows.map(({ file_id: file, lines_json, kept_by: by, kept_at: at, removed_at, copy, page, pages }) => ({
		file,
		day,
		copy,
		page,
		pages,
		by,
		at,
		removedAt: removed_at,
		lines: JSON.parse(lines_json) as string[]
	}));
}

/** True when a stored file is the picture of a sheet that an actor may see. */
export async function maySeeSheetPicture(db: Connection, actor: Actor, file: string): Promise<boolean> {
	const row = await db
		.selectFrom('sheet_pictures')
		.select(['organisation_id', 'team_id'])
		.where('file_id', '=', file)
		.executeTakeFirst();
	if (!row) return false;
	const resource = { type: 'sheet-picture', organisation: row.organisation_id, scope: row.team_id };
	return authorize(actor, 'read', resource);
}
