import { execFileSync, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MOMENTS, type MomentName, isMoment } from './support/moments.ts';
import { ENGINES, NEEDED, provide } from './support/needed.ts';
import { type Ended, LONG_PARTS, PARTS, type Part, runPart } from './support/parts.ts';
import { startPostgres } from './support/postgres.ts';

const RESULTS = 'test-results';
/** What a long run has passed, so that one that was broken off goes on. */
const PASSED_LONG = `${RESULTS}/long.json`;

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** The moment that was asked for, or another one each run. */
function chooseMoment(asked: string | undefined): MomentName {
	const names = Object.keys(MOMENTS).filter(isMoment);
	const chosen = asked ?? names[randomInt(names.length)] ?? '';
	if (isMoment(chosen)) return chosen;
	console.log(`No moment is called ${chosen}. There are ${names.join(', ')}`);
	process.exit(1);
}

/** Parts that leave each other a core run two at a time, the others alone; in the order they stand. */
async function runAll(parts: readonly Part[], env: NodeJS.ProcessEnv, done: (ended: Ended) => void): Promise<void> {
	const waiting = [...parts];
	const lane = async () => {
		while (waiting[0]?.beside) {
			const part = waiting.shift();
			if (part) done(await runPart(part, env, true));
		}
	};
	while (waiting.length > 0) {
		await Promise.all([lane(), lane()]);
		const part = waiting.shift();
		if (!part) continue;
		if (part.atMoment)
			console.log(`\nIt is ${MOMENTS[moment]}; again at the same moment: npm test -- ${part.name} --moment=${moment}`);
		done(await runPart(part, env, false));
	}
}

function tell(ended: readonly Ended[]): void {
	const slowest = ended.flatMap(({ tests }) => tests).sort((a, b) => b.seconds - a.seconds);
	console.log('\nThe slowest tests, in seconds:');
	for (const { name, seconds } of slowest.slice(0, 20)) console.log(`${seconds.toFixed(1).padStart(7)}  ${name}`);
	console.log('\nThe parts, in seconds:');
	for (const { name, seconds } of ended) console.log(`${String(seconds).padStart(7)}  ${name}`);
}

/** What failed stands last, where it is found: in a log of thousands of lines, and in one that was cut. */
function tellFailures(ended: readonly Ended[]): void {
	for (const { name, message, passedThen } of ended.flatMap(({ failures }) => failures)) {
		console.log(`\n${passedThen ? 'PASSED ON A SECOND TRY ONLY' : 'FAILED'}: ${name}\n${message}`);
	}
}

/** The version and what has been changed in it: passing says nothing about another. */
function version(): string {
	const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' });
	return `${git('rev-parse', 'HEAD')}${git('diff', 'HEAD')}`;
}

function passedBefore(): string[] {
	if (!long || values.anew || !existsSync(PASSED_LONG)) return [];
	const kept = JSON.parse(readFileSync(PASSED_LONG, 'utf8')) as { version: string; passed: string[] };
	return kept.version === version() ? kept.passed : [];
}

const { values, positionals: chosen } = parseArgs({
	options: { moment: { type: 'string' }, long: { type: 'boolean' }, anew: { type: 'boolean' } },
	allowPositionals: true
});
const long = values.long === true;
const moment = chooseMoment(values.moment);
provide(long ? [...NEEDED, ...ENGINES] : NEEDED);
mkdirSync(RESULTS, { recursive: true });
const before = passedBefore();
if (before.length > 0) console.log(`Passed before: ${before.join(', ')}; all anew: npm run test:long -- --anew`);
for (const entry of readdirSync(RESULTS))
	if (entry !== 'long.json') rmSync(`${RESULTS}/${entry}`, { recursive: true, force: true });
const parts = (long ? LONG_PARTS : PARTS).filter(
	({ name }) => !before.includes(name) && (chosen.length === 0 || chosen.includes(name))
);
const PATH = `${process.cwd()}/node_modules/.bin:${process.env['PATH'] ?? ''}`;
// Once for all: parts that run beside each other would write over what the other reads.
spawnSync('svelte-kit', ['sync'], { stdio: 'inherit', env: { ...process.env, PATH } });
const postgres = parts.some((part) => part.postgres) ? await startPostgres() : null;
const env = {
	...process.env,
	PATH,
	FORCE_COLOR: '0',
	TEST_MOMENT: moment,
	...(postgres && { TEST_POSTGRES: postgres.url }),
	...(long && { TEST_SIZE: 'long' })
};
const ended: Ended[] = [];
await runAll(parts, env, (one) => {
	ended.push(one);
	if (!long) return;
	const passed = [...before, ...ended.filter(({ failed }) => failed === 0).map(({ name }) => name)];
	writeFileSync(PASSED_LONG, JSON.stringify({ version: version(), passed }));
}).finally(() => postgres?.stop());
tell(ended);
tellFailures(ended);
const sum = (of: 'passed' | 'failed') => ended.reduce((total, one) => total + one[of], 0);
const again = ended.flatMap(({ failures }) => failures).filter(({ passedThen }) => passedThen).length;
if (parts.some(({ atMoment }) => atMoment)) console.log(`\nThe moment was ${moment}, ${MOMENTS[moment]}`);
console.log(`\n${sum('passed')} passed (${again} of them on a second try), ${sum('failed')} failed`);
process.exit(sum('failed') === 0 ? 0 : 1);
