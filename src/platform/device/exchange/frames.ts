import * as encoding from 'lib0/encoding';
import { messageYjsUpdate } from 'y-protocols/sync';

const MESSAGE_SYNC = 0; // Hocuspocus' number for frames of the Yjs sync protocol

/** A frame that carries one update of a document, as the sync server reads it. */
export function updateFrame(documentName: string, update: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarString(encoder, documentName);
	encoding.writeVarUint(encoder, MESSAGE_SYNC);
	encoding.writeVarUint(encoder, messageYjsUpdate);
	encoding.writeVarUint8Array(encoder, update);
	return encoding.toUint8Array(encoder);
}
