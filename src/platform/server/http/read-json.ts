import type { Context } from 'hono';

/** Nothing that we read nests deeper; a parser goes down as far as a stranger likes. */
const DEEPEST = 32;

/** The JSON of a request, judged before it is parsed: null when it is none, or nests too deep. */
export async function readJson(c: Context): Promise<unknown> {
	const text = await c.req.text().catch(() => '');
	if (!isShallow(text)) return null;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}

/** Whether a text of JSON nests at most so deep: one look at each sign, until it is too deep. */
export function isShallow(text: string): boolean {
	let depth = 0;
	for (let at = 0; at < text.length; at += 1) {
		const sign = text[at];
		if (sign === '"') at = endOfText(text, at);
		else if (sign === '[' || sign === '{') depth += 1;
		else if (sign === ']' || sign === '}') depth -= 1;
		if (depth > DEEPEST) return false;
	}
	return true;
}

/** Where a quoted text ends: brackets within it nest nothing. */
function endOfText(text: string, from: number): number {
	for (let at = from + 1; at < text.length; at += 1) {
		if (text[at] === '\\') at += 1;
		else if (text[at] === '"') return at;
	}
	return text.length;
}
