import { Hono } from 'hono';
import * as v from 'valibot';
import type { Actor } from '#core/access';
import { isId } from '#core/id';
import { authorize } from '#app/catalogue';
import type { OrderFile } from '#modules/work-orders/domain/index.ts';
import { demoAccounts } from '../demo/accounts-to-try.ts';
import { accountRoutes } from './account-routes.ts';
import { adminRoutes } from './admin-routes.ts';
import { maySeeSheetPicture } from '#modules/visits/server/copies/sheet-pictures.ts';
import { limitBody } from './body-limit.ts';
import { copiesRoutes } from '#modules/visits/server/copies/copies-routes.ts';
import { carryingRoutes } from './carrying-routes.ts';
import { type Env, type RequestContext, type Services } from './context.ts';
import { apiHeaders, sameOrigin, signedIn } from './gate.ts';
import { keysRoutes } from '#modules/visits/server/keys/keys-routes.ts';
import { openApiDescription } from '#modules/work-orders/server/api/openapi.ts';
import { orderRoutes } from '#modules/work-orders/server/order/order-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { workOrderApi } from '#modules/work-orders/server/api/work-order-api.ts';

const MAX_BODY = 2 * 1024 * 1024; // 2 MiB: hundreds of commands with long texts
const MAX_COMMANDS = 500;

/** The paths that this app answers; all others are pages. */
export const API_PATHS = /^\/(api|files|healthz|readyz|metrics|demo)(\/|$)/;

/** Everything that is answered over HTTP except pages and uploads. */
export function createHttpApp(services: Services): Hono<Env> {
	const app = new Hono<Env>();
	app.use('*', apiHeaders);
	app.use('*', limitBody(MAX_BODY));
	app.use('/api/*', sameOrigin(services));
	app.get('/api', (c) => c.json(openApiDescription(services.configuration.origin)));
	app.route('/api/v1', workOrderApi(services) as unknown as Hono<Env>);
	app.post('/api/commands', signedIn(services), (c) => commandsRoute(services, c));
	app.get('/api/copies', signedIn(services), (c) => firstCopyRoute(services, c));
	app.route('/api', accountRoutes(services));
	app.route('/api', carryingRoutes(services));
	app.route('/api', orderRoutes(services));
	app.route('/api', peopleRoutes(services));
	app.route('/api', adminRoutes(services));
	app.route('/api', copiesRoutes(services));
	app.route('/api', keysRoutes(services));
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

/** Commands, each judged by itself; `again` names those that a server decided which has been restored since. */
const commandsSchema = v.pipe(v.array(v.unknown()), v.maxLength(MAX_COMMANDS));
const broughtSchema = v.union([
	v.pipe(
		commandsSchema,
		v.transform((commands) => ({ commands, again: [] }))
	),
	v.object({ commands: commandsSchema, again: v.pipe(v.array(v.string()), v.maxLength(MAX_COMMANDS)) })
]);

async function commandsRoute(services: Services, c: RequestContext): Promise<Response> {
	const brought = v.safeParse(broughtSchema, await c.req.json().catch(() => null));
	if (!brought.success) return c.json({ code: 'malformed' }, 400);
	const { commands, again } = brought.output;
	return c.json(await services.receive(c.get('signedIn').member.actor, commands, again));
}

/** Facts alone: they are read by everybody of their scope, and by nobody else. */
async function firstCopyRoute(services: Services, c: RequestContext): Promise<Response> {
	const bytes = await services.firstCopy(c.get('signedIn').member.actor);
	return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
		'Content-Type': 'application/octet-stream',
		'Content-Encoding': 'gzip'
	});
}

/** A file of a work order, or the picture of a sheet, to those who may see it. Anything else looks as if it were not there. */
async function fileRoute(services: Services, c: RequestContext, size: 'full' | 'thumbnail'): Promise<Response> {
	const file = await findReadableFile(services, c.get('signedIn').member.actor, c.req.param('id') ?? '');
	const served = file && (await services.serveFile(file.id, size, file.name));
	return served ?? c.json({ code: 'not-found' }, 404);
}

async function findReadableFile(
	{ db }: Services,
	actor: Actor,
	id: string
): Promise<Pick<OrderFile, 'id' | 'name'> | null> {
	if (!isId(id)) return null;
	const row = await db
		.selectFrom('work_order_files')
		.innerJoin('work_orders', 'work_orders.id', 'work_order_files.order_id')
		.select(['work_order_files.body_json', 'work_orders.organisation_id', 'work_orders.contractor_id'])
		.where('work_order_files.id', '=', id)
		.executeTakeFirst();
	if (!row) return (await maySeeSheetPicture(db, actor, id)) ? { id, name: 'papper.webp' } : null;
	const file = JSON.parse(row.body_json) as OrderFile;
	const resource = { type: 'work-order-file', organisation: row.organisation_id, company: row.contractor_id };
	// What a former contractor left is for the landlord alone, as in the facts.
	const isMeant = file.removedAt === null && (file.audience === 'all' || actor.company === null);
	return isMeant && authorize(actor, 'read', resource) ? file : null;
}

function addOperations(app: Hono<Env>, services: Services): void {
	const { configuration } = services;
	app.get('/healthz', (c) => c.json({ status: 'up' }));
	app.get('/readyz', async (c) => {
		const ready = await services.canStore();
		return c.json({ status: ready ? 'ready' : 'cannot store' }, ready ? 200 : 503);
	});
	app.get('/metrics', async (c) => {
		const expected = configuration.metricsToken;
		if (expected === null || c.req.header('authorization') !== `Bearer ${expected}`)
			return c.json({ code: 'not-found' }, 404);
		return c.text(await services.metrics());
	});
	app.get('/demo/accounts.json', async (c) => {
		const accounts = await demoAccounts(services.db);
		return accounts ? c.json(accounts) : c.json({ code: 'not-found' }, 404);
	});
}
