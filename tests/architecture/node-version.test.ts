import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const CHECK = './node-version.cjs';
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** What a program says before its first line, and the status it ends with, on another system. */
function begin(version: string, platform: string): { said: string; status: number | null } {
	const began = { said: '', status: null as number | null };
	runInNewContext(readFileSync(join(ROOT, CHECK), 'utf8'), {
		process: {
			platform,
			version: `v${version}`,
			versions: { node: version },
			stderr: { write: (text: string) => (began.said += text) },
			exit: (status: number) => (began.status = status)
		}
	});
	return began;
}

describe('a Node that is too old', () => {
	it.each([
		['22.22.2', 'linux', 'npm ci'],
		['20.20.2', 'win32', 'npm ci'],
		['18.9.0', 'darwin', 'nodejs.org']
	])('[AR5] %s on %s: one line that says what to do', (version, platform, advice) => {
		const { said, status } = begin(version, platform);
		expect(status).toBe(1);
		expect(said).toMatch(/^[^\n]*Node 24[^\n]*\n$/);
		expect(said).toContain(advice);
	});

	it('[AR5] Node 24 and later say nothing', () => {
		expect(begin('24.0.0', 'linux')).toEqual({ said: '', status: null });
		expect(begin('26.10.0', 'darwin')).toEqual({ said: '', status: null });
	});

	it('[AR5] every program of package.json looks first', () => {
		const programs = Object.entries(scripts).filter(([, command]) => command.startsWith('node '));
		const expected = ['dev', 'start', 'test', 'import', 'backup', 'restore', 'organisation'];
		expect(programs.map(([name]) => name)).toEqual(expect.arrayContaining(expected));
		expect(programs.filter(([, command]) => !command.startsWith(`node -r ${CHECK} `))).toEqual([]);
	});
});
