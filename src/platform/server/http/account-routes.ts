import type { DeviceInfo, SessionInfo } from '#core/answers';
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import * as v from 'valibot';
import type { Member } from '../auth/members.ts';
import { type PasswordTries, ofDevice } from '../auth/password-tries.ts';
import { checkNewPassword, hashPassword, verifyPassword } from '../auth/password.ts';
import { SESSION_LIFE } from '../auth/sessions.ts';
import { signInSchema } from '../auth/sign-in.ts';
import { isId } from '#core/id';
import {
	type Env,
	type RequestContext,
	type Services,
	addressOf,
	cookieName,
	knownCookieName,
	sessionOf
} from './context.ts';
import { signedIn } from './gate.ts';
import { tellOldAddress } from '../people/tell-old-address.ts';
import { line, readBody } from './read-body.ts';
import { tooManyTries } from './too-many-tries.ts';

const contactSchema = v.object({
	name: v.pipe(line(200), v.minLength(1)),
	email: v.pipe(line(200), v.email()),
	phone: line(40),
	mobile: line(40),
	otherPhone: line(40),
	currentPassword: v.optional(v.pipe(v.string(), v.maxLength(1000)), ''),
	/** Empty keeps the present password. */
	newPassword: v.optional(v.pipe(v.string(), v.maxLength(1000)), '')
});
type ContactChange = v.InferOutput<typeof contactSchema>;

/** Signing in and out, contact details, sessions and devices. */
export function accountRoutes(services: Services): Hono<Env> {
	const app = new Hono<Env>();
	app.post('/sign-in', (c) => signInRoute(services, c));
	app.post('/sign-out', signedIn(services, { beforeFirstSignIn: true }), (c) => signOutRoute(services, c));
	app.get('/session', signedIn(services, { beforeFirstSignIn: true }), (c) => sessionRoute(services, c));
	app.put('/contact', signedIn(services, { beforeFirstSignIn: true }), (c) => contactRoute(services, c));
	app.get('/devices', signedIn(services), async (c) => c.json(await listDevices(services, c)));
	app.delete('/devices/:id', signedIn(services), (c) => revokeDeviceRoute(services, c));
	return app;
}

const KNOWN = /^[\w-]{43}$/;
const KNOWN_FOR = 400 * 24 * 60 * 60; // seconds: the longest that browsers keep a cookie

async function signInRoute(services: Services, c: RequestContext): Promise<Response> {
	const request = await readBody(c, signInSchema);
	if (!request.ok) return request.answer;
	const { origin, trustedProxies } = services.configuration;
	const known = getCookie(c, knownCookieName(origin));
	const result = await services.signIn.signIn(request.value, {
		address: addressOf(c.env.incoming, trustedProxies),
		knownBy: known !== undefined && KNOWN.test(known) ? known : null
	});
	if (!result.ok) {
		return 'again' in result ? tooManyTries(services, c, result.again) : c.json({ code: result.code }, 401);
	}
	await endEarlierSession(services, c);
	services.revoke({ device: request.value.device.id });
	const flags = { httpOnly: true, secure: origin.startsWith('https:'), sameSite: 'Lax', path: '/' } as const;
	setCookie(c, knownCookieName(origin), result.value.knownBy, { ...flags, maxAge: KNOWN_FOR });
	setCookie(c, cookieName(origin), result.value.token, {
		...flags,
		// Reckoned by the browser's own clock. The idle limit slides at the server: a cookie that ended with it would sign
		// out people who work every day.
		maxAge: SESSION_LIFE / 1000
	});
	return c.json(await describeMember(services, result.value.member));
}

/** The cookie that the browser had until now opens nothing any more, whoever was signed in with it. */
async function endEarlierSession(services: Services, c: RequestContext): Promise<void> {
	const earlier = await sessionOf(services, c.req.header('cookie'));
	if (!earlier) return;
	const { publicId: session, member } = earlier.session;
	await services.sessions.revoke(session, member);
	services.revoke({ session });
}

async function signOutRoute(services: Services, c: RequestContext): Promise<Response> {
	const { session } = c.get('signedIn');
	await services.sessions.revoke(session.publicId, session.member);
	services.revoke({ session: session.publicId });
	const { origin } = services.configuration;
	deleteCookie(c, cookieName(origin), { path: '/', secure: origin.startsWith('https:') });
	return c.json({});
}

const SEEN_EVERY = 60 * 60 * 1000; // 1 hour: how exact "senast sedd" is

/** Who is signed in. Every start of the app asks, so this is also when a device was last seen. */
async function sessionRoute(services: Services, c: RequestContext): Promise<Response> {
	const { db, clock } = services;
	const { member, session } = c.get('signedIn');
	const now = clock.now();
	await db
		.updateTable('devices')
		.set({ seen_at: new Date(now).toISOString() })
		.where('id', '=', session.device)
		.where('seen_at', '<', new Date(now - SEEN_EVERY).toISOString())
		.execute();
	return c.json(await describeMember(services, member));
}

/** What a device learns of its own member. The password hash and the user name stay here. */
async function describeMember({ introduce, generation, tell }: Services, member: Member) {
	const { actor, name, companyName, organisationName, firstSignInDone, teams, contact } = member;
	return {
		member: actor.member,
		organisation: actor.organisation,
		company: actor.company,
		device: actor.device,
		roles: actor.roles,
		name,
		companyName,
		organisationName,
		firstSignInDone,
		teams,
		contact,
		carrying: await introduce(member),
		generation: generation(),
		...(await tell(member))
	} satisfies Omit<SessionInfo, 'device' | 'mayRegister'> & Record<string, unknown>;
}

async function contactRoute(services: Services, c: RequestContext): Promise<Response> {
	const { member, session } = c.get('signedIn');
	const read = await readBody(c, contactSchema);
	if (!read.ok) return read.answer;
	const change = read.value;
	const confirmed = await confirm(services.tries, member, change);
	if (confirmed && 'again' in confirmed) return tooManyTries(services, c, confirmed.again);
	const refused = confirmed ?? (await refuseNewPassword(member, change));
	if (refused) return c.json(refused, 400);
	const hash = change.newPassword === '' ? null : await hashPassword(change.newPassword);
	await saveContact(services, member, { change, hash });
	if (hash !== null) await endOtherSessions(services, session.member, session.publicId);
	return c.json({});
}

interface FieldRefusal {
	code: string;
	field: keyof ContactChange;
}

/** A new password or address of mail is what somebody needs to keep an account that is not theirs: the present password is asked for. */
async function confirm(
	tries: PasswordTries,
	member: Member,
	change: ContactChange
): Promise<FieldRefusal | { again: number } | null> {
	if (!member.firstSignInDone || (change.newPassword === '' && !isOtherAddress(member, change))) return null;
	const wrong = { code: 'wrong-password', field: 'currentPassword' } as const;
	if (change.currentPassword === '') return wrong;
	const tried = await tries.take(ofDevice(member.actor.device ?? member.actor.member));
	if (!tried.ok) return { again: tried.again };
	if (!(await verifyPassword(member.passwordHash, change.currentPassword))) return wrong;
	await tried.giveBack();
	return null;
}

const isOtherAddress = ({ contact }: Member, { email }: ContactChange) =>
	email.toLowerCase() !== contact.email.toLowerCase();

/** The first sign-in must choose a new password; later an empty field keeps the present one. */
async function refuseNewPassword(member: Member, { name, newPassword }: ContactChange): Promise<FieldRefusal | null> {
	const field = 'newPassword';
	if (newPassword === '') return member.firstSignInDone ? null : { code: 'password-missing', field };
	const checked = await checkNewPassword(newPassword, [name, member.companyName, member.organisationName]);
	if (!checked.ok) return { code: checked.code, field };
	return (await verifyPassword(member.passwordHash, newPassword)) ? { code: 'same-password', field } : null;
}

async function saveContact(
	{ db, clock, changed }: Services,
	member: Member,
	{ change, hash }: { change: ContactChange; hash: string | null }
): Promise<void> {
	const { name, email, phone, mobile, otherPhone } = change;
	const details = { name, email, phone, mobile, other_phone: otherPhone };
	const id = member.actor.member;
	const before = member.contact.email;
	await db.transaction().execute(async (trx) => {
		await trx
			.updateTable('members')
			.set({
				...details,
				first_sign_in_done: 1,
				start_password_expires_at: null,
				...(hash !== null && { password_hash: hash })
			})
			.where('id', '=', id)
			.execute();
		const { organisationName } = member;
		if (member.firstSignInDone && before !== '' && isOtherAddress(member, change))
			await tellOldAddress(trx, clock, { member: id, name, before, organisationName });
	});
	changed();
}

async function endOtherSessions(services: Services, member: string, kept: string): Promise<void> {
	const others = await services.db
		.selectFrom('sessions')
		.select('public_id')
		.where('member_id', '=', member)
		.where('public_id', '!=', kept)
		.execute();
	for (const { public_id: session } of others) {
		await services.sessions.revoke(session, member);
		services.revoke({ session });
	}
}

async function listDevices(
	{ db }: Services,
	c: RequestContext
): Promise<{ current: string | null; devices: DeviceInfo[] }> {
	const { member } = c.get('signedIn');
	const rows = await db
		.selectFrom('devices')
		.select(['id', 'label', 'created_at as createdAt', 'seen_at as seenAt'])
		.where('member_id', '=', member.actor.member)
		.where('revoked_at', 'is', null)
		.orderBy('seen_at', 'desc')
		.execute();
	return { current: member.actor.device, devices: rows };
}

async function revokeDeviceRoute(services: Services, c: RequestContext): Promise<Response> {
	const { member } = c.get('signedIn');
	const device = c.req.param('id') ?? '';
	if (!isId(device)) return c.json({ code: 'not-found' }, 404);
	const { numUpdatedRows } = await services.db
		.updateTable('devices')
		.set({ revoked_at: new Date(services.clock.now()).toISOString() })
		.where('id', '=', device)
		.where('member_id', '=', member.actor.member)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) return c.json({ code: 'not-found' }, 404);
	await services.sessions.revokeDevice(device);
	services.revoke({ device });
	return c.json({});
}
