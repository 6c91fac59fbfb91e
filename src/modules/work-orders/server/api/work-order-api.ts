import { type Context, Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import * as v from 'valibot';
import { readJson } from '#server/http/read-json';
import { authorize } from '#modules/work-orders/domain/access.ts';
import { ORDERER, type WorkOrder } from '#modules/work-orders/domain/index.ts';
import { RateLimit } from '#server/auth/rate-limit';
import { patiently } from '#server/database/patiently';
import { registerPatiently } from '../import/register-patiently.ts';
import {
	type ApiAct,
	type OrderName,
	actByKey,
	findOrder,
	listByNumber,
	listChanged,
	toApiOrderWithLog
} from './orders-for-api.ts';
import { type KeyCaller, findCaller } from '#server/people/api-keys';
import { loadOrder } from '../order/stored-orders.ts';
import type { Env, Services } from '#server/http/context';

interface ApiEnv extends Env {
	Variables: Env['Variables'] & { caller: KeyCaller };
}
type ApiContext = Context<ApiEnv>;

const MAX_LISTED = 200;
const REQUESTS = 600; // a minute and key
const MINUTE = 60 * 1000;
const MAX_NUMBER = 2 ** 31 - 1; // of an integer column on PostgreSQL

/** The API for the landlord's property system; every request carries a key. */
export function workOrderApi(services: Services): Hono<ApiEnv> {
	const app = new Hono<ApiEnv>();
	app.use('*', withKey(services, new RateLimit(REQUESTS, MINUTE, services.clock)));
	app.post('/work-orders', (c) => registerRoute(services, c));
	app.get('/work-orders', (c) => listRoute(services, c));
	app.get('/changes', (c) => changesRoute(services, c));
	for (const path of ['/work-orders/:number', '/work-orders/by-external-id/:externalId']) {
		app.get(path, (c) => readRoute(services, c));
		app.post(`${path}/cancel`, (c) => cancelRoute(services, c));
		app.post(`${path}/invoice`, (c) => actRoute(services, c, { act: 'invoice', payload: {} }));
	}
	return app;
}

function withKey({ db, clock, isClosed }: Services, limit: RateLimit) {
	return createMiddleware<ApiEnv>(async (c, next) => {
		const key = /^Bearer (\S{20,200})$/.exec(c.req.header('authorization') ?? '')?.[1];
		const caller = key === undefined ? null : await findCaller(db, key, clock);
		if (!caller || isClosed(caller.actor.organisation)) return c.json({ code: 'unknown-key' }, 401);
		// A tenth of a second brings the next try; a header of whole seconds cannot say less than one.
		if (!limit.take(caller.key)) return c.json({ code: 'too-many-requests' }, 429, { 'Retry-After': '1' });
		const actor = { ...caller.actor, roles: [ORDERER] }; // a key is the landlord's, whatever becomes of who made it
		const resource = { type: 'work-order-register', organisation: actor.organisation };
		if (!authorize(actor, 'write', resource)) return c.json({ code: 'forbidden', field: null }, 403);
		c.set('caller', { ...caller, actor });
		return next();
	});
}

async function registerRoute(services: Services, c: ApiContext): Promise<Response> {
	const body = await readJson(c);
	const result = await registerPatiently(services.db, services.clock, c.get('caller'), body);
	if (!result.ok) {
		const { code, field } = result.problem ?? { code: 'malformed', field: null };
		return c.json({ code, field }, code === 'forbidden' ? 403 : code === 'number-taken' ? 409 : 422);
	}
	services.changed();
	return c.json(describe(result.value.order), result.value.existed ? 200 : 201);
}

function describe({ id, number, bundle, status }: Pick<WorkOrder, 'id' | 'number' | 'bundle' | 'status'>) {
	return { id, number, bundle, status, invoiceReference: `AO${number}` };
}

/** Orders by number after a cursor: `?after=583214`. */
async function listRoute({ db }: Services, c: ApiContext): Promise<Response> {
	const after = Number(c.req.query('after') ?? 0);
	if (!Number.isSafeInteger(after) || after < 0) return c.json({ code: 'malformed', field: 'after' }, 400);
	const limit = MAX_LISTED;
	const orders = await listByNumber(db, c.get('caller').actor.organisation, { after, limit });
	return c.json({ orders, next: orders.length === limit ? orders.at(-1)?.number : null });
}

/** Orders that have changed since a cursor: `?after=…&limit=50`. Without a cursor all of them, from the first. */
async function changesRoute({ db }: Services, c: ApiContext): Promise<Response> {
	const after = readCursor(c.req.query('after'));
	if (after === null) return c.json({ code: 'malformed', field: 'after' }, 400);
	const limit = Number(c.req.query('limit') ?? MAX_LISTED);
	if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LISTED) {
		return c.json({ code: 'malformed', field: 'limit' }, 400);
	}
	const { orders, last } = await listChanged(db, c.get('caller').actor.organisation, { after, limit });
	return c.json({ orders, next: writeCursor(last), more: orders.length === limit });
}

/** Cursors are opaque: what they count may change. */
const writeCursor = (changed: number) => Buffer.from(`1:${changed}`).toString('base64url');

function readCursor(cursor: string | undefined): number | null {
	if (cursor === undefined || cursor === '') return 0;
	const changed = /^1:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
	return changed === undefined ? null : Number(changed);
}

async function readRoute({ db }: Services, c: ApiContext): Promise<Response> {
	const id = await namedOrder(db, c);
	const whole = id === null ? null : await loadOrder(db, id);
	return whole ? c.json(toApiOrderWithLog(whole)) : unknownOrder(c);
}

const cancelSchema = v.object({ reason: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(4000)), '') });

async function cancelRoute(services: Services, c: ApiContext): Promise<Response> {
	const isEmpty = (await c.req.text()) === '';
	const body = v.safeParse(cancelSchema, isEmpty ? {} : await readJson(c));
	if (!body.success) return c.json({ code: 'malformed', field: v.getDotPath(body.issues[0]) }, 422);
	return actRoute(services, c, { act: 'cancel', payload: body.output });
}

async function actRoute(services: Services, c: ApiContext, asked: ApiAct): Promise<Response> {
	const { db, clock } = services;
	const id = await namedOrder(db, c);
	if (id === null) return unknownOrder(c);
	const acted = await patiently(() => actByKey(db, c.get('caller'), { id, asked, clock }));
	if (!acted.ok)
		return acted.code === 'unknown-order' ? unknownOrder(c) : c.json({ code: acted.code, field: null }, 409);
	services.changed();
	return c.json(toApiOrderWithLog(acted.value));
}

/** The order that the address names, by its number or by the caller's own id; of the caller's landlord alone. */
async function namedOrder(db: Services['db'], c: ApiContext): Promise<string | null> {
	const name = readName(c.req.param());
	return name && findOrder(db, c.get('caller').actor.organisation, name);
}

function readName({ number = '', externalId }: { number?: string; externalId?: string }): OrderName | null {
	if (externalId !== undefined) return externalId.includes('\0') ? null : { externalId };
	return /^\d{1,10}$/.test(number) && Number(number) <= MAX_NUMBER ? { number: Number(number) } : null;
}

const unknownOrder = (c: ApiContext) => c.json({ code: 'unknown-order', field: null }, 404);
