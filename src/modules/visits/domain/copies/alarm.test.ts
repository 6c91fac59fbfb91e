import { describe, expect, it } from 'vitest';
import { copiesAlarm } from './alarm.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const at = (hoursAgo: number) => new Date(NOW - hoursAgo * 60 * 60 * 1000).toISOString();
const alarm = (writtenAt: string | null, failingSince: string | null) => copiesAlarm({ writtenAt, failingSince }, NOW);

describe('the alarm of copies', () => {
	it('[VI119] is told when nothing has been written for two days, with since when', () => {
		expect(alarm(at(49), at(49))).toBe(at(49));
		expect(alarm(at(49), null)).toBe(at(49));
		expect(alarm(null, at(48))).toBe(at(48));
		expect(alarm(at(70), at(50))).toBe(at(70));
	});

	it('[VI119] is not told before, nor when it is written again, nor where nothing was ever to be written', () => {
		expect(alarm(at(47), at(47))).toBeNull();
		expect(alarm(at(60), at(30))).toBeNull();
		expect(alarm(at(1), at(60))).toBeNull();
		expect(alarm(null, at(10))).toBeNull();
		expect(alarm(null, null)).toBeNull();
	});
});
