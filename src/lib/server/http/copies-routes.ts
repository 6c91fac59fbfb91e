import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import * as v from 'valibot';
import { authorize } from '#domain';
import { type Env, type RequestContext, type Services } from './context.ts';
import { signedIn } from './gate.ts';
import { line, readBody } from './read-body.ts';

const SHOWN = ['live', 'paper', 'server', 'destroyed'] as const;
const lockSchema = v.union([v.strictObject({ passphrase: line(400) }), v.strictObject({ unprotected: v.boolean() })]);

/** The copies for outages: their state for planners, their lock for administrators. */
export function copiesRoutes(services: Services): Hono<Env> {
	const app = new Hono<Env>();
	app.get('/outage-copies', signedIn(services), mayOf('copies', 'read'), async (c) => {
		const asked = v.safeParse(v.picklist(SHOWN), c.req.query('show'));
		return c.json(await services.copies.overview(actorOf(c), asked.success ? asked.output : 'live'));
	});
	app.post('/outage-copies/write', signedIn(services), mayOf('copies', 'write'), async (c) => {
		await services.copies.writeNow(actorOf(c));
		return c.json({}, 202);
	});
	app.put('/outage-copies/lock', signedIn(services), mayOf('copies-settings', 'write'), (c) => lockRoute(services, c));
	return app;
}

async function lockRoute({ copies }: Services, c: RequestContext): Promise<Response> {
	const asked = await readBody(c, lockSchema);
	if (!asked.ok) return asked.answer;
	if ('unprotected' in asked.value) {
		await copies.setUnprotected(actorOf(c), asked.value.unprotected);
		return c.json({});
	}
	const done = await copies.setPassphrase(actorOf(c), asked.value.passphrase);
	return done.ok ? c.json({}) : c.json({ code: done.code, field: 'passphrase' }, 400);
}

const actorOf = (c: RequestContext) => c.get('signedIn').member.actor;

const mayOf = (type: string, action: 'read' | 'write') =>
	createMiddleware<Env>(async (c, next) => {
		const actor = actorOf(c);
		const resource = { type, organisation: actor.organisation };
		return authorize(actor, action, resource) ? next() : c.json({ code: 'forbidden' }, 403);
	});
