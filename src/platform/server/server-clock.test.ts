import { describe, expect, it } from 'vitest';
import { ServerClock } from './server-clock.ts';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;

/** A machine whose time of day can be put, and which counts steadily meanwhile. */
function machine() {
	const state = { wall: NOON, steady: 1000 };
	return {
		now: () => state.wall,
		steady: () => state.steady,
		pass(by: number) {
			state.wall += by;
			state.steady += by;
		},
		put(by: number) {
			state.wall += by;
		}
	};
}

describe('the server’s clock', () => {
	it.each([
		['a year ahead', 365 * DAY],
		['a day behind', -DAY]
	])('[CK1] a clock that is %s for seconds is not believed', (_name, by) => {
		const hands = machine();
		const clock = new ServerClock(hands);
		hands.put(by);
		hands.pass(5000);
		expect(clock.now()).toBe(NOON + 5000);
		hands.put(-by);
		hands.pass(1000);
		expect(clock.now()).toBe(NOON + 6000);
	});

	it('[CK1] a jump counts once somebody’s device shows the same time: a machine that has slept goes on at once', () => {
		const hands = machine();
		const clock = new ServerClock(hands);
		clock.heard('anna', NOON);
		hands.put(DAY);
		expect(clock.now()).toBe(NOON);
		clock.heard('bertil', NOON + DAY + 2000);
		expect(clock.now()).toBe(NOON + DAY);
		expect(clock.doubt).toBeNull();
	});

	it('[CK1] a jump that lasts for ten minutes counts, also when nobody is there', () => {
		const hands = machine();
		const clock = new ServerClock(hands);
		hands.put(DAY);
		expect(clock.now()).toBe(NOON);
		hands.pass(10 * MINUTE);
		expect(clock.now()).toBe(NOON + 10 * MINUTE);
		hands.pass(MINUTE);
		expect(clock.now()).toBe(NOON + DAY + 11 * MINUTE);
	});

	it('[CK1] what is put right by less than five minutes counts at once', () => {
		const hands = machine();
		const clock = new ServerClock(hands);
		hands.put(-4 * MINUTE);
		expect(clock.now()).toBe(NOON - 4 * MINUTE);
	});

	it.each([
		['behind', DAY],
		['ahead', -DAY]
	] as const)('[CK2] is in doubt when three people’s devices say that it is %s, and not by two', (doubt, off) => {
		const clock = new ServerClock(machine());
		clock.heard('anna', NOON + off);
		clock.heard('bertil', NOON + off + MINUTE);
		expect(clock.doubt).toBeNull();
		clock.heard('bertil', NOON + off); // the same person again is no third
		expect(clock.doubt).toBeNull();
		clock.heard('cecilia', NOON + off - MINUTE);
		expect(clock.doubt).toBe(doubt);
	});

	it('[CK2] is not in doubt by phones that are wrong while most are right, nor by what was said an hour ago', () => {
		const hands = machine();
		const clock = new ServerClock(hands);
		for (const member of ['a', 'b']) clock.heard(member, NOON + DAY);
		for (const member of ['c', 'd', 'e']) clock.heard(member, NOON + 3000);
		expect(clock.doubt).toBeNull();
		for (const member of ['c', 'd', 'e']) clock.heard(member, NOON - DAY);
		expect(clock.doubt).toBe('ahead');
		hands.pass(61 * MINUTE);
		expect(clock.doubt).toBeNull();
	});

	it('[CK2] is behind when the database knows of later times, until a device shows the same time as it', () => {
		const clock = new ServerClock(machine());
		clock.knows(NOON + 4 * MINUTE);
		expect(clock.doubt).toBeNull();
		clock.knows(NOON + DAY);
		expect(clock.doubt).toBe('behind');
		clock.heard('anna', NOON + DAY); // one phone is no proof, and no contradiction
		expect(clock.doubt).toBe('behind');
		clock.heard('bertil', NOON + 1000);
		expect(clock.doubt).toBeNull();
	});
});
