import * as v from 'valibot';

const id = v.pipe(v.string(), v.regex(/^[\w-]{1,80}$/));
const text = (longest: number) => v.pipe(v.string(), v.maxLength(longest));
const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15));
const signed = { at: v.string(), by: text(80), device: text(80) };

/** How long what people write may be. */
export const LONGEST = { why: 500, words: 1000, note: 4000, name: 80, phone: 30 } as const;

/** How many starts an end names, and how many items a list has, at most. */
export const MOST = { starts: 64, items: 40 } as const;

/** The id of an item: it becomes a part of a register's name. */
export const itemIdSchema = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/));

/** An item of the checklist, as it may be written. */
export const itemSchema = v.object({
	id: itemIdSchema,
	text: v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200), v.excludes('\0')))
});

/** What stands in the document, by the part of the key that says what it is. */
export const eventSchemas = {
	start: v.object({
		...signed,
		why: text(LONGEST.why),
		items: v.fallback(v.pipe(v.array(itemSchema), v.maxLength(MOST.items)), [])
	}),
	end: v.object({ ...signed, ends: v.pipe(v.array(id), v.maxLength(MOST.starts)), words: text(LONGEST.words) }),
	note: v.object({ ...signed, kind: v.picklist(['note', 'decision']), text: text(LONGEST.note) }),
	copy: v.object({
		...signed,
		copy: id,
		number: text(40),
		what: text(40),
		place: text(40),
		from: text(10),
		to: text(10)
	}),
	held: v.object({
		...signed,
		confirmedAt: v.nullable(moment),
		exchangedAt: v.nullable(moment),
		phone: v.boolean()
	})
} as const;
