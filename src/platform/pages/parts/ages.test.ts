import { describe, expect, it } from 'vitest';
import { t } from '#words/diagnosis';
import { ageInWords } from './ages.ts';

const words = t.diagnosis;
const NOW = Date.parse('2026-11-23T12:00:00Z');
const SECOND = 1000; // milliseconds

describe('how long ago something was', () => {
	it('is now for what has just been, and for a clock that is ahead', () => {
		expect(ageInWords(NOW - 9 * SECOND, NOW)).toBe(words.now);
		expect(ageInWords(NOW + 60 * SECOND, NOW)).toBe(words.now);
	});
	it('is told in the unit that fits', () => {
		expect(ageInWords(NOW - 10 * SECOND, NOW)).toBe(words.secondsAgo(10));
		expect(ageInWords(NOW - 59.6 * SECOND, NOW)).toBe(words.minutesAgo(1));
		expect(ageInWords(NOW - 3599 * SECOND, NOW)).toBe(words.minutesAgo(59));
		expect(ageInWords(NOW - 7199 * SECOND, NOW)).toBe(words.hoursAgo(1));
	});
});
