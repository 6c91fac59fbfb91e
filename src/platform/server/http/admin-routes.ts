import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import * as v from 'valibot';
import { isId } from '#core/id';
import { parseOrganisationNumber } from '#swedish/organisation-number';
import { authorize } from '#app/catalogue';
import { decideOutgoing, listOutgoing } from '../effects/outgoing.ts';
import { listKeys, makeKey, revokeKey } from '../people/api-keys.ts';
import {
	addContractor,
	changeContractor,
	findContractor,
	listContractors,
	removeContractor
} from '#modules/work-orders/server/contractors/contractors.ts';
import { invite } from '../people/invitations.ts';
import { listPeople, setAdministrator } from '../people/people.ts';
import type { Env, RequestContext, Services } from './context.ts';
import { signedIn } from './gate.ts';
import { email, invitingBy, inviteeSchema, toldOf } from './people-routes.ts';
import { line, readBody } from './read-body.ts';

const MOST_AREAS = 100;
const name = v.pipe(line(200), v.minLength(1));

const contractorSchema = v.object({
	name,
	areas: v.pipe(
		v.array(v.pipe(line(80), v.minLength(1))),
		v.maxLength(MOST_AREAS),
		v.transform((areas) => [...new Set(areas)].sort((a, b) => a.localeCompare(b, 'sv')))
	)
});
const newContractorSchema = v.object({ ...contractorSchema.entries, email, organisationNumber: line(40) });

/** What a landlord's administrators keep: contractors, orderers, API keys, and what is on its way out of the house. */
export function adminRoutes(services: Services): Hono<Env> {
	const app = new Hono<Env>();
	const administrator = [signedIn(services), administratorsOnly] as const;
	app.get('/companies', ...administrator, async (c) =>
		c.json({ contractors: await listContractors(services.db, organisationOf(c)) })
	);
	app.post('/companies', ...administrator, (c) => addContractorRoute(services, c));
	app.put('/companies/:company', ...administrator, (c) => changeContractorRoute(services, c));
	app.delete('/companies/:company', ...administrator, (c) => removeContractorRoute(services, c));
	app.get('/orderers', ...administrator, (c) => orderersRoute(services, c));
	app.post('/orderers', ...administrator, (c) => inviteOrdererRoute(services, c));
	app.put('/orderers/:id', ...administrator, (c) => changeOrdererRoute(services, c));
	app.get('/keys', ...administrator, async (c) => c.json({ keys: await listKeys(services.db, organisationOf(c)) }));
	app.post('/keys', ...administrator, (c) => makeKeyRoute(services, c));
	app.delete('/keys/:id', ...administrator, (c) => revokeKeyRoute(services, c));
	app.get('/outgoing', ...administrator, (c) => outgoingRoute(services, c));
	app.post('/outgoing/:id', ...administrator, (c) => decideOutgoingRoute(services, c));
	return app;
}

const administratorsOnly = createMiddleware<Env>(async (c, next) => {
	const { actor } = c.get('signedIn').member;
	const resource = { type: 'administration', organisation: actor.organisation };
	return authorize(actor, 'write', resource) ? next() : c.json({ code: 'forbidden' }, 403);
});

const organisationOf = (c: RequestContext) => c.get('signedIn').member.actor.organisation;
const notFound = (c: RequestContext) => c.json({ code: 'not-found' }, 404);

async function addContractorRoute(services: Services, c: RequestContext): Promise<Response> {
	const contractor = await readBody(c, newContractorSchema);
	if (!contractor.ok) return contractor.answer;
	const number = parseOrganisationNumber(contractor.value.organisationNumber);
	if (!number.ok) return c.json({ code: number.code, field: 'organisationNumber' }, 400);
	const asked = { ...contractor.value, organisationNumber: number.value };
	const added = await addContractor(invitingBy(services, c), organisationOf(c), asked);
	if (!added.ok) return c.json({ code: added.code, field: 'organisationNumber' }, 409);
	services.logger.info({ by: by(c), company: added.value.id }, 'A contractor was added');
	services.ordersChanged();
	return c.json(toldOf(added.value, services), 201);
}

const by = (c: RequestContext) => c.get('signedIn').member.actor.member;

async function namedContractor({ db }: Services, c: RequestContext): Promise<string | null> {
	const id = c.req.param('company') ?? '';
	return isId(id) ? ((await findContractor(db, organisationOf(c), id))?.id ?? null) : null;
}

async function changeContractorRoute(services: Services, c: RequestContext): Promise<Response> {
	const id = await namedContractor(services, c);
	if (id === null) return notFound(c);
	const change = await readBody(c, contractorSchema);
	if (!change.ok) return change.answer;
	await changeContractor(services.db, organisationOf(c), id, change.value);
	services.ordersChanged();
	return c.json({});
}

async function removeContractorRoute(services: Services, c: RequestContext): Promise<Response> {
	const id = await namedContractor(services, c);
	if (id === null) return notFound(c);
	const people = await removeContractor(services.db, organisationOf(c), id, services.clock);
	for (const member of people) services.revoke({ member });
	services.logger.info({ by: by(c), company: id }, 'A contractor was removed');
	services.ordersChanged();
	return c.json({});
}

async function orderersRoute({ db, clock }: Services, c: RequestContext): Promise<Response> {
	const { actor, organisationName } = c.get('signedIn').member;
	const now = new Date(clock.now()).toISOString();
	const people = await listPeople(db, { organisation: actor.organisation, company: null }, now);
	return c.json({ of: organisationName, mayKeep: true, people });
}

async function inviteOrdererRoute(services: Services, c: RequestContext): Promise<Response> {
	const invitee = await readBody(c, inviteeSchema);
	if (!invitee.ok) return invitee.answer;
	const of = { organisation: organisationOf(c), company: null };
	const invited = await invite(invitingBy(services, c), of, invitee.value, ['orderer']);
	if (!invited.ok) return c.json({ code: invited.code, field: 'email' }, 409);
	services.logger.info({ by: by(c), invited: invited.value.id }, 'An orderer was invited');
	services.ordersChanged();
	return c.json(toldOf(invited.value, services), 201);
}

async function changeOrdererRoute(services: Services, c: RequestContext): Promise<Response> {
	const id = c.req.param('id') ?? '';
	if (!isId(id)) return notFound(c);
	const change = await readBody(c, v.object({ administrator: v.boolean() }));
	if (!change.ok) return change.answer;
	const { actor } = c.get('signedIn').member;
	const of = { organisation: actor.organisation, company: null };
	const changed = await setAdministrator(services.db, { id, of, by: actor, ...change.value });
	if (!changed.ok) return changed.code === 'unknown-person' ? notFound(c) : c.json({ code: changed.code }, 409);
	services.logger.info({ by: actor.member, member: id, ...change.value }, 'A role was changed');
	return c.json({});
}

async function makeKeyRoute(services: Services, c: RequestContext): Promise<Response> {
	const asked = await readBody(c, v.object({ name }));
	if (!asked.ok) return asked.answer;
	const made = await makeKey(services.db, c.get('signedIn').member.actor, asked.value.name, services.clock);
	services.logger.info({ by: by(c) }, 'An API key was made');
	return c.json(made, 201);
}

async function revokeKeyRoute(services: Services, c: RequestContext): Promise<Response> {
	const id = c.req.param('id') ?? '';
	if (!isId(id) || !(await revokeKey(services.db, organisationOf(c), id, services.clock))) return notFound(c);
	services.logger.info({ by: by(c), key: id }, 'An API key was revoked');
	return c.json({});
}

async function outgoingRoute({ db, clock, configuration }: Services, c: RequestContext): Promise<Response> {
	const toFiles = { mail: configuration.smtpUrl === null, sms: configuration.smsUrl === null };
	return c.json({ toFiles, ...(await listOutgoing(db, organisationOf(c), clock)) });
}

async function decideOutgoingRoute(services: Services, c: RequestContext): Promise<Response> {
	const id = c.req.param('id') ?? '';
	if (!isId(id)) return notFound(c);
	const asked = await readBody(c, v.object({ decision: v.picklist(['send-again', 'was-delivered']) }));
	if (!asked.ok) return asked.answer;
	const { db, clock } = services;
	const decided = await decideOutgoing(db, organisationOf(c), { id, ...asked.value, clock });
	if (!decided.ok) return notFound(c);
	services.logger.info({ by: by(c), effect: id, ...asked.value }, 'A message was decided about');
	services.ordersChanged();
	return c.json({});
}
