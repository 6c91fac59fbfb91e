import type { Bundle } from '#carrying/bundle-content';
import { type DeviceCard, isVouchedFor } from '#carrying/device-card';
import { type SignedUpdate, idOfUpdate, verifyUpdate } from '#carrying/signed-update';
import { type Command, verifyCommand } from '#core/command';
import type { PublicJwk } from '#core/web-crypto';
import type { Carrying } from './carrying.ts';

/** The work in a bundle whose signatures hold, less what is this device's own or known already. */
export interface CheckedWork {
	updates: readonly SignedUpdate[];
	commands: readonly Command[];
	/** The believed cards of the devices that signed them, by device. */
	cards: ReadonlyMap<string, DeviceCard>;
	/** Devices for which the server has vouched. */
	vouchedFor: ReadonlySet<string>;
	/** How many signatures did not hold. */
	notTaken: number;
}

/** Checks who signed what in a bundle. The server checks again; here it keeps a forged name off people's screens. */
export async function checkWork(
	{ carried, own }: Carrying,
	bundle: Bundle,
	serverKey: PublicJwk | null
): Promise<CheckedWork> {
	const { cards, vouchedFor } = await believe(bundle.cards, await carried.cards(), serverKey);
	const known = await carried.ids();
	const isNews = (device: string, id: string) => device !== own.device && !known.has(id);
	const keyOf = (device: string, author: string) => {
		const card = cards.get(device);
		return card?.member === author ? card.publicKey : null;
	};
	const updates = bundle.updates.filter((update) => isNews(update.device, idOfUpdate(update)));
	const commands = bundle.commands.filter((command) => isNews(command.device, command.id));
	const goodUpdates = await allThat(updates, async (update) => {
		const key = keyOf(update.device, update.author);
		return key !== null && (await verifyUpdate(update, key));
	});
	const goodCommands = await allThat(commands, async (command) => {
		const key = keyOf(command.device, command.author);
		return key !== null && (await verifyCommand(command, key));
	});
	const notTaken = updates.length - goodUpdates.length + (commands.length - goodCommands.length);
	return { updates: goodUpdates, commands: goodCommands, cards, vouchedFor, notTaken };
}

/**
 * The cards to go by. What was seen first of a device stays, unless the server vouches for another; a card with a
 * signature that is not the server's is nobody's.
 */
async function believe(
	shown: readonly DeviceCard[],
	known: ReadonlyMap<string, DeviceCard>,
	serverKey: PublicJwk | null
): Promise<{ cards: Map<string, DeviceCard>; vouchedFor: Set<string> }> {
	const cards = new Map<string, DeviceCard>();
	const vouchedFor = new Set<string>();
	const isVouched = async (card: DeviceCard) => serverKey !== null && (await isVouchedFor(card, serverKey));
	for (const card of shown) {
		const before = known.get(card.device);
		if (await isVouched(card)) {
			cards.set(card.device, card);
			vouchedFor.add(card.device);
		} else if (before) {
			cards.set(card.device, before);
			if (await isVouched(before)) vouchedFor.add(card.device);
		} else if (serverKey === null || card.proof === null) {
			cards.set(card.device, card);
		}
	}
	return { cards, vouchedFor };
}

async function allThat<Item>(items: readonly Item[], holds: (item: Item) => Promise<boolean>): Promise<Item[]> {
	const answers = await Promise.all(items.map(holds));
	return items.filter((_item, at) => answers[at]);
}
