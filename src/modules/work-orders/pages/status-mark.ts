import type { Status } from '#modules/work-orders/domain/index.ts';

/** The tone that each status has everywhere: blue is new, green is under way and safe, grey is behind us. */
export const STATUS_TONES = {
	ordered: 'new',
	accepted: 'accepted',
	done: 'done',
	invoiced: 'done',
	cancelled: 'stop',
	declined: 'wait'
} as const satisfies Record<Status, string>;
