import type { Clock } from '#core/clock';

/** The machine's own clock: the only place of the server that asks it. */
export const systemClock: Clock = { now: () => Date.now() };
