import * as v from 'valibot';

/** What somebody can be called about. */
export const CONTACTS = [
	'it-service',
	'supplier',
	'telephony',
	'coordinator',
	'manager',
	'administrator',
	'other'
] as const;
export type ContactKind = (typeof CONTACTS)[number];

/** The form of a number that can be dialled. */
const NUMBER = /^\+?\d[\d\s()\u2010-\u2015-]{1,28}$/u;

const line = (longest: number) => v.pipe(v.string(), v.trim(), v.maxLength(longest), v.excludes('\0'));

/** A number to call when something does not work. */
export const supportNumberSchema = v.object({
	about: v.picklist(CONTACTS),
	/** What it is called in the house; empty for the usual word. */
	name: line(60),
	number: v.pipe(line(30), v.regex(NUMBER))
});
export type SupportNumber = v.InferOutput<typeof supportNumberSchema>;

/** The numbers of a stored list; one bad number takes no other away. */
export function readSupportNumbers(list: unknown): SupportNumber[] {
	if (!Array.isArray(list)) return [];
	return list.flatMap((each) => {
		const parsed = v.safeParse(supportNumberSchema, { name: '', ...(each as object) });
		return parsed.success ? parsed.output : [];
	});
}

/** True for a text that can be dialled. */
export function isDiallable(number: string): boolean {
	return NUMBER.test(number.trim());
}
