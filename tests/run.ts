import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MOMENTS, type MomentName, isMoment } from './support/moments.ts';

/** One part of the test run: what it is called, what it starts, and where it leaves its counts. */
interface Part {
	name: string;
	command: string[];
	/** Reads how many tests passed and failed; without it the part counts as one test. */
	count?: () => Count;
	/** It is run at one of the moments. */
	atMoment?: true;
}

interface Count {
	passed: number;
	failed: number;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = `${ROOT}test-results`;
const BIN = `${ROOT}node_modules/.bin`;

/** What Debian's packages bring that the tests need: the file that shows it is there, and the package. */
const NEEDED = [
	{ what: 'Chromium', package: 'chromium', found: () => chromiumPath() !== undefined },
	{
		what: 'PostgreSQL 15 or later',
		package: 'postgresql',
		found: () => globSync('/usr/lib/postgresql/*/bin/initdb').length > 0
	}
];

function chromiumPath(): string | undefined {
	const candidates = [
		process.env['CHROMIUM_PATH'],
		'/usr/bin/chromium',
		'/usr/bin/chromium-browser',
		'/usr/bin/google-chrome'
	];
	return candidates.find((path) => path !== undefined && existsSync(path));
}

/** Installs what is missing, as root; says in one line what to install otherwise. Never skips. */
function provide(): void {
	const missing = NEEDED.filter(({ found }) => !found());
	if (missing.length === 0) return;
	const packages = missing.map((needed) => needed.package);
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		console.log(`Installing ${missing.map(({ what }) => what).join(' and ')}`);
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
		spawnSync('apt-get', ['install', '-y', '-qq', ...packages], { stdio: ['ignore', 'ignore', 'inherit'], env });
	}
	const left = missing.filter(({ found }) => !found());
	if (left.length === 0) return;
	console.log(`The tests need ${left.map(({ what }) => what).join(' and ')}: apt-get install ${packages.join(' ')}`);
	process.exit(1);
}

function vitestCount(file: string): () => Count {
	return () => {
		const report = JSON.parse(readFileSync(file, 'utf8')) as { numPassedTests: number; numFailedTests: number };
		return { passed: report.numPassedTests, failed: report.numFailedTests };
	};
}

function e2eCount(): Count {
	const report = JSON.parse(readFileSync(`${RESULTS}/e2e.json`, 'utf8')) as {
		stats: { expected: number; unexpected: number; flaky: number };
	};
	return { passed: report.stats.expected, failed: report.stats.unexpected + report.stats.flaky };
}

function vitest(name: string, ...folders: string[]): Part {
	const file = `${RESULTS}/${name}.json`;
	return {
		name,
		command: ['vitest', 'run', ...folders, '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
		count: vitestCount(file)
	};
}

const PARTS: readonly Part[] = [
	{ name: 'lint', command: ['npm', 'run', 'lint', '--silent'] },
	{ name: 'types', command: ['npm', 'run', 'check', '--silent'] },
	{ name: 'fences', command: ['depcruise', 'src', 'sync', '--config', '.dependency-cruiser.cjs'] },
	{ name: 'build', command: ['npm', 'run', 'build', '--silent'] },
	vitest('unit', 'src', 'tests/architecture'),
	vitest('merge', 'tests/merge'),
	vitest('sync', 'sync', 'tests/sync'),
	vitest('server', 'tests/server'),
	vitest('faults', 'tests/faults'),
	{ name: 'e2e', command: ['playwright', 'test'], count: e2eCount, atMoment: true }
];

function run({ name, command, count, atMoment }: Part): Count {
	const [program = '', ...rest] = command;
	const started = performance.now();
	console.log(`\n=== ${name}`);
	if (atMoment)
		console.log(`It is ${MOMENTS[moment]}; again at the same moment: npm test -- ${name} --moment=${moment}`);
	const env = { ...process.env, PATH: `${BIN}:${process.env['PATH'] ?? ''}`, FORCE_COLOR: '0', TEST_MOMENT: moment };
	const { status } = spawnSync(program, rest, { cwd: ROOT, stdio: 'inherit', env });
	const seconds = Math.round((performance.now() - started) / 1000);
	const counted = counts(status === 0, count);
	console.log(`--- ${name}: ${counted.passed} passed, ${counted.failed} failed in ${seconds} s`);
	return counted;
}

/** The moment that was asked for, or another one each run. */
function chooseMoment(asked: string | undefined): MomentName {
	const names = Object.keys(MOMENTS).filter(isMoment);
	const chosen = asked ?? names[randomInt(names.length)] ?? '';
	if (isMoment(chosen)) return chosen;
	console.log(`No moment is called ${chosen}. There are ${names.join(', ')}`);
	process.exit(1);
}

/** A part that ends badly without a failed test has failed all the same. */
function counts(ended: boolean, count: Part['count']): Count {
	if (!count) return { passed: ended ? 1 : 0, failed: ended ? 0 : 1 };
	try {
		const counted = count();
		return ended ? counted : { ...counted, failed: Math.max(1, counted.failed) };
	} catch {
		return { passed: 0, failed: 1 };
	}
}

const { values, positionals: chosen } = parseArgs({ options: { moment: { type: 'string' } }, allowPositionals: true });
const moment = chooseMoment(values.moment);
provide();
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
const results = PARTS.filter(({ name }) => chosen.length === 0 || chosen.includes(name)).map(run);
const total = results.reduce((sum, { passed, failed }) => ({
	passed: sum.passed + passed,
	failed: sum.failed + failed
}));
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
