import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// A fence that nobody has seen stop anything is no fence: each forbidden import is planted in a copy of the tree, and
// the rule that is meant for it must name it.

const ROOT = join(import.meta.dirname, '../..');
const planted: readonly [rule: string, file: string, code: string][] = [
	['no-cycles', 'src/platform/core/planted.ts', "import './planted-too.ts';"],
	['no-unresolved-imports', 'src/platform/core/planted.ts', "import './nowhere.ts';"],
	['core-is-the-bottom', 'src/platform/core/planted.ts', "import '../server/logger.ts';"],
	['core-is-the-bottom', 'src/platform/swedish/planted.ts', "import 'node:fs';"],
	['the-platform-knows-no-module', 'src/platform/device/planted.ts', "import '../../modules/visits/module.ts';"],
	['the-platform-knows-no-module', 'src/platform/pages/planted.ts', "import '../../app/catalogue.ts';"],
	['the-platform-knows-no-module', 'sync/planted.ts', "import '../src/modules/work-orders/module.ts';"],
	['a-module-knows-the-platform', 'src/modules/work-orders/planted.ts', "import '../visits/module.ts';"],
	['a-module-knows-the-platform', 'src/modules/visits/pages/planted.ts', "import '../../../app/catalogue.ts';"],
	['a-module-has-three-doors', 'src/app/planted.ts', "import '../modules/visits/domain/index.ts';"],
	['an-address-shows-a-page', 'src/routes/(app)/konto/planted.ts', "import '../../../platform/core/id.ts';"],
	['an-address-shows-a-page', 'src/routes/(app)/besok/planted.ts', "import '../../../modules/visits/module.ts';"],
	['domain-is-pure', 'src/modules/visits/domain/planted.ts', "import '../server/keeping.ts';"],
	['domain-is-pure', 'src/modules/visits/module.ts', "import './words/index.ts';"],
	['ui-knows-nobody', 'src/platform/ui/planted.ts', "import '../words/index.ts';"],
	['device-runs-in-the-browser', 'src/platform/device/planted.ts', "import '../server/logger.ts';"],
	['device-runs-in-the-browser', 'src/modules/visits/device/planted.ts', "import '../pages/chosen-team.ts';"],
	['pages-run-in-the-browser', 'src/platform/pages/planted.ts', "import '../server/logger.ts';"],
	['pages-run-in-the-browser', 'src/modules/visits/pages/planted.ts', "import '../server/keeping.ts';"],
	['pages-do-not-touch-the-crdt', 'src/modules/visits/pages/planted.ts', "import 'yjs';"],
	['server-is-plain-node', 'src/platform/server/planted.ts', "import '../device/outbox.ts';"],
	['server-is-plain-node', 'src/modules/visits/server/planted.ts', "import '../pages/chosen-team.ts';"],
	['sync-runs-without-pages', 'sync/planted.ts', "import '../src/platform/device/outbox.ts';"],
	['only-the-application-imports-sync', 'src/platform/server/planted.ts', "import '../../../sync/context.ts';"],
	['nothing-imports-tests', 'src/platform/server/planted.ts', "import '../../../tests/support/smtp.ts';"],
	['only-auth-imports-lucia', 'src/platform/server/planted.ts', "import 'lucia';"],
	['only-pictures-import-sharp', 'src/platform/server/planted.ts', "import 'sharp';"]
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
	it('[AR1] each of them is seen to stop something', () => {
		const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
			forbidden: { name: string }[];
		};
		expect([...new Set(planted.map(([rule]) => rule))].sort()).toEqual(forbidden.map(({ name }) => name).sort());
	});

	it.each(planted)('[AR1] %s stops %s: %s', (rule, file, code) => {
		const plants: [string, string][] = [[file, code]];
		if (rule === 'no-cycles') plants.push(['src/platform/core/planted-too.ts', "import './planted.ts';"]);
		expect(brokenRules(plants)).toContain(rule);
		for (const [path] of plants) {
			rmSync(join(copy, path), { force: true });
			if (existsSync(join(ROOT, path))) cpSync(join(ROOT, path), join(copy, path));
		}
	});
});
