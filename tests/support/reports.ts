import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

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
}

interface VitestReport {
	numPassedTests: number;
	numFailedTests: number;
	testResults: { name: string; assertionResults: { title: string; duration?: number | null }[] }[];
}

/** Reads what vitest's json reporter wrote. */
export function vitestReport(file: string): Report {
	const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
	const tests = report.testResults.flatMap(({ name, assertionResults }) =>
		assertionResults.map(({ title, duration }) => ({
			name: `${relative('.', name)}: ${title}`,
			seconds: (duration ?? 0) / 1000
		}))
	);
	return { passed: report.numPassedTests, failed: report.numFailedTests, tests };
}

interface Suite {
	file: string;
	suites?: Suite[];
	specs: { title: string; tests: { results: { duration: number }[] }[] }[];
}

/** Reads what playwright's json reporter wrote. */
export function playwrightReport(file: string): Report {
	const report = JSON.parse(readFileSync(file, 'utf8')) as {
		stats: { expected: number; unexpected: number; flaky: number };
		suites: Suite[];
	};
	const { expected, unexpected, flaky } = report.stats;
	return { passed: expected, failed: unexpected + flaky, tests: report.suites.flatMap(testsOf) };
}

function testsOf({ file, suites = [], specs }: Suite): Timed[] {
	const own = specs.map(({ title, tests }) => ({
		name: `tests/e2e/${file}: ${title}`,
		seconds: tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0) / 1000
	}));
	return [...own, ...suites.flatMap(testsOf)];
}
