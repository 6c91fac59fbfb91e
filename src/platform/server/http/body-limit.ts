import type { MiddlewareHandler } from 'hono';
import type { Env, RequestContext } from './context.ts';

/**
 * Refuses bodies of more than `max` bytes with 413. Bodies that do not say their length are read first; Hono's own
 * middleware then copies the request in a way that Node's does not stand (500 for every DELETE without a body).
 */
export function limitBody(max: number): MiddlewareHandler<Env> {
	return async (c, next) => {
		const { body, headers, method } = c.req.raw;
		if (!body) return next();
		const length = headers.has('transfer-encoding') ? null : headers.get('content-length');
		if (length !== null) return Number(length) > max ? tooLarge(c) : next();
		const bytes = await readUpTo(body, max);
		if (!bytes) return tooLarge(c);
		c.req.raw = new Request(c.req.url, { method, headers, body: bytes.length > 0 ? bytes : null });
		return next();
	};
}

/** The rest of the body is not read, so nothing more can come on this connection: the other end must not reuse it. */
function tooLarge(c: RequestContext): Response {
	return c.json({ code: 'too-large' }, 413, { Connection: 'close' });
}

async function readUpTo(body: ReadableStream<Uint8Array>, max: number): Promise<Uint8Array<ArrayBuffer> | null> {
	const reader = body.getReader();
	const chunks: Uint8Array[] = [];
	let size = 0;
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return Uint8Array.from(Buffer.concat(chunks));
		size += value.length;
		if (size > max) return null;
		chunks.push(value);
	}
}
