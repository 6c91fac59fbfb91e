import type { beforeHandleAwarenessPayload } from '@hocuspocus/server';
import { type SyncContext, connectionsOf } from '../context.ts';
import type { SyncExtension } from './safe-hooks.ts';

/** What a device may tell of itself: where its member is, and what is being edited there. */
export const PRESENCE_KEYS = ['place', 'editing'] as const;
const MAX_PRESENCE_TEXT = 200; // characters

/**
 * Lets presence through in documents of that form alone, for one client id per connection, and with the member's
 * identity as the session knows it: what a device says about who it is counts for nothing.
 */
export function presence(): SyncExtension {
	return {
		name: 'presence',
		beforeHandleAwareness(payload: beforeHandleAwarenessPayload<SyncContext>) {
			const { states } = payload;
			const client = ownClient(payload);
			const told = client === null ? undefined : states.get(client);
			states.clear();
			if (client === null || told === undefined || !payload.context) return;
			const { actor, name } = payload.context.socket.session;
			states.set(client, { ...allowedPart(told), member: actor.member, name });
		}
	};
}

/**
 * The client id that a connection may speak for: the first that it shows something of, unless a colleague has it.
 * Empty states count for nothing: Hocuspocus adds one of its own to every frame.
 */
function ownClient({
	document,
	connection,
	context,
	states
}: beforeHandleAwarenessPayload<SyncContext>): number | null {
	if (!connection || !context || context.channel.kind.form !== 'presence') return null;
	const { channel } = context;
	if (channel.presenceClient !== null) return channel.presenceClient;
	for (const [client, state] of states) {
		if (Object.keys(state).length === 0) continue;
		if (document.awareness.getStates().has(client)) continue;
		if (connectionsOf(document).some((other) => other.context.channel.presenceClient === client)) continue;
		channel.presenceClient = client;
		return client;
	}
	return null;
}

function allowedPart(told: Record<string, unknown>): Record<string, string> {
	const part: Record<string, string> = {};
	for (const key of PRESENCE_KEYS) {
		const value = told[key];
		if (typeof value === 'string' && value.length <= MAX_PRESENCE_TEXT) part[key] = value;
	}
	return part;
}
