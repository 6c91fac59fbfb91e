import { Hono } from 'hono';
import { carriedUpdatesSchema } from '#carrying/signed-update';
import { type Env, type RequestContext, type Services } from './context.ts';
import { signedIn } from './gate.ts';
import { readBody } from './read-body.ts';

/** Work of anybody that a member's device has brought to the server. */
export function carryingRoutes(services: Services): Hono<Env> {
	const app = new Hono<Env>();
	app.post('/carried', signedIn(services), (c) => carriedRoute(services, c));
	return app;
}

async function carriedRoute(services: Services, c: RequestContext): Promise<Response> {
	const rows = await readBody(c, carriedUpdatesSchema);
	if (!rows.ok) return rows.answer;
	return c.json(await services.receiveCarried(c.get('signedIn').member.actor, rows.value));
}
