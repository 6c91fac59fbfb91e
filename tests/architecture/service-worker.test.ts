import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { spawnSync } from 'node:child_process';

const ROOT = join(import.meta.dirname, '../..');
const BUILT = join(ROOT, 'build/client/service-worker.js');

describe('the built service worker', () => {
	beforeAll(() => {
		if (!existsSync(BUILT)) spawnSync('npm', ['run', 'build', '--silent'], { cwd: ROOT });
	}, 120_000);

	it('[AR4] stores the app: a list that is not empty, with the shell, and no placeholder', () => {
		const code = readFileSync(BUILT, 'utf8');
		expect(code).not.toContain('__WB_MANIFEST');
		expect(code).toMatch(/["']?url["']?:\s*["']shell["']/);
		expect(code.match(/_app\/immutable\//g)?.length ?? 0).toBeGreaterThan(10);
	});

	it('[E93] and all that is built have nothing of the page of components, which is served in development', () => {
		const files = globSync('build/{client,server}/**/*.js', { cwd: ROOT });
		expect(files.length).toBeGreaterThan(10);
		const ofComponents = /data-component|dev\/ui|gallery/;
		expect(files.filter((file) => ofComponents.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
	});
});
