import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

// The manuals of the systems that people come from name people, homes, firms and numbers. Ours are invented. What the
// manuals name is known here by a digest alone, so that this file does not name it either.

const ROOT = join(import.meta.dirname, '../..');
const FILES = ['*.{md,json,js,cjs,ts}', '{docs,src,static,sync,tests}/**/*.{md,json,js,ts,svelte,css,html,svg}'];
const WORD = /[\p{L}\d]+/gu;
const LONGEST = 3; // words
const NAMED = new Set([
	'007da47a98b23e36',
	'01c3f3cfd39f9c83',
	'15acb120cc7a0ba2',
	'1b353cfa33a9c53d',
	'1d1e5a59b22aad6b',
	'26ebc0563cb72b6f',
	'3863fb68411f197b',
	'3e1f47538f02769b',
	'430ed1e31c02018b',
	'43fca7678a822870',
	'455b79401cc953e2',
	'4c8ace6317308fa2',
	'4f0f2eba272d789f',
	'4f2c916e46eb3ae6',
	'555c84f9fef00490',
	'5fe455fc3347bda7',
	'60133aa763131397',
	'75fff8ae8e6a2b30',
	'7a849a8fdbfeb3d5',
	'7be8205ab0499443',
	'7d8498e42febbe71',
	'7e70331522a19a63',
	'7f362326abc535d1',
	'8c0458a26d228cd6',
	'9804c863647ab907',
	'b6089cf56dc299ba',
	'c1284c1176cbb043',
	'c63d35a485ee8c07',
	'c6cb2c1143ddb644',
	'd1c55485ea24c603',
	'd2579708f40827c9',
	'd832eb81d3ffe9fd',
	'db59dab0cae3580a',
	'ddd058dbe8c8c082',
	'e9272bed09268105',
	'e9e084f7b7b1127f',
	'f335881afe4271ae',
	'fede4669fd1ded74'
]);

/** The beginning of the SHA-256 of words in small letters, with a blank between them. */
const digest = (words: string) => createHash('sha256').update(words).digest('hex').slice(0, 16);

/** All words of a text, each alone and with the one or two after it. */
function runsOf(text: string): string[] {
	const words =
		text
			.toLowerCase()
			.replace(/(?<=\d)_(?=\d)/g, '')
			.match(WORD) ?? [];
	return words.flatMap((_word, at) =>
		Array.from({ length: LONGEST }, (_unused, more) => words.slice(at, at + more + 1).join(' '))
	);
}

it('[AR20] demo data, documents and tests name no person, address, object or number of a manual', () => {
	const whereOf = new Map<string, string>();
	for (const file of globSync(FILES, { cwd: ROOT }))
		for (const run of runsOf(readFileSync(join(ROOT, file), 'utf8'))) if (!whereOf.has(run)) whereOf.set(run, file);
	expect([...whereOf].filter(([run]) => NAMED.has(digest(run)))).toEqual([]);
	expect(runsOf('Beställare: Karin, tel 0346').map(digest)).toHaveLength(12);
}, 60_000);
