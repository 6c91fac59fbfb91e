import type { Hocuspocus } from '@hocuspocus/server';
import { CLOSE_CODES } from '#core/connection';
import { type SyncContext, type SyncSocket, connectionsOf } from './context.ts';
import type { SyncDependencies } from './dependencies.ts';
import { accessTo } from './extensions/authentication.ts';
import type { Sockets } from './sockets.ts';

/**
 * Looks every open socket's session up again and closes those that are gone; then asks for the rights to every open
 * document again. A right that was lost takes effect without the device doing anything.
 */
export async function recheckSessions(
	sockets: Sockets,
	hocuspocus: Hocuspocus<SyncContext>,
	dependencies: SyncDependencies
): Promise<void> {
	await Promise.all(Array.from(sockets.open(), (socket) => recheckSession(socket, dependencies)));
	for (const document of hocuspocus.documents.values()) {
		for (const connection of connectionsOf(document)) {
			const { channel, socket } = connection.context;
			const access = accessTo(channel.name, channel.kind, socket.session, dependencies);
			if (access === 'none') connection.close({ code: CLOSE_CODES.revoked, reason: 'forbidden' });
			else if (!channel.held) connection.readOnly = access === 'read';
		}
	}
}

async function recheckSession(socket: SyncSocket, { sessionOf, logger }: SyncDependencies): Promise<void> {
	try {
		const session = await sessionOf(socket.cookie);
		if (session?.sessionId === socket.session.sessionId) socket.session = session;
		else socket.close(CLOSE_CODES.revoked, 'revoked');
	} catch (error) {
		logger.warn({ error }, 'A session could not be looked up again'); // the store is away: the next round decides
	}
}
