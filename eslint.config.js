import { readFileSync } from 'node:fs';
import ts from 'typescript-eslint';
import whole from './eslint.whole.config.js';

// What oxlint checks in a fraction of the time, by its own list of rules; `npm run lint:whole` asks ESLint all the same.
const { rules } = JSON.parse(readFileSync(new URL('.oxlintrc.json', import.meta.url), 'utf8'));
const checkedByOxlint = Object.keys(rules).flatMap((name) => [name, `@typescript-eslint/${name}`]);

export default ts.config(...whole, {
	files: ['**/*.ts'],
	// The service worker has types of its own, which oxlint does not find.
	ignores: ['src/service-worker.ts'],
	extends: [ts.configs.disableTypeChecked],
	// A line that oxlint is told to let be is none that ESLint would have stopped.
	linterOptions: { reportUnusedDisableDirectives: 'off' },
	rules: Object.fromEntries(checkedByOxlint.map((name) => [name, 'off']))
});
