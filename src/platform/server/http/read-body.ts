import type { Context } from 'hono';
import * as v from 'valibot';
import { readJson } from './read-json.ts';

/** One line of text. PostgreSQL keeps no NUL in a text. */
export const line = (length: number) => v.pipe(v.string(), v.trim(), v.maxLength(length), v.excludes('\0'));

/** A body of the wanted form, or the answer that says which field is not. */
export type ReadBody<Value> = { ok: true; value: Value } | { ok: false; answer: Response };

/** Reads the JSON body of a request. */
export async function readBody<Schema extends v.GenericSchema>(
	c: Context,
	schema: Schema
): Promise<ReadBody<v.InferOutput<Schema>>> {
	const read = v.safeParse(schema, await readJson(c));
	if (read.success) return { ok: true, value: read.output };
	return { ok: false, answer: c.json({ code: 'malformed', field: v.getDotPath(read.issues[0]) }, 400) };
}
