import { describe, expect, it, vi } from 'vitest';
import { nextNumber, sayMade } from './copy-number.ts';

const kept = vi.hoisted(() => new Map<string, unknown>());
const act = vi.hoisted(() => vi.fn());
vi.mock('#device/device.svelte.ts', () => ({
	device: {
		editor: { device: 'd'.repeat(32) },
		recall: (key: string) => Promise.resolve(kept.get(key)),
		remember: (key: string, value: unknown) => Promise.resolve(kept.set(key, value)),
		act
	}
}));

/** Locks as browsers have them: who asks for one waits for the one before. */
function fakeLocks() {
	let before: Promise<unknown> = Promise.resolve();
	vi.stubGlobal('navigator', {
		locks: { request: (_name: string, work: () => Promise<unknown>) => (before = before.then(work)) }
	});
}

describe('the number of a copy', () => {
	it('is never given twice, also when two are asked for at once', async () => {
		fakeLocks();
		const numbers = await Promise.all([nextNumber(), nextNumber(), nextNumber()]);
		expect(new Set(numbers).size).toBe(3);
		expect(kept.get('copies made')).toBe(3);
		vi.unstubAllGlobals();
	});

	it('is said to the log under an id of its own', async () => {
		const copy = { number: 'K-1' } as unknown as Parameters<typeof sayMade>[0];
		const id = await sayMade(copy, { quiet: true });
		expect(act).toHaveBeenCalledWith('copies.made', id, { number: 'K-1' }, { quiet: true });
	});
});
