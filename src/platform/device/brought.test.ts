import { expect, it } from 'vitest';
import { Brought } from './brought.ts';

const HOUR = 60 * 60 * 1000;

function notes() {
	const kept = new Map<string, unknown>();
	return {
		read: <Value>(name: string) => Promise.resolve(kept.get(name) as Value | undefined),
		write: (name: string, value: unknown) => {
			kept.set(name, value);
			return Promise.resolve();
		}
	};
}

it('[OB12] what was fetched to look at is kept for a day after it was fetched last; several at once are all kept', async () => {
	const kept = notes();
	const brought = new Brought(kept);
	await Promise.all(['a', 'b', 'c'].map((name, at) => brought.add(name, at * HOUR)));
	expect([...(await brought.names(23 * HOUR))]).toEqual(['a', 'b', 'c']);
	await brought.add('a', 23 * HOUR);
	expect([...(await new Brought(kept).names(25.5 * HOUR))].sort()).toEqual(['a', 'c']);
	expect([...(await brought.names(48 * HOUR))]).toEqual([]);
});
