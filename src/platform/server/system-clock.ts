import type { SteadyClock } from './server-clock.ts';

/** The machine's clock. What starts a program passes it on; nothing else on the server looks at it. */
export const systemClock: SteadyClock = { now: () => Date.now(), steady: () => performance.now() };
