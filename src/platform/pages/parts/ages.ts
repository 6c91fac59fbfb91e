import { t } from '#words/diagnosis';

const words = t.diagnosis;

/** How long ago something was, at `now`; both milliseconds. */
export function ageInWords(at: number, now: number): string {
	const seconds = Math.max(0, Math.round((now - at) / 1000));
	if (seconds < 10) return words.now;
	if (seconds < 60) return words.secondsAgo(seconds);
	const minutes = Math.floor(seconds / 60);
	return minutes < 60 ? words.minutesAgo(minutes) : words.hoursAgo(Math.floor(minutes / 60));
}
