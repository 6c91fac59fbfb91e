import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** One test that ran, and how long it took. */
export interface Timed {
	name: string;
	seconds: number;
}

/** What a part's report says. */
export interface Report {
	passed: number;
	failed: number;
	tests: Timed[];
	/** What went wrong, whether a second try went well or not. */
	failures: Failure[];
}

/** A try that failed. */
export interface Failure {
	name: string;
	/** The first lines of what was said. */
	message: string;
	/** True when the same test passed on its second try. */
	passedThen: boolean;
}

interface VitestReport {
	numPassedTests: number;
	numFailedTests: number;
	testResults: {
		name: string;
		assertionResults: { title: string; status: string; duration?: number | null; failureMessages?: string[] }[];
	}[];
}

const MESSAGE_LINES = 25;

function beginning(message: string): string {
	return stripVTControlCharacters(message).split('\n').slice(0, MESSAGE_LINES).join('\n');
}

/** Reads what vitest's json reporter wrote. */
export function vitestReport(file: string): Report {
	const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
	const results = report.testResults.flatMap(({ name, assertionResults }) =>
		assertionResults.map((result) => ({ ...result, name: `${relative('.', name)}: ${result.title}` }))
	);
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests,
		tests: results.map(({ name, duration }) => ({ name, seconds: (duration ?? 0) / 1000 })),
		failures: results
			.filter(({ status }) => status === 'failed')
			.map(({ name, failureMessages = [] }) => ({
				name,
				message: beginning(failureMessages.join('\n')),
				passedThen: false
			}))
	};
}

interface Suite {
	file: string;
	suites?: Suite[];
	specs: { title: string; tests: { status: string; results: Try[] }[] }[];
}

interface Try {
	duration: number;
	errors: { message?: string }[];
}

/** Reads what playwright's json reporter wrote. */
export function playwrightReport(file: string): Report {
	const report = JSON.parse(readFileSync(file, 'utf8')) as {
		stats: { expected: number; unexpected: number; flaky: number };
		suites: Suite[];
	};
	const { expected, unexpected, flaky } = report.stats;
	const specs = report.suites.flatMap(specsOf);
	return {
		passed: expected + flaky,
		failed: unexpected,
		tests: specs.map(({ name, tests }) => ({ name, seconds: secondsOf(tests.flatMap(({ results }) => results)) })),
		failures: specs.flatMap(({ name, tests }) =>
			tests.flatMap(({ status, results }) => failuresOf(name, status === 'flaky', results))
		)
	};
}

function failuresOf(name: string, passedThen: boolean, results: readonly Try[]): Failure[] {
	return results
		.filter(({ errors }) => errors.length > 0)
		.map(({ errors }) => {
			const said = errors.map(({ message = '' }) => message).join('\n');
			return { name, message: beginning(said), passedThen };
		});
}

function secondsOf(results: readonly Try[]): number {
	return results.reduce((sum, { duration }) => sum + duration, 0) / 1000;
}

type NamedSpec = Suite['specs'][number] & { name: string };

function specsOf({ file, suites = [], specs }: Suite): NamedSpec[] {
	const own = specs.map((spec) => ({ ...spec, name: `tests/e2e/${file}: ${spec.title}` }));
	return [...own, ...suites.flatMap(specsOf)];
}
