import * as encoding from 'lib0/encoding';

/** An item's name: who made it, and which of theirs it is. */
export interface MadeId {
	client: number;
	clock: number;
}

/** An item that is written byte by byte: well formed, and whatever else one likes. */
export interface MadeItem {
	/** The number of its content, and what writes it. */
	content: number;
	write(encoder: encoding.Encoder): void;
	origin?: MadeId;
	right?: MadeId;
	/** Where it lies, for an item without neighbours. */
	root?: string;
	key?: string;
}

/** An update (V1) that adds one item of a client and deletes nothing. */
export function madeUpdate({ client, clock }: MadeId, item: MadeItem): Uint8Array {
	const { origin, right, root = '', key } = item;
	const encoder = encoding.createEncoder();
	for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number);
	const isAlone = !origin && !right;
	const info = item.content | (origin ? 0x80 : 0) | (right ? 0x40 : 0) | (isAlone && key !== undefined ? 0x20 : 0);
	encoding.writeUint8(encoder, info);
	for (const id of [origin, right]) {
		if (!id) continue;
		encoding.writeVarUint(encoder, id.client);
		encoding.writeVarUint(encoder, id.clock);
	}
	if (isAlone) {
		encoding.writeVarUint(encoder, 1);
		encoding.writeVarString(encoder, root);
		if (key !== undefined) encoding.writeVarString(encoder, key);
	}
	item.write(encoder);
	encoding.writeVarUint(encoder, 0);
	return encoding.toUint8Array(encoder);
}

/** Contents by what they are called, as an item may hold them. */
export const MADE = {
	bornDeleted: { content: 1, write: (encoder) => encoding.writeVarUint(encoder, 1) },
	binary: { content: 3, write: (encoder) => encoding.writeVarUint8Array(encoder, Uint8Array.of(1)) },
	letters: { content: 4, write: (encoder) => encoding.writeVarString(encoder, 'x') },
	format: {
		content: 6,
		write(encoder) {
			encoding.writeVarString(encoder, 'bold');
			encoding.writeVarString(encoder, 'true');
		}
	},
	map: { content: 7, write: (encoder) => encoding.writeVarUint(encoder, 1) },
	text: { content: 7, write: (encoder) => encoding.writeVarUint(encoder, 2) },
	list: { content: 7, write: (encoder) => encoding.writeVarUint(encoder, 0) }
} satisfies Record<string, Pick<MadeItem, 'content' | 'write'>>;

/** Values as the content of one item. */
export function values(...all: unknown[]): Pick<MadeItem, 'content' | 'write'> {
	return {
		content: 8,
		write(encoder) {
			encoding.writeVarUint(encoder, all.length);
			for (const value of all) encoding.writeAny(encoder, value as Parameters<typeof encoding.writeAny>[1]);
		}
	};
}
