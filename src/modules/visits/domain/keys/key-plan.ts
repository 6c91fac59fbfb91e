import * as v from 'valibot';
import { text, utf8 } from '#core/bytes';

const part = (longest: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(longest), v.excludes('\0')), '');

/** How to get into a recipient's home: the only place where codes are written. */
export const keyPlanSchema = v.strictObject({
	/** The number on the key's tag. */
	keyNumber: part(40),
	/** Where the key is fetched. */
	keyPlace: part(200),
	doorCode: part(40),
	alarmCode: part(40),
	instruction: part(500)
});

/** How to get into a recipient's home; what is not known is empty. */
export type KeyPlan = v.InferOutput<typeof keyPlanSchema>;

/** The parts of a key plan, in the order in which they are needed. */
export const KEY_PARTS = ['keyNumber', 'keyPlace', 'doorCode', 'alarmCode', 'instruction'] as const;

const BLOCK = 512; // characters: how long what is sealed is says nothing of what is in it

/** The bytes that are sealed; every plan of ordinary length gives as many. */
export function encodeKeyPlan(plan: KeyPlan): Uint8Array {
	const json = JSON.stringify(plan);
	return utf8(json.padEnd(Math.ceil(json.length / BLOCK) * BLOCK));
}

/** A key plan out of its bytes; null when they hold another thing, or nothing at all. */
export function readKeyPlan(bytes: Uint8Array): KeyPlan | null {
	const read = v.safeParse(keyPlanSchema, parsed(bytes));
	return read.success && KEY_PARTS.some((name) => read.output[name] !== '') ? read.output : null;
}

function parsed(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(text(bytes));
	} catch {
		return null; // not JSON: no plan of ours
	}
}
