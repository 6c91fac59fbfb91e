/** Who answers at our server's address: it itself, ready or unable to store, somebody else, or nobody. */
export type ServerAnswer = 'ours' | 'cannot-store' | 'stranger' | 'silent';

const TIME_LIMIT = 6000; // milliseconds: a person is waiting for the answer
const READY: Readonly<Record<string, ServerAnswer>> = { ready: 'ours', 'cannot store': 'cannot-store' };

/**
 * Asks our own address, past every cache. A page in its place, or a way elsewhere, is somebody else's: a hotel's sign-in
 * page, a blocked address. What stands before the server and says that it is gone (5xx) is as good as silence.
 */
export async function probeServer(): Promise<ServerAnswer> {
	let response: Response;
	try {
		const signal = AbortSignal.timeout(TIME_LIMIT);
		response = await fetch('/readyz', { cache: 'no-store', redirect: 'manual', credentials: 'omit', signal });
	} catch {
		return 'silent';
	}
	const body: unknown = await response.json().catch(() => null);
	const status = body !== null && typeof body === 'object' && 'status' in body ? body.status : null;
	const known = typeof status === 'string' && Object.hasOwn(READY, status) ? READY[status] : undefined;
	if (known) return known;
	return response.status >= 500 ? 'silent' : 'stranger';
}
