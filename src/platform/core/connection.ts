import * as v from 'valibot';

/** Counts up when devices and server can no longer talk; older devices are asked to update. */
export const PROTOCOL_VERSION = 1;

/** WebSocket close codes that both ends know. */
export const CLOSE_CODES = {
	/** The session was signed out or revoked. */
	revoked: 4401,
	/** Too many frames or broken rules from one connection. */
	limit: 4429
} as const;

/** Why a document is not opened. Only `unavailable` is worth another try. */
export type OpenRefusal = 'forbidden' | 'epoch-gone' | 'too-old' | 'unknown-document' | 'unavailable';

/**
 * Why an update was not taken. After `gap` and `storage` the ends exchange what is missing and try again; the others
 * say that the update itself breaks a rule.
 */
export type UpdateRefusal =
	'gap' | 'storage' | 'root' | 'append' | 'keep' | 'claim' | 'value' | 'author' | 'limit' | 'malformed' | 'readonly';

/** Device → server, after it has sent the updates of outbox row `n`: answer when they are durable. */
export const markSchema = v.object({
	type: v.literal('mark'),
	n: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
	sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
});

/** Server → device: everything before mark `n` is stored for good, or was refused. */
export const markAnswerSchema = v.variant('type', [
	v.object({ type: v.literal('ack'), n: v.number(), sha256: v.string() }),
	v.object({ type: v.literal('nack'), n: v.number(), sha256: v.string(), code: v.string() })
]);

export type Mark = v.InferOutput<typeof markSchema>;
export type MarkAnswer = v.InferOutput<typeof markAnswerSchema>;
