import type { RegisterValue } from '#core/register';

/** Begins the reason of a visit that was cancelled on its day since it was moved to another one. */
export const MOVED = 'moved-to:';
export const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The day that a visit was moved to, when a reason for cancelling says so; null for every other reason. */
export function movedTo(reason: RegisterValue): string | null {
	if (typeof reason !== 'string' || !reason.startsWith(MOVED)) return null;
	const day = reason.slice(MOVED.length);
	return DAY.test(day) ? day : null;
}
