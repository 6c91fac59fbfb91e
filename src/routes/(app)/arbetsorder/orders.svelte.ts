import { getContext, setContext } from 'svelte';
import { swedishMonth } from '#core/swedish/dates';
import {
	type Act,
	type Author,
	COMMAND_PREFIX,
	type OrderView,
	type WholeOrder,
	actionRoot,
	orderTextsDocument,
	readOrders,
	withWaiting
} from '#domain/work-orders';
import { device } from '#offline/device.svelte.ts';
import type { FactsView } from '#offline/facts-view.svelte.ts';
import { shrinkPicture } from '#offline/pictures/shrink.ts';
import type { SharedText } from '#offline/shared-text.svelte.ts';
import type { CommandRow } from '#offline/storage.ts';
import { newId } from '#core/id';

const KEY = Symbol('work orders');

/** The work orders on this device: what the server has decided, with what waits here on top. */
export class Orders {
	readonly #facts: FactsView = device.openFacts('orders', ['orders', 'log', 'files']);
	readonly #whole = $derived(readOrders(this.#facts.documents));
	readonly #byNumber = $derived(new Map(this.#whole.map((whole) => [whole.order.number, whole])));
	readonly #commands = $derived(groupByOrder(device.commands));
	readonly #views = $derived(this.#whole.map((whole) => this.#view(whole)));

	/** All orders, newest first. */
	get all(): readonly OrderView[] {
		return this.#views;
	}

	/** True once the device's own copy has been read. */
	get loaded(): boolean {
		return this.#facts.loaded;
	}

	/** The order with a number, as this device sees it now. */
	find(number: number): OrderView | null {
		const whole = this.#byNumber.get(number);
		return whole ? this.#view(whole) : null;
	}

	/** The commands that are kept here for an order. */
	commandsOf(orderId: string): readonly CommandRow[] {
		return this.#commands.get(orderId) ?? [];
	}

	/** Does an act: it shows at once, and goes to the server when that can be reached. */
	act(act: Act, orderId: string, payload: Record<string, unknown> = {}): Promise<void> {
		return device.act(`${COMMAND_PREFIX}${act}`, orderId, payload);
	}

	/** Attaches a file: shrunk and freed from its metadata first, then kept until the server has confirmed it. */
	async attach(orderId: string, file: File): Promise<void> {
		const { blob, sha256 } = await shrinkPicture(file);
		const name =
			blob.type === 'image/jpeg' && !/\.jpe?g$/i.test(file.name) ? `${file.name}.jpg` : file.name || 'bild.jpg';
		const row = { id: newId(), about: orderId, name, blob, sha256 };
		await device.act(`${COMMAND_PREFIX}attach`, orderId, { upload: row.id, sha256, name }, row);
	}

	/** The shared text "Utförd åtgärd" of an order, or null while nobody has the order. */
	openAction({ order }: WholeOrder): SharedText | null {
		if (order.contractor === null) return null;
		const document = orderTextsDocument(order.contractor, swedishMonth(order.registeredAt));
		return device.openText(document, actionRoot(order.id));
	}

	/** Lets go of the documents. */
	close(): void {
		this.#facts.close();
	}

	#view(whole: WholeOrder): OrderView {
		const rows = this.commandsOf(whole.order.id).filter((row) => row.state === 'waiting' || row.state === 'accepted');
		if (rows.length === 0) return { ...whole, waiting: [] };
		const commands = rows.map((row) => row.command);
		const view = withWaiting(whole, commands, currentAuthor(), new Date().toISOString());
		const waiting = new Set(rows.filter((row) => row.state === 'waiting').map((row) => row.id));
		return { ...view, waiting: view.waiting.filter((command) => waiting.has(command.id)) };
	}
}

function groupByOrder(rows: readonly CommandRow[]): Map<string, CommandRow[]> {
	const groups = new Map<string, CommandRow[]>();
	for (const row of rows) {
		const known = groups.get(row.command.about);
		if (known) known.push(row);
		else groups.set(row.command.about, [row]);
	}
	return groups;
}

/** The signed-in member as the rules know an author. */
export function currentAuthor(): Author {
	const session = device.session;
	return {
		member: session?.member ?? '',
		name: session?.name ?? '',
		company: session?.company ?? null,
		companyName: session?.companyName ?? '',
		organisation: session?.organisation ?? ''
	};
}

/** Opens the orders for all pages beneath a layout. */
export function provideOrders(): Orders {
	return setContext(KEY, new Orders());
}

/** The orders that the layout above has opened. */
export function useOrders(): Orders {
	return getContext<Orders>(KEY);
}
