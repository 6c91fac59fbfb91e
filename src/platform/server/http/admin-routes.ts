import type { Outgoing } from '#core/answers';
import { Hono } from 'hono';
import * as v from 'valibot';
import { isId } from '#core/id';
import { decideOutgoing, listOutgoing } from '../effects/outgoing.ts';
import { listKeys, makeKey, revokeKey } from '../people/api-keys.ts';
import type { Env, RequestContext, Services } from './context.ts';
import { administratorsOnly, by, notFound, organisationOf, signedIn } from './gate.ts';
import { line, readBody } from './read-body.ts';

const name = v.pipe(line(200), v.minLength(1));

/** What an organisation's administrators keep: API keys, and what is on its way out of the house. */
export function adminRoutes(services: Services): Hono<Env> {
	const app = new Hono<Env>();
	const administrator = [signedIn(services), administratorsOnly] as const;
	app.get('/keys', ...administrator, async (c) => c.json({ keys: await listKeys(services.db, organisationOf(c)) }));
	app.post('/keys', ...administrator, (c) => makeKeyRoute(services, c));
	app.delete('/keys/:id', ...administrator, (c) => revokeKeyRoute(services, c));
	app.get('/outgoing', ...administrator, (c) => outgoingRoute(services, c));
	app.post('/outgoing/:id', ...administrator, (c) => decideOutgoingRoute(services, c));
	return app;
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
	return c.json({ toFiles, ...(await listOutgoing(db, organisationOf(c), clock)) } satisfies Outgoing);
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
	services.changed();
	return c.json({});
}
