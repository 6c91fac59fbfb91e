import type { Clock } from '#core/clock';

/** The machine's clock. What starts a program passes it on; nothing else on the server looks at it. */
export const systemClock: Clock = { now: () => Date.now() };
