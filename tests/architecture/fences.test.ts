import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// A fence that nobody has seen stop anything is no fence: each forbidden import is planted in a copy of the tree, and
// the rule that is meant for it must name it.

const ROOT = join(import.meta.dirname, '../..');
const planted: readonly [rule: string, file: string, code: string][] = [
	['no-cycles', 'src/lib/core/planted.ts', "import './planted-too.ts';"],
	['no-unresolved-imports', 'src/lib/core/planted.ts', "import './nowhere.ts';"],
	['core-is-the-bottom', 'src/lib/core/planted.ts', "import '../domain/index.ts';"],
	['core-is-the-bottom', 'src/lib/core/planted.ts', "import 'node:fs';"],
	['domain-knows-only-core', 'src/lib/domain/work-orders/planted.ts', "import '../../server/logger.ts';"],
	['domain-through-its-front-door', 'src/lib/server/planted.ts', "import '../domain/work-orders/model.ts';"],
	['the-module-list-knows-only-modules', 'src/lib/domain/index.ts', "import '../server/logger.ts';"],
	['ui-knows-no-domain', 'src/lib/ui/planted.ts', "import '../domain/work-orders/index.ts';"],
	['offline-runs-in-the-browser', 'src/lib/offline/planted.ts', "import '../server/logger.ts';"],
	['offline-knows-no-single-module', 'src/lib/offline/planted.ts', "import '../domain/work-orders/index.ts';"],
	['server-is-plain-node', 'src/lib/server/planted.ts', "import '../offline/outbox.ts';"],
	['sync-shares-only-domain-and-server', 'sync/planted.ts', "import '../src/lib/offline/outbox.ts';"],
	['app-never-imports-sync', 'src/lib/server/planted.ts', "import '../../../sync/scopes.ts';"],
	['nothing-imports-tests', 'src/lib/server/planted.ts', "import '../../../tests/support/smtp.ts';"],
	['pages-stay-in-their-area', 'src/routes/(app)/konto/planted.ts', "import '../arbetsorder/status-mark.ts';"],
	['pages-do-not-touch-the-crdt', 'src/routes/(app)/konto/planted.ts', "import 'yjs';"],
	['pages-do-not-import-server', 'src/routes/(app)/konto/planted.ts', "import '../../../lib/server/logger.ts';"],
	['only-auth-imports-lucia', 'src/lib/server/planted.ts', "import 'lucia';"],
	['only-pictures-import-sharp', 'src/lib/server/planted.ts', "import 'sharp';"]
];

let copy: string;
beforeAll(() => {
	copy = mkdtempSync(join(tmpdir(), 'avbrottsfri-fences-'));
	const entries = [
		'src',
		'sync',
		'tests/support',
		'package.json',
		'tsconfig.json',
		'tsconfig.node.json',
		'.dependency-cruiser.cjs'
	];
	for (const entry of entries) cpSync(join(ROOT, entry), join(copy, entry), { recursive: true });
	symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => {
	rmSync(copy, { recursive: true, force: true });
});

/** The rules that are broken by the given files alone, each file with one planted line. */
function brokenRules(plants: readonly (readonly [file: string, code: string])[]): string[] {
	for (const [file, code] of plants) {
		mkdirSync(dirname(join(copy, file)), { recursive: true });
		writeFileSync(join(copy, file), code);
	}
	const cruiser = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
	const files = plants.map(([file]) => file);
	const args = [cruiser, ...files, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
	const { stdout } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8', maxBuffer: 1 << 26 });
	const report = JSON.parse(stdout) as { summary: { violations: { rule: { name: string }; from: string }[] } };
	return report.summary.violations.filter(({ from }) => files.includes(from)).map(({ rule }) => rule.name);
}

describe('fences', () => {
	it.each(planted)('[AR1] %s stops %s: %s', (rule, file, code) => {
		const plants: [string, string][] = [[file, code]];
		if (rule === 'no-cycles') plants.push(['src/lib/core/planted-too.ts', "import './planted.ts';"]);
		expect(brokenRules(plants)).toContain(rule);
		for (const [path] of plants) rmSync(join(copy, path), { force: true });
	});
});
