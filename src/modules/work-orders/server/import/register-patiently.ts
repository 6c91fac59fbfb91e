import { patiently } from '#server/database/patiently';
import { registerOne } from '../registering/register-orders.ts';

/**
 * Registers one order while others register too: two writers can take the same number, or the same caller's id, at the
 * same moment. The second one then tries again, and finds what the first has written.
 */
export function registerPatiently(...asked: Parameters<typeof registerOne>): ReturnType<typeof registerOne> {
	return patiently(() => registerOne(...asked));
}
