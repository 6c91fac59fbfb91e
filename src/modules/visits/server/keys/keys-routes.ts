import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import * as v from 'valibot';
import type { KeysService } from './keys-service.ts';
import { listLooks, teamsToFollow } from './key-looks.ts';
import { type Env, type RequestContext, type Services } from '#server/http/context';
import { signedIn } from '#server/http/gate';
import { readBody } from '#server/http/read-body';
import { tooManyTries } from '#server/http/too-many-tries';

const coordinate = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));
const lockSchema = v.strictObject({
	publicKey: v.strictObject({ kty: v.literal('EC'), crv: v.literal('P-256'), x: coordinate, y: coordinate }),
	password: v.pipe(v.string(), v.maxLength(1000))
});
const filterSchema = v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[\w-]{1,80}$/))), null);

/** What devices hold of keys and codes, and who has looked. Whom it does not concern finds nothing there. */
export function keysRoutes(services: Services, keys: KeysService): Hono<Env> {
	const app = new Hono<Env>();
	const holder = [signedIn(services), mayHold(keys)] as const;
	app.get('/held-keys', ...holder, async (c) => {
		const handed = await keys.handTo(c.get('signedIn').member);
		return handed.ok ? c.json(handed.value) : c.json({ code: handed.code }, 409);
	});
	app.put('/held-keys/lock', ...holder, (c) => lockRoute(services, keys, c));
	app.get('/key-looks', signedIn(services), (c) => looksRoute(services, c));
	return app;
}

async function lockRoute(services: Services, keys: KeysService, c: RequestContext): Promise<Response> {
	const asked = await readBody(c, lockSchema);
	if (!asked.ok) return asked.answer;
	const { publicKey, password } = asked.value;
	const done = await keys.register(c.get('signedIn').member, publicKey, password);
	if (done.ok) return c.json({});
	return 'again' in done ? tooManyTries(services, c, done.again) : c.json({ code: done.code }, 400);
}

async function looksRoute({ db }: Services, c: RequestContext): Promise<Response> {
	const { actor } = c.get('signedIn').member;
	const teams = await teamsToFollow(db, actor);
	if (!teams) return c.json({ code: 'not-found' }, 404);
	const filter = {
		recipient: v.parse(v.fallback(filterSchema, null), c.req.query('recipient')),
		member: v.parse(v.fallback(filterSchema, null), c.req.query('member'))
	};
	return c.json(await listLooks(db, teams, filter));
}

const mayHold = (keys: KeysService) =>
	createMiddleware<Env>(async (c, next) =>
		keys.mayHold(c.get('signedIn').member) ? next() : c.json({ code: 'not-found' }, 404)
	);
