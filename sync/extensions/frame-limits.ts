import type { afterHandleMessagePayload } from '@hocuspocus/server';
import type { SyncContext } from '../context.ts';
import { ByteReader } from '../guard/byte-reader.ts';
import { openDocument } from '../open-document.ts';
import type { SyncExtension } from './safe-hooks.ts';

/** The largest frame that a socket may send. */
export const MAX_FRAME = 1 << 20; // bytes
/** The largest awareness frame: a name, and one small state. Larger ones are not read at all. */
const MAX_AWARENESS = 4 * 1024; // bytes
const AWARENESS = 1;

/** True for awareness that is too large to be one device's own: Hocuspocus would decode all of it before any hook. */
export function isOversizedAwareness(frame: Uint8Array): boolean {
	if (frame.length <= MAX_AWARENESS) return false;
	const reader = new ByteReader(frame);
	try {
		reader.skip(reader.uint());
		return reader.uint() === AWARENESS;
	} catch {
		return false; // no frame at all: Hocuspocus closes the socket
	}
}

/** Counts per document what arrives and what is refused. Size and number of frames were judged at the socket. */
export function limits(): SyncExtension {
	return {
		name: 'limits',
		afterHandleMessage({ document, connection }: afterHandleMessagePayload<SyncContext>) {
			const state = openDocument(document);
			state.frames += 1;
			if (connection.context.channel.held) state.refused += 1;
		}
	};
}
