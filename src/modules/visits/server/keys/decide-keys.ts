import * as v from 'valibot';
import type { Command } from '#core/command';
import type { RefusalOf } from '#modules/visits/domain/commands.ts';
import { authorize } from '#modules/visits/domain/access.ts';
import type { PlanDay } from '#modules/visits/domain/index.ts';
import {
	type ReasonNeeded,
	WRITE_KEYS,
	keptContext,
	keyLookSchema,
	readKeyPlan,
	reasonNeeded,
	removeKeysSchema,
	writeContext,
	writeKeysSchema
} from '#modules/visits/domain/keys/index.ts';
import type { Member } from '#server/auth/members';
import { ACCEPTED, type DecideCommand, type Decision, refused } from '#server/commands/decision';
import type { Connection } from '#server/database/open';
import { loadTeam } from '../team/teams.ts';
import { organisationOfTeam } from '#server/people/teams';
import { savePlan, versionOf } from './key-plans.ts';
import type { Vault } from './vault.ts';

/** The plan of a team's day, as the server has it. */
export type ReadPlanDay = (team: string, day: string) => Promise<PlanDay>;

interface Asked {
	command: Command;
	author: Member;
	prepared: unknown;
	now: string;
}

/** Decides what planners write of keys and codes, and takes everybody's looks into the log. */
export function keysDeciders(on: { db: Connection; vault: Vault; planOf: ReadPlanDay }) {
	return {
		'keys.write': {
			prepare: async (command: Command) => ({ postpone: null, value: await keptAnew(on.vault, command) }),
			decide: change
		} satisfies DecideCommand<RefusalOf<'keys.write'>>,
		'keys.remove': { decide: change } satisfies DecideCommand<RefusalOf<'keys.remove'>>,
		'keys.look': {
			prepare: async (command: Command, author: Member) => ({
				postpone: null,
				value: await unusualOf(on, command, author)
			}),
			decide: log
		} satisfies DecideCommand<RefusalOf<'keys.look'>>
	};
}

/** What a device has sealed for the server, checked and as it is kept; null when it is none of that. */
async function keptAnew(vault: Vault, { about, payload }: Command): Promise<string | null> {
	const read = v.safeParse(writeKeysSchema, payload);
	if (!read.success) return null;
	const { recipient, replaces, sealed } = read.output;
	const opened = await vault.open(sealed, writeContext(about, recipient, replaces));
	if (!opened || !readKeyPlan(opened)) return null;
	return vault.keep(opened, keptContext(about, recipient, replaces + 1));
}

async function change(
	trx: Connection,
	{ command, author, prepared, now }: Asked
): Promise<Decision<RefusalOf<'keys.write'>>> {
	const { kind, about: team, payload } = command;
	const schema = kind === WRITE_KEYS ? writeKeysSchema : removeKeysSchema;
	const read = v.safeParse(schema, payload);
	if (!read.success) return refused('malformed');
	const organisation = await organisationOfTeam(trx, team);
	// A team of others is as unknown as one that does not exist.
	if (!authorize(author.actor, 'write', { type: 'key-plans', organisation, scope: team })) return refused('forbidden');
	const sealed = kind === WRITE_KEYS ? prepared : null;
	if (kind === WRITE_KEYS && typeof sealed !== 'string') return refused('not-opened');
	const { recipient, replaces } = read.output;
	const entries = await loadTeam(trx, team, true);
	if (!entries || !Object.hasOwn(entries.recipients, recipient)) return refused('unknown-recipient');
	if ((await versionOf(trx, team, recipient)) !== replaces) return refused('changed-meanwhile');
	const by = author.actor.member;
	await savePlan(trx, { team, recipient, sealed: sealed as string | null, version: replaces + 1, by, now });
	return ACCEPTED;
}

/** Why the look needed a reason, by the plan that the server has; what nobody can tell any more counts as unusual. */
async function unusualOf(
	{ db, planOf }: { db: Connection; planOf: ReadPlanDay },
	{ about: team, payload }: Command,
	author: Member
): Promise<ReasonNeeded | null> {
	const read = v.safeParse(keyLookSchema, payload);
	if (!read.success) return null;
	const { visit: id, day, lookedAt: now, recipient } = read.output;
	const isOwn = (await organisationOfTeam(db, team)) === author.actor.organisation;
	if (id === null || day === null || !isOwn) return 'no-visit';
	const plan = await planOf(team, day).catch(() => null);
	const visit = plan?.byId.get(id) ?? null;
	if (!visit || ![visit.recipient, visit.secondRecipient].includes(recipient)) return 'no-visit';
	return reasonNeeded({ visit, day, carer: carerOf(author, team), now });
}

const carerOf = ({ teams }: Member, team: string) => teams.find(({ id }) => id === team)?.carer ?? null;

async function log(
	trx: Connection,
	{ command, author, prepared, now }: Asked
): Promise<Decision<RefusalOf<'keys.look'>>> {
	const read = v.safeParse(keyLookSchema, command.payload);
	if (!read.success) return refused('malformed');
	const { organisation, member } = author.actor;
	const team = command.about;
	const isOwn = (await organisationOfTeam(trx, team)) === organisation;
	const resource = { type: 'key-looks', organisation, scope: team };
	if (!isOwn || !authorize(author.actor, 'write', resource)) return refused('forbidden');
	const { recipient, version, visit, day, lookedAt, reason } = read.output;
	await trx
		.insertInto('key_looks')
		.values({
			id: command.id,
			organisation_id: organisation,
			team_id: team,
			recipient_id: recipient,
			version,
			visit_id: visit,
			day,
			member_id: member,
			device_id: command.device,
			reason,
			unusual: prepared as ReasonNeeded | null,
			// A clock that is ahead must not put a look into the future.
			looked_at: [new Date(lookedAt).toISOString(), now].sort()[0] ?? now,
			received_at: now
		})
		.execute();
	return ACCEPTED;
}
