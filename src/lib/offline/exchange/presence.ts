import { HocuspocusProvider, type HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import * as v from 'valibot';
import * as Y from 'yjs';
import { PROTOCOL_VERSION } from '#core/connection';
import { newId, newClientId } from '#core/id';

/** Somebody else who has the app open now; the server has stamped who it is. */
export interface Present {
	member: string;
	name: string;
	/** What they have open: an order's id, or empty. */
	place: string;
}

const stateSchema = v.object({ member: v.string(), name: v.string(), place: v.fallback(v.string(), '') });

/** Says where this device is, and hears where the others are, over a document that holds nothing. */
export class Presence {
	readonly #provider: HocuspocusProvider;
	readonly #doc = new Y.Doc({ guid: newId() });

	constructor(name: string, socket: HocuspocusProviderWebsocket, onChange: (present: readonly Present[]) => void) {
		this.#doc.clientID = newClientId();
		this.#provider = new HocuspocusProvider({
			name,
			document: this.#doc,
			websocketProvider: socket,
			token: String(PROTOCOL_VERSION),
			onAwarenessChange: ({ states }) => {
				const others = states.filter((state) => state.clientId !== this.#doc.clientID);
				onChange(others.flatMap((state) => readState(state)));
			}
		});
		this.#provider.attach();
	}

	/** Says where this device is now. */
	move(place: string): void {
		this.#provider.setAwarenessField('place', place);
	}

	/** Leaves. */
	close(): void {
		this.#provider.destroy();
		this.#doc.destroy();
	}
}

function readState(state: unknown): Present[] {
	const parsed = v.safeParse(stateSchema, state);
	return parsed.success ? [parsed.output] : [];
}
