import { registerOne } from '../register-orders.ts';

const TRIES = 50; // in each round one of those who collide gets through
// PostgreSQL: unique_violation. SQLite: the same for keys and columns, and busy because of another process.
const CONFLICTS: readonly unknown[] = ['23505', 1555, 2067, 5, 517];

/**
 * Registers one order while others register too: two writers can take the same number, or the same caller's id, at the
 * same moment. The second one then tries again, and finds what the first has written.
 */
export async function registerPatiently(...asked: Parameters<typeof registerOne>): ReturnType<typeof registerOne> {
	for (let left = TRIES - 1; ; left -= 1) {
		try {
			return await registerOne(...asked);
		} catch (error) {
			if (left === 0 || !isConflict(error)) throw error;
		}
	}
}

function isConflict(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const { code, errcode } = error as { code?: unknown; errcode?: unknown };
	return CONFLICTS.includes(code) || CONFLICTS.includes(errcode);
}
