import type { SyncDependencies, SyncSession } from './dependencies.ts';

/** Where devices open their WebSocket. */
export const SYNC_PATH = '/sync';

interface UpgradeRequest {
	url: string;
	headers: Headers;
}

/** What the upgrade is answered with: a refusal, or the session that the socket belongs to. */
export type Admission = Response | { context: { session: SyncSession; cookie: string | null } };

/**
 * Who may open a socket: the right path, exactly one of our own pages, and a live session. Browsers send cookies with
 * sockets that any page opens, so without the Origin check a hostile page could read as its visitor.
 */
export async function admit(
	request: UpgradeRequest,
	{ origins, sessionOf, logger }: Pick<SyncDependencies, 'origins' | 'sessionOf' | 'logger'>,
	isFull: (sessionId: string) => boolean
): Promise<Admission> {
	if (new URL(request.url).pathname !== SYNC_PATH) return new Response(null, { status: 404 });
	const origin = request.headers.get('origin');
	if (origin === null || !origins.includes(origin)) return new Response(null, { status: 403 });
	const cookie = request.headers.get('cookie');
	try {
		const session = await sessionOf(cookie);
		if (!session) return new Response(null, { status: 401 });
		if (isFull(session.sessionId)) return new Response(null, { status: 429 });
		return { context: { session, cookie } };
	} catch (error) {
		logger.error({ error }, 'The session of a socket could not be looked up');
		return new Response(null, { status: 503 });
	}
}
