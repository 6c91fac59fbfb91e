import js from '@eslint/js';
import jsdoc from 'eslint-plugin-jsdoc';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const lines = (max) => ['error', { max, skipBlankLines: true, skipComments: true }];

const banned = {
	spread: {
		selector: 'ObjectExpression > SpreadElement > ObjectExpression',
		message: 'Write one object as one literal.'
	},
	html: { selector: 'SvelteMustacheTag[kind="raw"]', message: 'Show text as text: {@html} lets notes run as code.' },
	metadata: {
		selector: 'MemberExpression[property.name=/^(keepMetadata|withMetadata|keepExif)$/]',
		message: 'Pictures never keep their metadata: it holds the position they were taken at.'
	},
	v2: {
		selector: 'MemberExpression[property.name=/^(applyUpdateV2|mergeUpdatesV2|mergeUpdates)$/]',
		message: 'Apply to a Y.Doc and encode it: V2 can hang a process, mergeUpdates is superlinear.'
	},
	origin: {
		selector: 'CallExpression[callee.property.name="applyUpdate"][arguments.length<3]',
		message: 'Say where the update comes from: without an origin it counts as the own user’s work.'
	}
};

const clock = [
	{
		selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
		message: 'Take the time from the clock that is passed in.'
	},
	{
		selector: 'MemberExpression[object.name="Date"][property.name="now"]',
		message: 'Take the time from the clock that is passed in.'
	},
	{
		selector: 'MemberExpression[object.name="Math"][property.name="random"]',
		message: 'Use newId() or a seeded source.'
	}
];

/** What asks the browser what time it is. */
const deviceClock = clock
	.slice(0, 2)
	.map((rule) => ({ ...rule, message: 'Ask deviceClock: the device’s own clock may be wrong.' }));

/** A test that does not run says nothing, and passes for a rule that is kept. */
const unrun = [
	{
		selector:
			'MemberExpression[object.name=/^(it|test|describe|suite)$/][property.name=/^(skip|skipIf|runIf|only|todo|fixme|fails)$/]',
		message: 'Every test runs, everywhere.'
	},
	{
		selector:
			'MemberExpression[object.object.name="test"][object.property.name="describe"][property.name=/^(skip|only|fixme)$/]',
		message: 'Every test runs, everywhere.'
	},
	{ selector: 'Property[key.name="skip"]', message: 'Every test runs, everywhere.' }
];

export default ts.config(
	{
		ignores: ['build/', '.svelte-kit/', 'node_modules/', 'data/', 'static/', 'test-results/', '*.cjs']
	},
	js.configs.recommended,
	...ts.configs.strictTypeChecked,
	...svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: {
				projectService: {
					allowDefaultProject: ['*.js']
				},
				extraFileExtensions: ['.svelte'],
				tsconfigRootDir: import.meta.dirname
			}
		},
		rules: {
			'max-lines': lines(300),
			'max-lines-per-function': lines(60),
			complexity: ['error', 12],
			'max-depth': ['error', 3],
			'no-console': 'error',
			'no-undef': 'off',
			'no-restricted-syntax': ['error', ...Object.values(banned)],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			'@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/unbound-method': 'off',
			'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
			'svelte/no-navigation-without-resolve': 'off',
			// Maps and dates inside these classes are not what the screen follows; what it follows is $state.raw.
			'svelte/prefer-svelte-reactivity': 'off',
			'@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
			// Counting what people see as characters.
			'@typescript-eslint/no-misused-spread': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: { 'max-lines': lines(200), 'max-lines-per-function': 'off', 'prefer-const': 'off' }
	},
	{ files: ['**/*.svelte.ts'], rules: { 'max-lines': lines(300) } },
	{
		// Runs beside the pages: without the DOM, with types of its own.
		files: ['src/service-worker.ts'],
		languageOptions: { parserOptions: { projectService: false, project: './tsconfig.worker.json' } }
	},
	{
		files: ['src/platform/{core,swedish,carrying,paper}/**/*.ts', 'src/modules/*/domain/**/*.ts'],
		ignores: ['**/*.test.ts'],
		plugins: { jsdoc },
		rules: {
			'no-restricted-syntax': ['error', ...Object.values(banned), ...clock],
			'jsdoc/require-jsdoc': [
				'error',
				{ publicOnly: true, require: { FunctionDeclaration: true, ClassDeclaration: true, MethodDefinition: true } }
			]
		}
	},
	{
		files: [
			'src/platform/server/**/*.ts',
			'src/modules/*/server/**/*.ts',
			'src/modules/*/module.server.ts',
			'src/app/*.ts',
			'sync/**/*.ts'
		],
		ignores: ['**/*.test.ts', 'src/platform/server/system-clock.ts'],
		rules: { 'no-restricted-syntax': ['error', ...Object.values(banned), ...clock] }
	},
	{
		// What a page does bears the time that the server agrees to, also on a phone that is a day wrong.
		files: ['src/platform/{device,pages,ui}/**', 'src/modules/*/{device,pages}/**', 'src/modules/*/module.pages.ts'],
		ignores: [
			'**/*.test.ts',
			'src/platform/device/device-clock.svelte.ts',
			'src/modules/visits/device/copies/viewer.ts'
		],
		rules: { 'no-restricted-syntax': ['error', ...Object.values(banned), ...deviceClock] }
	},
	{
		files: ['**/*.test.ts', 'tests/**/*.ts'],
		rules: {
			'max-lines': lines(500),
			'max-lines-per-function': 'off',
			'no-console': 'off',
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'no-restricted-syntax': ['error', banned.metadata, banned.spread, ...unrun]
		}
	},
	{
		files: ['tests/e2e/**/*.ts'],
		rules: { 'no-restricted-syntax': ['error', banned.metadata, banned.spread, ...clock] }
	},
	{
		files: ['tests/e2e/**/*.ts'],
		ignores: ['tests/e2e/test.ts'],
		rules: {
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{
					paths: [
						{
							name: '@playwright/test',
							allowTypeImports: true,
							message: 'Take test, expect and browsers from ./test.ts: their pages live in the time of the tests.'
						}
					]
				}
			]
		}
	},
	{ files: ['*.js', 'static/**/*.js', 'tests/**/*.js'], extends: [ts.configs.disableTypeChecked] }
);
