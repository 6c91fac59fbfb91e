import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { tries } from './tests/support/size.ts';

export default defineConfig({
	// Stores of pages hold state that the compiler of Svelte makes: their tests read them like any other file.
	plugins: [svelte()],
	test: {
		include: [
			'src/**/*.test.ts',
			'sync/**/*.test.ts',
			'tests/{merge,sync,server,faults,engines,architecture}/**/*.test.ts'
		],
		environment: 'node',
		setupFiles: ['tests/support/fixed-time.ts'],
		testTimeout: tries(30_000, 3_600_000),
		hookTimeout: 60_000
	}
});
