import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HybridClock, MAX_CLOCK_DRIFT, doneAt, formatStamp, isAheadOf, parseStamp } from './clock.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const PHONE = 'a'.repeat(32);
const OTHER = 'b'.repeat(32);

const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));
const stamps = fc.record({
	wall: fc.integer({ min: 0, max: 999_999_999_999_999 }),
	counter: fc.integer({ min: 0, max: 99_999 }),
	device: hex(32)
});

describe('stamps', () => {
	it('[CO2] come back as they were written', () => {
		fc.assert(
			fc.property(stamps, (stamp) => {
				expect(parseStamp(formatStamp(stamp))).toEqual({ ok: true, value: stamp });
			})
		);
	});

	it('[CO2] compare as texts like wall time, then counter, then device', () => {
		const sign = (difference: number) => Math.sign(difference);
		fc.assert(
			fc.property(stamps, stamps, fc.boolean(), fc.boolean(), (a, other, sameWall, sameCounter) => {
				const b = {
					...other,
					wall: sameWall ? a.wall : other.wall,
					counter: sameCounter ? a.counter : other.counter
				};
				const byParts = sign(a.wall - b.wall) || sign(a.counter - b.counter) || compare(a.device, b.device);
				expect(compare(formatStamp(a), formatStamp(b))).toBe(byParts);
			})
		);
	});

	it.each([
		'',
		'now',
		'2026-11-22',
		`1-1-${PHONE}`,
		`${'0'.repeat(15)}-00000-${PHONE} `,
		`${'0'.repeat(15)}-00000-ABC`
	])('[CO2] %j is no stamp', (text) => {
		expect(parseStamp(text)).toEqual({ ok: false, code: 'malformed-stamp' });
	});
});

describe('a device’s clock', () => {
	it('[CO1] gives rising stamps whatever the wall clock does and whatever it sees', () => {
		const event = fc.oneof(
			fc.record({ act: fc.constant('jump' as const), by: fc.integer({ min: -10 * 60_000, max: 10 * 60_000 }) }),
			fc.record({ act: fc.constant('see' as const), ahead: fc.integer({ min: -60_000, max: MAX_CLOCK_DRIFT * 2 }) }),
			fc.record({ act: fc.constant('next' as const) })
		);
		fc.assert(
			fc.property(fc.array(event, { maxLength: 60 }), (events) => {
				let now = NOON;
				let latest = '';
				const clock = new HybridClock({ now: () => now }, PHONE);
				for (const each of events) {
					if (each.act === 'jump') now += each.by;
					if (each.act === 'next') {
						const stamp = clock.next();
						expect(stamp > latest).toBe(true);
						latest = stamp;
					}
					if (each.act === 'see') {
						const wall = now + each.ahead;
						const stamp = formatStamp({ wall, counter: 99_999, device: OTHER });
						clock.see(stamp);
						if (each.ahead <= MAX_CLOCK_DRIFT && stamp > latest) latest = stamp;
					}
				}
				expect(clock.next() > latest).toBe(true);
			})
		);
	});

	it('[CO1] goes on counting when a phone is put back, and follows the wall clock again later', () => {
		let now = NOON;
		const clock = new HybridClock({ now: () => now }, PHONE);
		clock.next();
		now = NOON - 3_600_000;
		expect(clock.next()).toBe(formatStamp({ wall: NOON, counter: 1, device: PHONE }));
		now = NOON + 1;
		expect(clock.next()).toBe(formatStamp({ wall: NOON + 1, counter: 0, device: PHONE }));
	});

	it('[CO16] a wall clock that is put right takes the stamps back with it, by more than clocks may differ', () => {
		let now = NOON + 26 * 3_600_000;
		const clock = new HybridClock({ now: () => now }, PHONE);
		clock.next();
		now = NOON;
		clock.putRight();
		expect(clock.next()).toBe(formatStamp({ wall: NOON, counter: 0, device: PHONE }));
		now = NOON - MAX_CLOCK_DRIFT;
		clock.putRight();
		expect(clock.next()).toBe(formatStamp({ wall: NOON, counter: 1, device: PHONE }));
	});

	it('[CO17] what was done bears its stamp’s time, put right by what is known of the clock, and never a later one than now', () => {
		const stamp = formatStamp({ wall: NOON, counter: 0, device: PHONE });
		expect(doneAt(stamp, { now: NOON + 5 })).toBe(NOON);
		expect(doneAt(stamp, { off: -3, now: NOON + 5 })).toBe(NOON - 3);
		expect(doneAt(stamp, { off: 9, now: NOON + 5 })).toBe(NOON + 5);
		expect(doneAt('no stamp', { now: NOON })).toBe(NOON);
	});

	it('[CO1] carries over into the wall time when the counter is full', () => {
		const clock = new HybridClock({ now: () => NOON }, PHONE);
		clock.see(formatStamp({ wall: NOON, counter: 99_999, device: OTHER }));
		expect(clock.next()).toBe(formatStamp({ wall: NOON + 1, counter: 0, device: PHONE }));
	});

	it('[CO3] ignores a stamp from too far ahead, and what is no stamp', () => {
		const clock = new HybridClock({ now: () => NOON }, PHONE);
		clock.see(formatStamp({ wall: NOON + MAX_CLOCK_DRIFT + 1, counter: 0, device: OTHER }));
		clock.see('no stamp');
		expect(clock.next()).toBe(formatStamp({ wall: NOON, counter: 0, device: PHONE }));
		clock.see(formatStamp({ wall: NOON + MAX_CLOCK_DRIFT, counter: 7, device: OTHER }));
		expect(clock.next()).toBe(formatStamp({ wall: NOON + MAX_CLOCK_DRIFT, counter: 8, device: PHONE }));
	});

	it('[CO3] five minutes are honest, a millisecond more is not', () => {
		const stamp = { wall: NOON, counter: 0, device: PHONE };
		expect(isAheadOf(stamp, NOON - MAX_CLOCK_DRIFT)).toBe(false);
		expect(isAheadOf(stamp, NOON - MAX_CLOCK_DRIFT - 1)).toBe(true);
	});
});

function compare(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
