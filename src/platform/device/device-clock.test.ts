import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeviceClock } from './device-clock.svelte.ts';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const HOUR = 3_600_000;

describe('the clock of a device', () => {
	let shown = NOON;
	/** Asks a server that tells a time, `way` milliseconds after it was asked. */
	const ask = async (clock: DeviceClock, told: number | string | null, way = 0) => {
		vi.stubGlobal('fetch', () => {
			shown += way;
			return Promise.resolve(new Response('{}', told === null ? {} : { headers: { 'x-server-time': String(told) } }));
		});
		await clock.ask('/api/session', {});
	};
	let kept: Map<string, string>;
	beforeEach(() => {
		shown = NOON;
		kept = new Map();
		vi.stubGlobal('localStorage', {
			getItem: (key: string) => kept.get(key) ?? null,
			setItem: (key: string, value: string) => void kept.set(key, value)
		});
	});
	afterEach(() => {
		vi.unstubAllGlobals();
	});

	it.each([
		['behind', 26 * HOUR],
		['ahead', -26 * HOUR]
	])(
		'[OB17] one that is a day %s shows the server’s time once it was told, also at the next start without network',
		async (_way, off) => {
			const clock = new DeviceClock({ now: () => shown });
			const putRight = vi.fn();
			clock.onPutRight(putRight);
			expect([clock.now(), clock.isWrong]).toEqual([NOON, false]);
			await ask(clock, NOON + off + 200, 400);
			expect([clock.now(), clock.off, clock.isWrong]).toEqual([NOON + off + 400, off, true]);
			expect(putRight).toHaveBeenCalledOnce();
			shown += HOUR;
			expect(new DeviceClock({ now: () => shown }).now()).toBe(NOON + HOUR + off + 400);
		}
	);

	it('[OB17] half a minute is nobody’s fault, and an answer without the time says nothing', async () => {
		const clock = new DeviceClock({ now: () => shown });
		for (const told of [NOON + 29_000, null, 'noon']) await ask(clock, told);
		expect([clock.off, clock.isWrong]).toEqual([0, false]);
	});

	it('[OB17] a clock that was put right while the app was closed is right, as soon as the server says so', async () => {
		const clock = new DeviceClock({ now: () => shown });
		await ask(clock, NOON + 26 * HOUR);
		shown += 26 * HOUR;
		const next = new DeviceClock({ now: () => shown });
		await ask(next, shown);
		expect([next.now(), next.isWrong]).toEqual([NOON + 26 * HOUR, false]);
	});

	it('[OB17] one that was ahead and is right now is believed without the server, since time does not go back', async () => {
		await ask(new DeviceClock({ now: () => shown }), NOON - 26 * HOUR);
		shown = NOON - 25 * HOUR;
		expect(new DeviceClock({ now: () => shown }).now()).toBe(NOON - 25 * HOUR);
	});

	it('[OB17] a phone that begins in 1970 with an empty battery does not go behind what the server has said', async () => {
		await ask(new DeviceClock({ now: () => shown }), NOON);
		shown = 0;
		expect(new DeviceClock({ now: () => shown }).now()).toBe(NOON);
	});

	it('[OB17] works for the page where the browser keeps nothing, and with what is not ours', async () => {
		kept.set('clock', '{"off":"x"}');
		expect(new DeviceClock({ now: () => shown }).now()).toBe(NOON);
		vi.stubGlobal('localStorage', {
			getItem: () => {
				throw new Error('denied');
			},
			setItem: () => {
				throw new Error('denied');
			}
		});
		const clock = new DeviceClock({ now: () => shown });
		await ask(clock, NOON + HOUR);
		expect(clock.now()).toBe(NOON + HOUR);
	});
});
