import { defineConfig } from '@playwright/test';
import { chromiumPath } from './tests/support/needed.ts';

const CHROMIUM = chromiumPath();

export default defineConfig({
	testDir: 'tests/e2e',
	timeout: 120_000,
	expect: { timeout: 20_000 },
	// A busy machine may cost a test one try, not the run; the run names each test that needed its second.
	retries: 1,
	// Each test has servers and browsers of its own; two at a time wait for each other less than one.
	workers: 2,
	reporter: [['line'], ['json', { outputFile: 'test-results/e2e.json' }]],
	outputDir: 'test-results/e2e',
	use: {
		screenshot: 'only-on-failure',
		// Sooner than the test itself ends, so that it says what it waited for.
		actionTimeout: 45_000,
		navigationTimeout: 45_000,
		locale: 'sv-SE',
		timezoneId: 'Europe/Stockholm',
		launchOptions: {
			...(CHROMIUM !== undefined && { executablePath: CHROMIUM }),
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync'
			]
		}
	}
});
