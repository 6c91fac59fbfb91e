import * as v from 'valibot';

const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));

/**
 * An act with consequences. Immutable once signed: it may reach the server several times and by several carriers, and
 * is decided once.
 */
export const commandSchema = v.object({
	/** Version of this envelope. */
	v: v.literal(1),
	/** Made on the device; the key that makes every further arrival harmless. */
	id,
	/** `module.act`, for example `work-orders.accept`. */
	kind: v.pipe(v.string(), v.regex(/^[a-z-]{2,40}\.[a-z-]{2,40}$/)),
	/** The thing it is about: a work order's id. */
	about: id,
	/** What the act needs; its shape belongs to the module. */
	payload: v.record(v.string(), v.unknown()),
	/** The member who did it, whoever carries it. */
	author: id,
	device: id,
	/** Hybrid logical clock stamp of the moment it was done. */
	at: v.pipe(v.string(), v.regex(/^\d{15}-\d{5}-[0-9a-f]{32}$/)),
	/** Base64url signature of the device's key over everything above. */
	signature: v.pipe(v.string(), v.maxLength(200))
});
