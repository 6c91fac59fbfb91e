import { Hono } from 'hono';
import * as v from 'valibot';
import type { Actor } from '#core/access';
import { isId } from '#core/id';
import { accountRoutes } from './account-routes.ts';
import { adminRoutes } from './admin-routes.ts';
import { limitBody } from './body-limit.ts';
import { carryingRoutes } from './carrying-routes.ts';
import { type Env, type RequestContext, type Services } from './context.ts';
import { apiHeaders, sameOrigin, signedIn } from './gate.ts';
import { peopleRoutes } from './people-routes.ts';
import { readJson } from './read-json.ts';

const MAX_BODY = 2 * 1024 * 1024; // 2 MiB: hundreds of commands with long texts
const MAX_SIGN_IN = 8 * 1024; // 8 KiB
const MAX_COMMANDS = 500;
const MOST_OFF = 100 * 366 * 24 * 60 * 60 * 1000; // 100 years: a phone without a battery begins in 1970

/** The paths that this app answers; all others are pages. */
export const API_PATHS = /^\/(api|files|healthz|readyz|metrics|demo)(\/|$)/;

/** Everything that is answered over HTTP except pages and uploads. */
export function createHttpApp(services: Services): Hono<Env> {
	const app = new Hono<Env>();
	app.use('*', apiHeaders(services));
	// Before anybody is known: a name, a password and a key.
	app.use('/api/sign-in', limitBody(MAX_SIGN_IN));
	app.use('*', limitBody(MAX_BODY));
	app.use('/api/*', sameOrigin(services));
	app.post('/api/commands', signedIn(services), (c) => commandsRoute(services, c));
	app.get('/api/copies', signedIn(services), (c) => firstCopyRoute(services, c));
	app.route('/api', accountRoutes(services));
	app.route('/api', carryingRoutes(services));
	app.route('/api', peopleRoutes(services));
	app.route('/api', adminRoutes(services));
	for (const module of services.modules) app.route('/api', module.routes(services));
	app.get('/files/:id', signedIn(services), (c) => fileRoute(services, c, 'full'));
	app.get('/files/:id/thumbnail', signedIn(services), (c) => fileRoute(services, c, 'thumbnail'));
	addOperations(app, services);
	app.notFound((c) => c.json({ code: 'not-found' }, 404));
	app.onError((error, c) => {
		services.logger.error({ err: error, method: c.req.method }, 'A request failed');
		return c.json({ code: 'internal' }, 500);
	});
	return app;
}

/** Commands, each judged by itself; see Circumstances for what is said of them. */
const commandsSchema = v.pipe(v.array(v.unknown()), v.maxLength(MAX_COMMANDS));
const broughtSchema = v.union([
	v.pipe(
		commandsSchema,
		v.transform((commands) => ({ commands, again: [], off: {} }))
	),
	v.object({
		commands: commandsSchema,
		again: v.optional(v.pipe(v.array(v.string()), v.maxLength(MAX_COMMANDS)), []),
		off: v.optional(v.record(v.string(), v.pipe(v.number(), v.minValue(-MOST_OFF), v.maxValue(MOST_OFF))), {})
	})
]);

async function commandsRoute(services: Services, c: RequestContext): Promise<Response> {
	const brought = v.safeParse(broughtSchema, await readJson(c));
	if (!brought.success) return c.json({ code: 'malformed' }, 400);
	const { commands, ...circumstances } = brought.output;
	return c.json(await services.receive(c.get('signedIn').member.actor, commands, circumstances));
}

/** Facts alone: they are read by everybody of their scope, and by nobody else. */
async function firstCopyRoute(services: Services, c: RequestContext): Promise<Response> {
	const bytes = await services.firstCopy(c.get('signedIn').member.actor);
	return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
		'Content-Type': 'application/octet-stream',
		'Content-Encoding': 'gzip'
	});
}

/** A file of one of the modules, to those who may see it. Anything else looks as if it were not there. */
async function fileRoute(services: Services, c: RequestContext, size: 'full' | 'thumbnail'): Promise<Response> {
	const id = c.req.param('id') ?? '';
	const file = isId(id) ? await findReadableFile(services, c.get('signedIn').member.actor, id) : null;
	const served = file && (await services.serveFile(id, size, file.name));
	return served ?? c.json({ code: 'not-found' }, 404);
}

async function findReadableFile({ modules }: Services, actor: Actor, id: string): Promise<{ name: string } | null> {
	for (const module of modules) {
		const file = await module.findFile(actor, id);
		if (file) return file;
	}
	return null;
}

function addOperations(app: Hono<Env>, services: Services): void {
	const { configuration } = services;
	app.get('/healthz', (c) => c.json({ status: 'up' }));
	app.get('/readyz', async (c) => {
		const ready = await services.canStore();
		const { doubt } = services.clock;
		return c.json({ status: ready ? 'ready' : 'cannot store', clock: doubt ?? 'right' }, ready ? 200 : 503);
	});
	app.get('/metrics', async (c) => {
		const expected = configuration.metricsToken;
		if (expected === null || c.req.header('authorization') !== `Bearer ${expected}`)
			return c.json({ code: 'not-found' }, 404);
		return c.text(await services.metrics());
	});
	app.get('/demo/accounts.json', async (c) => {
		const accounts = await services.demo();
		return accounts ? c.json(accounts) : c.json({ code: 'not-found' }, 404);
	});
}
