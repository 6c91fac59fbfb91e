import type { People } from '#core/answers';
import { Hono } from 'hono';
import * as v from 'valibot';
import { isId } from '#core/id';
import { authorizePeople } from '#core/people-access';
import { RateLimit } from '../auth/rate-limit.ts';
import { findCompany } from '../people/companies.ts';
import { type Invited, type Inviting, invite, inviteAgain } from '../people/invitations.ts';
import type { PeopleOf } from '../people/grants.ts';
import { companyAccount, findPlaceOf, listPeople, removePerson } from '../people/people.ts';
import type { Env, RequestContext, Services } from './context.ts';
import { signedIn } from './gate.ts';
import { line, readBody } from './read-body.ts';

/** An address that is also what one signs in with. */
export const email = v.pipe(line(200), v.toLowerCase(), v.email());

/** Whom somebody invites. */
export const inviteeSchema = v.object({
	name: v.pipe(line(200), v.minLength(1)),
	email,
	mobile: v.optional(line(40), '')
});

const INVITATIONS = 60; // an hour and inviter: a mail each, to whatever address
const HOUR = 60 * 60 * 1000;

/** The people of a contractor: who they are, inviting, and removing. Also removes and invites the landlord's own. */
export function peopleRoutes(services: Services): Hono<Env> {
	const app = new Hono<Env>();
	const mails = new RateLimit(INVITATIONS, HOUR, services.clock);
	const member = signedIn(services);
	app.get('/companies/:company/people', member, (c) => listRoute(services, c));
	app.post('/companies/:company/people', member, (c) => inviteRoute(services, mails, c));
	app.post('/people/:id/invitation', member, (c) => inviteAgainRoute(services, mails, c));
	app.delete('/people/:id', member, (c) => removeRoute(services, c));
	return app;
}

/** What mails of invitations need to know of the one who asks for them. */
export function invitingBy({ db, clock, configuration }: Services, c: RequestContext): Inviting {
	const { name, organisationName } = c.get('signedIn').member;
	return { db, clock, origin: configuration.origin, inviter: { name, organisationName } };
}

/**
 * What is told of an invitation, this once: the start password, and whether the mail with it becomes a file, so that
 * somebody has to hand it over.
 */
export function toldOf(invited: Invited, { configuration }: Services) {
	return { ...invited, mailToFiles: configuration.smtpUrl === null };
}

/** What somebody may do with the people of a place: nothing, see them, or keep the list. */
type Access = 'none' | 'read' | 'write';

async function accessTo({ db }: Services, c: RequestContext, of: PeopleOf): Promise<Access> {
	const { actor } = c.get('signedIn').member;
	const keeper = of.company === null ? null : await companyAccount(db, of.company);
	const resource = { type: 'company-people', ...of, keeper };
	if (authorizePeople(actor, 'write', resource)) return 'write';
	return authorizePeople(actor, 'read', resource) ? 'read' : 'none';
}

/** The company that the address names, as far as it is there for who asks. */
async function companyOf({ db }: Services, c: RequestContext): Promise<(PeopleOf & { name: string }) | null> {
	const { organisation } = c.get('signedIn').member.actor;
	const id = c.req.param('company') ?? '';
	const company = isId(id) ? await findCompany(db, organisation, id) : null;
	return company && { organisation, company: company.id, name: company.name };
}

async function listRoute(services: Services, c: RequestContext): Promise<Response> {
	const of = await companyOf(services, c);
	const access = of ? await accessTo(services, c, of) : 'none';
	if (!of || access === 'none') return c.json({ code: 'not-found' }, 404);
	const people = await listPeople(services.db, of, services.clock.now());
	return c.json({ of: of.name, mayKeep: access === 'write', people } satisfies People);
}

async function inviteRoute(services: Services, mails: RateLimit, c: RequestContext): Promise<Response> {
	const of = await companyOf(services, c);
	const access = of ? await accessTo(services, c, of) : 'none';
	if (!of || access === 'none') return c.json({ code: 'not-found' }, 404);
	if (access === 'read') return c.json({ code: 'forbidden' }, 403);
	const invitee = await readBody(c, inviteeSchema);
	if (!invitee.ok) return invitee.answer;
	const { member } = c.get('signedIn').member.actor;
	if (!mails.take(member)) return c.json({ code: 'too-many-tries' }, 429);
	const invited = await invite(invitingBy(services, c), of, invitee.value, services.rolesWith('company'));
	if (!invited.ok) return c.json({ code: invited.code, field: 'email' }, 409);
	services.logger.info({ by: member, invited: invited.value.id }, 'A person was invited');
	services.changed();
	return c.json(toldOf(invited.value, services), 201);
}

/** The person that the address names: where it belongs, or the answer to who may not keep the list there. */
async function personFor(services: Services, c: RequestContext): Promise<{ id: string; of: PeopleOf } | Response> {
	const id = c.req.param('id') ?? '';
	const of = isId(id) ? await findPlaceOf(services.db, id) : null;
	const access = of ? await accessTo(services, c, of) : 'none';
	if (!of || access === 'none') return c.json({ code: 'not-found' }, 404);
	return access === 'write' ? { id, of } : c.json({ code: 'forbidden' }, 403);
}

async function inviteAgainRoute(services: Services, mails: RateLimit, c: RequestContext): Promise<Response> {
	const person = await personFor(services, c);
	if (person instanceof Response) return person;
	const { member } = c.get('signedIn').member.actor;
	if (person.id === member) return c.json({ code: 'own-account' }, 409);
	if (!mails.take(member)) return c.json({ code: 'too-many-tries' }, 429);
	const invited = await inviteAgain(invitingBy(services, c), person.id);
	if (!invited.ok) return c.json({ code: 'not-found' }, 404);
	services.revoke({ member: person.id });
	services.logger.info({ by: member, invited: person.id }, 'A person got a new start password');
	services.changed();
	return c.json(toldOf(invited.value, services));
}

async function removeRoute(services: Services, c: RequestContext): Promise<Response> {
	const person = await personFor(services, c);
	if (person instanceof Response) return person;
	const { actor: by } = c.get('signedIn').member;
	const removed = await removePerson(services, { ...person, by });
	if (!removed.ok) return c.json({ code: removed.code }, removed.code === 'unknown-person' ? 404 : 409);
	services.revoke({ member: person.id });
	services.logger.info({ by: by.member, removed: person.id }, 'A person was removed');
	return c.json({});
}
