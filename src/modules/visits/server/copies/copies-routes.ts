import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import * as v from 'valibot';
import { authorize } from '#modules/visits/domain/access.ts';
import type { CopiesService } from './copies-service.ts';
import { listSheetPictures } from './sheet-pictures.ts';
import { type Env, type RequestContext, type Services } from '#server/http/context';
import { signedIn } from '#server/http/gate';
import { line, readBody } from '#server/http/read-body';

const SHOWN = ['live', 'paper', 'server', 'destroyed', 'gone'] as const;
const picturesSchema = v.object({
	team: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
	day: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/))
});
const lockSchema = v.union([v.strictObject({ passphrase: line(400) }), v.strictObject({ unprotected: v.boolean() })]);

/** The copies for outages: their state for planners, their lock for administrators. */
export function copiesRoutes(services: Services, copies: CopiesService): Hono<Env> {
	const app = new Hono<Env>();
	app.get('/outage-copies', signedIn(services), mayOf('copies', 'read'), async (c) => {
		const asked = v.safeParse(v.picklist(SHOWN), c.req.query('show'));
		return c.json(await copies.overview(actorOf(c), asked.success ? asked.output : 'live'));
	});
	app.post('/outage-copies/write', signedIn(services), mayOf('copies', 'write'), async (c) => {
		await copies.writeNow(actorOf(c));
		return c.json({}, 202);
	});
	app.put('/outage-copies/lock', signedIn(services), mayOf('copies-settings', 'write'), (c) => lockRoute(copies, c));
	app.get('/sheet-pictures', signedIn(services), (c) => picturesRoute(services, c));
	return app;
}

/** The pictures of a team's day; another team's look as if there were none. */
async function picturesRoute({ db }: Services, c: RequestContext): Promise<Response> {
	const asked = v.safeParse(picturesSchema, c.req.query());
	const pictures = asked.success ? await listSheetPictures(db, actorOf(c), asked.output) : null;
	return pictures ? c.json({ pictures }) : c.json({ code: 'not-found' }, 404);
}

async function lockRoute(copies: CopiesService, c: RequestContext): Promise<Response> {
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
