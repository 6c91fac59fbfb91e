import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Actor } from '#core/access';
import type { WorkOrder } from '#domain/work-orders';
import { findMember } from '../auth/members.ts';
import { registerPatiently } from '../import/register-patiently.ts';
import type { Env, RequestContext, Services } from './context.ts';

interface ApiEnv extends Env {
	Variables: Env['Variables'] & { caller: { actor: Actor; name: string } };
}

const MAX_LISTED = 200;
const MAX_NUMBER = 2 ** 31 - 1; // of an integer column on PostgreSQL

/** The API for the landlord's property system; every request carries a key. */
export function workOrderApi(services: Services): Hono<ApiEnv> {
	const app = new Hono<ApiEnv>();
	app.use('*', withKey(services));
	app.post('/work-orders', async (c) => {
		const body: unknown = await c.req.json().catch(() => null);
		const result = await registerPatiently(services.db, services.clock, c.get('caller'), body);
		if (!result.ok) {
			const { code, field } = result.problem ?? { code: 'malformed', field: null };
			return c.json({ code, field }, code === 'forbidden' ? 403 : code === 'number-taken' ? 409 : 422);
		}
		services.ordersChanged();
		return c.json(describe(result.value.order), result.value.existed ? 200 : 201);
	});
	app.get('/work-orders', (c) => listRoute(services, c as unknown as RequestContext, c.get('caller').actor));
	return app;
}

function withKey({ db }: Services) {
	return createMiddleware<ApiEnv>(async (c, next) => {
		const key = /^Bearer (\S{20,200})$/.exec(c.req.header('authorization') ?? '')?.[1];
		const row =
			key &&
			(await db
				.selectFrom('api_keys')
				.select(['member_id', 'name'])
				.where('key_hash', '=', createHash('sha256').update(key).digest('hex'))
				.where('revoked_at', 'is', null)
				.executeTakeFirst());
		const member = row ? await findMember(db, row.member_id, null) : null;
		if (!row || !member) return c.json({ code: 'unknown-key' }, 401);
		c.set('caller', { actor: member.actor, name: row.name });
		return next();
	});
}

/** Orders by number after a cursor: `?after=476585`. */
async function listRoute({ db }: Services, c: RequestContext, actor: Actor): Promise<Response> {
	const after = Number(c.req.query('after') ?? 0);
	if (!Number.isSafeInteger(after) || after < 0) return c.json({ code: 'malformed', field: 'after' }, 400);
	const rows = await db
		.selectFrom('work_orders')
		.select('body_json')
		.where('organisation_id', '=', actor.organisation)
		.where('number', '>', Math.min(after, MAX_NUMBER))
		.orderBy('number')
		.limit(MAX_LISTED)
		.execute();
	const orders = rows.map(({ body_json }) => JSON.parse(body_json) as WorkOrder);
	return c.json({ orders, next: orders.length === MAX_LISTED ? orders.at(-1)?.number : null });
}

function describe({ id, number, bundle, status }: Pick<WorkOrder, 'id' | 'number' | 'bundle' | 'status'>) {
	return { id, number, bundle, status, invoiceReference: `AO${number}` };
}
