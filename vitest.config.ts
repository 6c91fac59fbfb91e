import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['src/**/*.test.ts', 'sync/**/*.test.ts', 'tests/{merge,sync,server,faults,architecture}/**/*.test.ts'],
		environment: 'node',
		setupFiles: ['tests/support/fixed-time.ts'],
		testTimeout: 30_000,
		hookTimeout: 60_000
	}
});
