import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Rule ids are letters and a number in the first column of a table, or at the start of a list item, in a SPEC.md. */
const rules = globSync(['{src,sync,tests}/**/SPEC.md'], { cwd: ROOT }).flatMap((file) =>
	[...read(file).matchAll(/^(?:\| |[-*] (?:\*\*)?)\[?([A-Z]{1,3}\d+)\]?\b/gm)].map(([, id]) => id ?? '')
);
const ruleIds = new Set(rules);
const testedIds = new Set(
	globSync(['{src,sync,tests}/**/*.test.ts'], { cwd: ROOT }).flatMap((file) =>
		[...read(file).matchAll(/['"`]((?:\[[A-Z]{1,3}\d+\] ?)+)/g)].flatMap(
			([, ids]) => ids?.match(/[A-Z]{1,3}\d+/g) ?? []
		)
	)
);

describe('rules and tests', () => {
	it('[AR2] every rule of a SPEC.md has a test', () => {
		expect([...ruleIds].filter((id) => !testedIds.has(id))).toEqual([]);
	});

	it('[AR3] every id in a test name is a rule of a SPEC.md', () => {
		expect([...testedIds].filter((id) => !ruleIds.has(id))).toEqual([]);
	});

	it('[AR24] every rule that is named in the documents of threats and faults is there', () => {
		const named = ['docs/SECURITY.md', 'docs/RELIABILITY.md'].flatMap(
			(file) => read(file).match(/\b[A-Z]{1,3}\d+\b/g) ?? []
		);
		expect(named.length).toBeGreaterThan(100);
		expect(named.filter((id) => !ruleIds.has(id))).toEqual([]);
	});

	it('[AR13] a rule has an id of its own in the whole repository', () => {
		expect(rules.filter((id, index) => rules.indexOf(id) !== index)).toEqual([]);
	});

	it('[AR13] a test that names a rule runs: none is skipped, put off, or run alone', () => {
		// What is planted for the linter to find stands in quotation marks.
		const idle = /^[^'"`]*(?:\b(?:it|test|describe)\.(?:skip|only|todo|fixme|skipIf|runIf)\b|\btest\.fail\()/m;
		const files = globSync(['{src,sync,tests}/**/*.test.ts'], { cwd: ROOT });
		expect(files.filter((file) => idle.test(read(file)))).toEqual([]);
	});
});
