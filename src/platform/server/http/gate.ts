import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Env, Services } from './context.ts';
import { sessionOf } from './context.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Headers that every answer of the API carries. */
export const apiHeaders: MiddlewareHandler<Env> = async (c, next) => {
	await next();
	c.header('X-Content-Type-Options', 'nosniff');
	c.header('Referrer-Policy', 'no-referrer');
	if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
};

/**
 * Refuses unsafe requests that do not come from our own pages: the cookie is sent along from any site, the Origin
 * header tells which. Requests with an API key carry no cookie and are let through.
 */
export function sameOrigin({ configuration }: Services): MiddlewareHandler<Env> {
	return async (c, next) => {
		if (SAFE.has(c.req.method) || c.req.header('authorization')?.startsWith('Bearer ')) return next();
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
		return next();
	});
}
