import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, matchesGlob } from 'node:path';
import { type Linter, ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// Two linters share the rules: oxlint is fast, ESLint knows Svelte and this project's own rules. What one leaves to the
// other must be checked there, and rules that carry weight are seen to stop something.

const ROOT = join(import.meta.dirname, '../..');

/** ESLint alone knows this one; it needs all types for it, so that it is left to `npm run lint:whole`. */
const ONLY_WHOLE = ['@typescript-eslint/no-unsafe-class-instance-assignment'];

/** What these were made against cannot be written in a module that TypeScript reads. */
const NOT_WRITABLE = ['no-octal'];

interface Rules {
	rules: Record<string, unknown>;
}

const oxlint = JSON.parse(readFileSync(join(ROOT, '.oxlintrc.json'), 'utf8')) as Rules & {
	overrides: (Rules & { files: string[] })[];
};

const isOn = (setting: unknown) =>
	![0, 'off', undefined].includes((Array.isArray(setting) ? setting[0] : setting) as 0);

/** Whether oxlint checks a file by the rule that ESLint calls so. */
function oxlintChecks(rule: string, file: string): boolean {
	const names = [rule, rule.replace('@typescript-eslint/', '')];
	const said = oxlint.overrides.filter(({ files }) => files.some((glob) => matchesGlob(file, glob)));
	const settings = [oxlint, ...said].flatMap(({ rules }) =>
		names.filter((name) => name in rules).map((name) => rules[name])
	);
	return isOn(settings.at(-1));
}

async function rulesOf(config: string, file: string): Promise<string[]> {
	const eslint = new ESLint({ cwd: ROOT, overrideConfigFile: join(ROOT, config) });
	const { rules = {} } = (await eslint.calculateConfigForFile(file)) as Linter.Config;
	return Object.keys(rules).filter((rule) => isOn(rules[rule]));
}

describe('who checks what', () => {
	it.each([
		'src/platform/core/access.ts',
		'src/platform/server/configuration.ts',
		'src/platform/device/device.svelte.ts',
		'src/modules/visits/domain/index.ts',
		'src/service-worker.ts',
		'src/platform/ui/ActionBar.svelte',
		'sync/context.ts',
		'tests/server/api.test.ts',
		'tests/e2e/week.test.ts'
	])('each rule for %s is kept by oxlint or by ESLint', async (file) => {
		const kept = await rulesOf('eslint.config.js', file);
		const lost = (await rulesOf('eslint.whole.config.js', file)).filter((rule) => !kept.includes(rule));
		expect(
			lost.filter((rule) => !oxlintChecks(rule, file) && ![...ONLY_WHOLE, ...NOT_WRITABLE].includes(rule))
		).toEqual([]);
	});
});

const WAIT = 'const wait = async () => { await Promise.resolve(); };\n';
const many = (count: number, line: string) =>
	Array.from({ length: count }, (_, at) => line.replaceAll('AT', `${at}`)).join('\n');

const forOxlint: readonly [rule: string, file: string, code: string][] = [
	['max-lines', 'src/planted/long.ts', many(301, 'export const aAT = AT;')],
	['max-lines', 'tests/planted-long.test.ts', many(501, 'export const aAT = AT;')],
	[
		'max-lines-per-function',
		'src/planted/f.ts',
		`export const f = (a: string[]) => {\n${many(60, "a.push('AT');")}\n};`
	],
	[
		'complexity',
		'src/planted/c.ts',
		`export const f = (n: number) => {\n${many(12, 'if (n === AT) return AT * 2;')}\nreturn 0;\n};`
	],
	[
		'max-depth',
		'src/planted/d.ts',
		'export const f = (a: boolean, b: () => void) => { if (a) { for (;;) { while (b) { if (b) b(); } } } };'
	],
	['no-console', 'src/planted/console.ts', "console.log('x');"],
	['no-unused-vars', 'src/planted/unused.ts', 'const a = 1;\nexport {};'],
	['no-explicit-any', 'src/planted/any.ts', 'export const f = (a: any): unknown => a;'],
	['no-non-null-assertion', 'src/planted/null.ts', 'export const f = (a?: string) => a!;'],
	['no-floating-promises', 'src/planted/floating.ts', `${WAIT}export const f = () => { wait(); };`],
	['no-floating-promises', 'tests/floating.test.ts', `${WAIT}export const f = () => { wait(); };`],
	['no-misused-promises', 'src/planted/misused.ts', `${WAIT}export const f = () => (wait() ? 1 : 2);`],
	['await-thenable', 'src/planted/await.ts', 'export const f = async () => { await 1; };'],
	['require-await', 'src/planted/require.ts', 'export async function f() { return 1; }'],
	[
		'no-unsafe-assignment',
		'src/planted/unsafe.ts',
		"export const a = { b: JSON.parse('1') };\nexport const { c } = JSON.parse('1');"
	],
	['no-unsafe-return', 'src/planted/return.ts', "export const f = (): string => JSON.parse('1');"],
	['no-unsafe-argument', 'src/planted/argument.ts', "export const f = () => Number.parseInt(JSON.parse('1'));"],
	['no-unsafe-call', 'src/planted/call.ts', "export const f = (): void => { JSON.parse('1')(); };"],
	['no-unsafe-member-access', 'src/planted/member.ts', "export const f = (): unknown => JSON.parse('1').a;"],
	['no-unnecessary-condition', 'src/planted/condition.ts', 'export const f = (a: object) => (a ? 1 : 2);'],
	['no-unnecessary-type-assertion', 'src/planted/assertion.ts', 'export const f = (a: string) => a as string;'],
	['restrict-template-expressions', 'src/planted/template.ts', 'export const f = (a: object) => `${a}`;'],
	['restrict-plus-operands', 'src/planted/plus.ts', "export const f = (a: number) => a + 'x';"],
	['only-throw-error', 'src/planted/throw.ts', "export const f = () => { throw 'x'; };"],
	['no-deprecated', 'src/planted/deprecated.ts', '/** @deprecated gone */\nconst a = 1;\nexport const b = a;'],
	[
		'switch-exhaustiveness-check',
		'src/planted/switch.ts',
		"export const f = (a: 'x' | 'y') => { switch (a) { case 'x': return 1; } return 2; };"
	]
];

const forEslint: readonly [rule: string, file: string, code: string][] = [
	['no-restricted-syntax', 'src/platform/pages/planted.ts', 'picture.keepMetadata();'],
	['no-restricted-syntax', 'src/platform/device/planted.ts', 'applyAll.applyUpdateV2(a, b, c);'],
	['no-restricted-syntax', 'sync/planted.ts', 'Y.applyUpdate(doc, update);'],
	['no-restricted-syntax', 'src/platform/core/planted.ts', 'Date.now();'],
	['no-restricted-syntax', 'src/modules/visits/domain/planted.ts', 'Math.random();'],
	['no-restricted-syntax', 'src/platform/server/planted.ts', 'new Date();'],
	['no-restricted-syntax', 'src/modules/visits/pages/planted.ts', 'Date.now();'],
	['no-restricted-syntax', 'tests/server/planted.test.ts', "it.skip('x');"],
	['no-restricted-syntax', 'tests/e2e/planted.test.ts', 'Date.now();'],
	['@typescript-eslint/no-restricted-imports', 'tests/e2e/planted.test.ts', "import { test } from '@playwright/test';"],
	['jsdoc/require-jsdoc', 'src/platform/core/planted.ts', 'export function f() {}']
];

let folder: string;
let found: { code: string; filename: string }[];
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'avbrottsfri-lint-'));
	cpSync(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
	symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
	const compilerOptions = { target: 'ES2024', module: 'NodeNext', strict: true, noEmit: true, types: ['node'] };
	writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src', 'tests'] }));
	writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
	for (const [, file, code] of forOxlint) {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		writeFileSync(join(folder, file), code);
	}
	const { stdout } = spawnSync(join(ROOT, 'node_modules/.bin/oxlint'), ['--format=json', 'src', 'tests'], {
		cwd: folder,
		encoding: 'utf8'
	});
	found = (JSON.parse(stdout) as { diagnostics: typeof found }).diagnostics;
});
afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

describe('what is planted is found', () => {
	it.each(forOxlint)('%s stops %s', (rule, file) => {
		const rules = found.filter(({ filename }) => filename === file).map(({ code }) => code);
		expect(rules.map((code) => /\((.*)\)/.exec(code)?.[1])).toContain(rule);
	});

	it.each(forEslint)('%s stops %s', async (rule, filePath, code) => {
		const eslint = new ESLint({ cwd: ROOT });
		const [result] = await eslint.lintText(code, { filePath: join(ROOT, filePath) });
		expect(result?.messages.map(({ ruleId }) => ruleId)).toContain(rule);
	});

	it('text that runs as code is stopped in a page', async () => {
		const eslint = new ESLint({ cwd: ROOT, ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-syntax' });
		const filePath = join(ROOT, 'src/platform/ui/ActionBar.svelte');
		const [result] = await eslint.lintText('{@html note}', { filePath });
		expect(result?.messages.map(({ ruleId }) => ruleId)).toEqual(['no-restricted-syntax']);
	});
});
