import { Hono } from 'hono';
import * as v from 'valibot';
import { authorize } from '#modules/work-orders/domain/access.ts';
import { DAY_FIELDS, ORDER_TYPES, PRIORITIES, STATUSES, WORD_FIELDS } from '#modules/work-orders/domain/index.ts';
import { importWorkOrders } from '../import/work-orders.ts';
import { searchOrders } from '../list/search-orders.ts';
import { type Env, type RequestContext, type Services } from '#server/http/context';
import { RateLimit } from '#server/auth/rate-limit';
import { signedIn } from '#server/http/gate';
import { line, readBody } from '#server/http/read-body';
import { tooManyTries } from '#server/http/too-many-tries';

/** What is typed is searched for in a body: an address would end in the logs of whatever stands between. */
const searchSchema = v.object({
	...v.partial(v.object(v.entriesFromList([...WORD_FIELDS, ...DAY_FIELDS], line(200)))).entries,
	type: v.optional(v.picklist([...ORDER_TYPES, ''])),
	priority: v.optional(v.picklist([...PRIORITIES, ''])),
	status: v.optional(v.picklist([...STATUSES, '']))
});

const MINUTE = 60 * 1000; // milliseconds
/** A search without hits reads every order: nobody needs more of them than one can look at. */
const SEARCHES_A_MINUTE = 30;

/** Work orders for the app's own pages: the search of older ones, and reading in a file. */
export function orderRoutes(services: Services): Hono<Env> {
	const app = new Hono<Env>();
	const searches = new RateLimit(SEARCHES_A_MINUTE, MINUTE, services.clock);
	app.post('/orders/search', signedIn(services), (c) => searchRoute(services, searches, c));
	app.post('/orders/import', signedIn(services), (c) => importRoute(services, c));
	return app;
}

async function searchRoute(services: Services, searches: RateLimit, c: RequestContext): Promise<Response> {
	const { actor } = c.get('signedIn').member;
	if (!authorize(actor, 'read', { type: 'orders', scope: actor.company ?? actor.organisation })) {
		return c.json({ code: 'forbidden' }, 403);
	}
	if (!searches.take(actor.member)) return tooManyTries(services, c, services.clock.now() + MINUTE / SEARCHES_A_MINUTE);
	const search = await readBody(c, searchSchema);
	if (!search.ok) return search.answer;
	const { db, clock } = services;
	// JSON has no undefined: what is there was sent.
	const asked = search.value as Parameters<typeof searchOrders>[2];
	return c.json({ orders: await searchOrders(db, actor, asked, clock.now()) });
}

/** A CSV file as the body; `?dry-run=1` checks everything and writes nothing. Answers with what a person is told. */
async function importRoute(services: Services, c: RequestContext): Promise<Response> {
	const { actor, name } = c.get('signedIn').member;
	if (!authorize(actor, 'write', { type: 'work-order-register', organisation: actor.organisation })) {
		return c.json({ code: 'forbidden' }, 403);
	}
	const dryRun = c.req.query('dry-run') === '1';
	const lines: string[] = [];
	const isGood = await importWorkOrders(new Uint8Array(await c.req.arrayBuffer()), {
		db: services.db,
		clock: services.clock,
		from: { actor, name, dryRun },
		say: (text) => lines.push(text)
	});
	if (!dryRun) services.changed();
	return c.json({ isGood, lines });
}
