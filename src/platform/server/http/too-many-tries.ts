import type { Context } from 'hono';
import type { Services } from './context.ts';

/** Answers that there were too many tries at a password, and in how many seconds the next one is let through. */
export function tooManyTries({ clock }: Pick<Services, 'clock'>, c: Context, again: number): Response {
	const seconds = Math.max(1, Math.ceil((again - clock.now()) / 1000));
	return c.json({ code: 'too-many-tries', seconds }, 429, { 'Retry-After': String(seconds) });
}
