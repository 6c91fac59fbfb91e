import type { MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { DEVICE_TIME, SERVER_TIME } from '#core/clock';
import { authorizePeople } from '#core/people-access';
import { type Env, type RequestContext, type Services, cookieName, sessionOf } from './context.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Headers that every answer of the API carries. */
export function apiHeaders({ clock, configuration }: Services): MiddlewareHandler<Env> {
	const isSecure = configuration.origin.startsWith('https:');
	return async (c, next) => {
		await next();
		if (isSecure) c.header('Strict-Transport-Security', 'max-age=31536000');
		if (c.res.headers.get('Content-Type') === 'application/json')
			c.header('Content-Type', 'application/json; charset=utf-8');
		c.header('X-Content-Type-Options', 'nosniff');
		c.header('Referrer-Policy', 'no-referrer');
		if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
		// Devices go by it: one that is in doubt is not told.
		if (!clock.doubt) c.header(SERVER_TIME, String(clock.now()));
	};
}

/**
 * Refuses unsafe requests that do not come from our own pages: the cookie is sent along from any site, the Origin
 * header tells which. Who comes with an API key and without a session is let through: other sites cannot send that key.
 */
export function sameOrigin({ configuration }: Services): MiddlewareHandler<Env> {
	return async (c, next) => {
		const hasSession = getCookie(c, cookieName(configuration.origin)) !== undefined;
		const isKeyed = !hasSession && c.req.header('authorization')?.startsWith('Bearer ') === true;
		if (SAFE.has(c.req.method) || isKeyed) return next();
		const origin = c.req.header('origin');
		const site = c.req.header('sec-fetch-site');
		if (origin === configuration.origin && (site === undefined || site === 'same-origin')) return next();
		return c.json({ code: 'foreign-origin' }, 403);
	};
}

/** Lets only signed-in members through, and only those whose first sign-in is done. */
export function signedIn(services: Services, options: { beforeFirstSignIn?: boolean } = {}): MiddlewareHandler<Env> {
	return createMiddleware<Env>(async (c, next) => {
		const request = await sessionOf(services, c.req.header('cookie'));
		if (!request) return c.json({ code: 'signed-out' }, 401);
		if (!request.member.firstSignInDone && !options.beforeFirstSignIn) {
			return c.json({ code: 'first-sign-in' }, 403);
		}
		c.set('signedIn', request);
		const theirs = Number(c.req.header(DEVICE_TIME) ?? NaN);
		if (Number.isFinite(theirs)) services.clock.heard(request.member.actor.member, theirs);
		return next();
	});
}

/** Lets through an organisation's administrators alone. */
export const administratorsOnly = createMiddleware<Env>(async (c, next) => {
	const { actor } = c.get('signedIn').member;
	const resource = { type: 'administration', organisation: actor.organisation };
	return authorizePeople(actor, 'write', resource) ? next() : c.json({ code: 'forbidden' }, 403);
});

/** The organisation that the signed-in member belongs to. */
export const organisationOf = (c: RequestContext) => c.get('signedIn').member.actor.organisation;

/** Who asks, for the log. */
export const by = (c: RequestContext) => c.get('signedIn').member.actor.member;

/** What is not there, or not for the one who asks. */
export const notFound = (c: RequestContext) => c.json({ code: 'not-found' }, 404);
