import { HocuspocusProvider, type HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import * as v from 'valibot';
import * as Y from 'yjs';
import { PROTOCOL_VERSION } from '#core/connection';
import { newId, newClientId } from '#core/id';

/** Somebody else who has the app open now; the server has stamped who it is. */
export interface Present {
	member: string;
	name: string;
	/** What they have open, as their page has said it: an order's id, or empty. */
	place: string;
	/** The company, organisation or team whose people hear of it. */
	scope: string;
}

/** What somebody has open, and whose people hear of it. */
export type Whereabouts = Pick<Present, 'place' | 'scope'>;

const stateSchema = v.object({ member: v.string(), name: v.string(), place: v.fallback(v.string(), '') });

/** Says where this device is, and hears where the others are, over a document that holds nothing. */
class Presence {
	readonly #provider: HocuspocusProvider;
	readonly #doc = new Y.Doc({ guid: newId() });

	constructor(
		{ name, scope }: { name: string; scope: string },
		socket: HocuspocusProviderWebsocket,
		onChange: (present: readonly Present[]) => void
	) {
		this.#doc.clientID = newClientId();
		this.#provider = new HocuspocusProvider({
			name,
			document: this.#doc,
			websocketProvider: socket,
			token: String(PROTOCOL_VERSION),
			onAwarenessChange: ({ states }) => {
				const others = states.filter((state) => state.clientId !== this.#doc.clientID);
				onChange(others.flatMap((state) => readState(state, scope)));
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

function readState(state: unknown, scope: string): Present[] {
	const parsed = v.safeParse(stateSchema, state);
	return parsed.success ? [{ ...parsed.output, scope }] : [];
}

/** All documents over which a member is seen: each place is told in one of them, in the others that the app is open. */
export class Presences {
	readonly #all: ReadonlyMap<string, Presence>;
	readonly #present = new Map<string, readonly Present[]>();

	constructor(
		documents: Readonly<Record<string, string>>,
		socket: HocuspocusProviderWebsocket,
		onChange: (present: readonly Present[]) => void
	) {
		const open = ([scope, name]: [string, string]) => {
			const presence = new Presence({ name, scope }, socket, (present) => {
				this.#present.set(scope, present);
				onChange([...this.#present.values()].flat());
			});
			return [scope, presence] as const;
		};
		this.#all = new Map(Object.entries(documents).map(open));
	}

	/** Says where this device is now. */
	move({ place, scope }: Whereabouts): void {
		for (const [each, presence] of this.#all) presence.move(each === scope ? place : '');
	}

	/** Leaves. */
	close(): void {
		for (const presence of this.#all.values()) presence.close();
	}
}
