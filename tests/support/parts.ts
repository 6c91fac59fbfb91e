import { spawn } from 'node:child_process';
import { type Report, playwrightReport, vitestReport } from './reports.ts';

const RESULTS = 'test-results';
/** Lines of a part without a report that are told again when it fails. */
const TOLD_LINES = 40;

/** One part of a test run: what it is called, what it starts, and what its report says. */
export interface Part {
	name: string;
	command: string[];
	/** Without a report the part counts as one test. */
	report?: () => Report;
	/** It is run at one of the moments. */
	atMoment?: true;
	/** It asks for databases. */
	postgres?: true;
	/** It leaves a core to another part of this kind, and shares nothing with it. */
	beside?: true;
}

/** How a part ended. */
export interface Ended extends Report {
	name: string;
	seconds: number;
}

function vitest(name: string, ...folders: string[]): Part {
	const file = `${RESULTS}/${name}.json`;
	return {
		name,
		command: ['vitest', 'run', ...folders, '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
		report: () => vitestReport(file)
	};
}

/** What `npm test` runs. */
export const PARTS: readonly Part[] = [
	{ name: 'build', command: ['npm', 'run', 'build', '--silent'] },
	{ name: 'lint', command: ['npm', 'run', 'lint:files', '--silent'], beside: true },
	{ name: 'types', command: ['npm', 'run', 'check:files', '--silent'], beside: true },
	{ ...vitest('unit', 'src', 'tests/architecture'), beside: true },
	{ name: 'fences', command: ['depcruise', 'src', 'sync', '--config', '.dependency-cruiser.cjs'], beside: true },
	{ ...vitest('merge', 'tests/merge'), beside: true },
	{ ...vitest('sync', 'sync', 'tests/sync'), postgres: true },
	{ ...vitest('server', 'tests/server'), postgres: true },
	vitest('faults', 'tests/faults'),
	{
		name: 'e2e',
		command: ['playwright', 'test'],
		report: () => playwrightReport(`${RESULTS}/e2e.json`),
		atMoment: true
	}
];

/** What `npm run test:long` runs, at full size: small parts, since it goes on after the last that has passed. */
export const LONG_PARTS: readonly Part[] = [
	{ name: 'lint-whole', command: ['npm', 'run', 'lint:whole', '--silent'] },
	vitest('text-edit', 'src/platform/core/text-edit.test.ts'),
	vitest('check-update', 'src/platform/carrying/check-update.test.ts'),
	vitest('guard-fuzz', 'tests/merge/guard-fuzz.test.ts'),
	vitest('guard-effects', 'tests/merge/guard-effects.test.ts'),
	vitest('merge-text', 'tests/merge/action-text.test.ts'),
	vitest('merge-register', 'tests/merge/register.test.ts'),
	vitest('merge-outages', 'tests/merge/outages.test.ts'),
	vitest('merge-visits', 'tests/merge/visits-random.test.ts'),
	vitest('merge-catalogue', 'tests/merge/visits-catalogue.test.ts', 'tests/merge/visits-offline.test.ts'),
	vitest('engines', 'tests/engines'),
	vitest('kill', 'tests/faults/kill.test.ts'),
	vitest('kill-commands', 'tests/faults/commands.test.ts')
];

/** Runs a part; what it writes comes as it is written, or whole at its end when another runs beside it. */
export async function runPart(part: Part, env: NodeJS.ProcessEnv, kept: boolean): Promise<Ended> {
	const [program = '', ...rest] = part.command;
	const started = performance.now();
	if (!kept) console.log(`\n=== ${part.name}`);
	const child = spawn(program, rest, { env, stdio: ['inherit', kept ? 'pipe' : 'inherit', kept ? 'pipe' : 'inherit'] });
	let output = '';
	const keep = (chunk: Buffer) => (output += chunk.toString());
	child.stdout?.on('data', keep);
	child.stderr?.on('data', keep);
	const passed = await new Promise<boolean>((resolve) => {
		child.once('error', () => {
			resolve(false);
		});
		child.once('close', (code) => {
			resolve(code === 0);
		});
	});
	if (kept) console.log(`\n=== ${part.name}\n${output.trimEnd()}`);
	const seconds = Math.round((performance.now() - started) / 1000);
	const ended = { name: part.name, ...counted(passed, part, output), seconds };
	console.log(`--- ${part.name}: ${ended.passed} passed, ${ended.failed} failed in ${seconds} s`);
	return ended;
}

/** A part that ends badly without a failed test has failed all the same, and its last lines tell why. */
function counted(passed: boolean, { name, report }: Part, output: string): Report {
	const message = output.trimEnd().split('\n').slice(-TOLD_LINES).join('\n');
	const ended = { passed: 0, failed: 1, tests: [], failures: [{ name, message, passedThen: false }] };
	if (!report) return passed ? { passed: 1, failed: 0, tests: [], failures: [] } : ended;
	try {
		const said = report();
		return passed || said.failed > 0 ? said : { ...ended, passed: said.passed, tests: said.tests };
	} catch {
		return ended;
	}
}
