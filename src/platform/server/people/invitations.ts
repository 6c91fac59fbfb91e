import type { Clock } from '#core/clock';
import { newId } from '#core/id';
import { type Result, ok, refuse } from '#core/result';
import { swedishDayAndTime } from '#swedish/dates';
import type { Connection } from '../database/open.ts';
import { insertEffects } from '../effects/effects-table.ts';
import { type PeopleOf, giveRoles, scopeOf } from './grants.ts';
import { endSessions } from './people.ts';
import { type StartPassword, newStartPassword } from './start-password.ts';

/** What an invitation stands on: the database, the time, and the address that the mail leads to. */
export interface Inviting {
	db: Connection;
	clock: Clock;
	origin: string;
	/** Who invites, for the mail. */
	inviter: { name: string; organisationName: string };
}

/** Whom somebody invites, checked; the e-mail address is also what the person signs in with. */
export interface Invitee {
	name: string;
	email: string;
	mobile: string;
}

/** A person who was invited, with the password to begin with: shown once, kept nowhere. */
export interface Invited {
	id: string;
	startPassword: string;
	expiresAt: string;
}

/** Invites a person with an account of their own. A name that is taken says no more than that. */
export async function invite(
	inviting: Inviting,
	of: PeopleOf,
	invitee: Invitee,
	roles: readonly string[]
): Promise<Result<Invited, 'username-taken'>> {
	const start = await newStartPassword(inviting.clock);
	return inviting.db.transaction().execute(async (trx) => {
		const username = invitee.email.toLowerCase();
		const id = await insertInvited(trx, of, { ...invitee, username, roles }, start);
		if (id === null) return refuse('username-taken');
		await mailInvitation(trx, inviting, { id, ...invitee, signsInWith: username, start });
		return ok({ id, startPassword: start.password, expiresAt: start.expiresAt });
	});
}

/**
 * Gives a person a new start password: for an invitation that has run out, or a password that is forgotten. The old one
 * opens nothing any more, and all sessions end.
 */
export async function inviteAgain(inviting: Inviting, id: string): Promise<Result<Invited, 'unknown-person'>> {
	const start = await newStartPassword(inviting.clock);
	return inviting.db.transaction().execute(async (trx) => {
		const row = await trx
			.updateTable('members')
			.set({ password_hash: start.hash, start_password_expires_at: start.expiresAt, first_sign_in_done: 0 })
			.where('id', '=', id)
			.where('removed_at', 'is', null)
			.returning(['username', 'name', 'email'])
			.executeTakeFirst();
		if (!row) return refuse('unknown-person');
		await endSessions(trx, id);
		const { username, name, email } = row;
		if (email) await mailInvitation(trx, inviting, { id, name, email, signsInWith: nameForMail(username), start });
		return ok({ id, startPassword: start.password, expiresAt: start.expiresAt });
	});
}

/** A new member who has not signed in yet; null when somebody has the name already. */
export async function insertInvited(
	trx: Connection,
	of: PeopleOf,
	{ username, roles, ...invitee }: Invitee & { username: string; roles: readonly string[] },
	start: StartPassword
): Promise<string | null> {
	const id = newId();
	const { numInsertedOrUpdatedRows } = await trx
		.insertInto('members')
		.values({
			id,
			organisation_id: of.organisation,
			company_id: of.company,
			username,
			password_hash: start.hash,
			...invitee,
			phone: '',
			other_phone: '',
			first_sign_in_done: 0,
			start_password_expires_at: start.expiresAt,
			removed_at: null
		})
		.onConflict((conflict) => conflict.column('username').doNothing())
		.executeTakeFirst();
	if (!numInsertedOrUpdatedRows) return null;
	await giveRoles(trx, id, scopeOf(of), roles);
	return id;
}

/** An organisation number can be a person's number, and a mail is open post. */
export function nameForMail(username: string): string {
	return username.includes('@') ? username : 'ert organisationsnummer, tio siffror';
}

interface InvitationMail {
	id: string;
	name: string;
	email: string;
	signsInWith: string;
	start: StartPassword;
}

/** Stores the mail in the transaction of the invitation: it leaves once, or not at all. */
export async function mailInvitation(
	trx: Connection,
	{ clock, origin, inviter }: Inviting,
	{ id, name, email, signsInWith, start }: InvitationMail
): Promise<void> {
	const text = [
		`Hej ${name}!`,
		`${inviter.name} har gett dig ett konto för arbetsorder hos ${inviter.organisationName}.`,
		`Öppna: ${origin}\nAnvändarnamn: ${signsInWith}\nStartlösenord: ${start.password}`,
		`Startlösenordet gäller till ${swedishDayAndTime(start.expiresAt)}. När du loggar in första gången kontrollerar du dina kontaktuppgifter och väljer ett eget lösenord.`,
		'Väntade du dig inte det här mejlet? Då behöver du inte göra något.'
	].join('\n\n');
	const subject = `Ditt konto för arbetsorder hos ${inviter.organisationName}`;
	await insertEffects(trx, newId(), [{ kind: 'mail', to: email, subject, text, secret: true }], clock, id);
}
