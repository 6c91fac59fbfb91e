import { getContext, setContext } from 'svelte';
import { newId } from '#core/id';
import { type Result, ok } from '#core/result';
import { swedishMonth } from '#swedish/dates';
import {
	type Act,
	type Author,
	COMMAND_PREFIX,
	type LandlordContractor,
	type OrderSearch,
	type OrderView,
	REGISTER_KIND,
	type RegistrationInput,
	type Settings,
	type WholeOrder,
	actionRoot,
	orderTextsDocument,
	readOrders
} from '#modules/work-orders/domain/index.ts';
import { deviceClock } from '#device/device-clock.svelte.ts';
import { device } from '#device/device.svelte.ts';
import type { RequestRefusal } from '#device/api.ts';
import type { FactsView } from '#device/facts-view.svelte.ts';
import type { SharedText } from '#device/shared-text.svelte.ts';
import type { CommandRow } from '#device/storage.ts';
import { pageIsDrawn } from '#device/work.ts';
import { Landlord } from './landlord.svelte.ts';
import { searchOnServer } from './orders-api.ts';

const KEY = Symbol('work orders');

/** The work orders on this device: what the server has decided, with what waits here on top. */
export class Orders {
	readonly #facts: FactsView = device.openFacts('orders', ['orders', 'log', 'files']);
	readonly #landlord = new Landlord();
	readonly #decided = $derived(readOrders(this.#facts.documents));
	/** Orders that were registered here and have no number yet come first: they are the newest. */
	readonly #whole = $derived([...this.#registered(), ...this.#decided, ...this.#older()]);
	/** What a search has brought from the server that this device does not hold; gone with the page. */
	#fetched = $state.raw<readonly WholeOrder[]>([]);
	readonly #byName = $derived(new Map(this.#whole.map((whole) => [nameInAddress(whole.order), whole])));
	readonly #commands = $derived(groupByOrder(device.commands));
	/** What decides here what the server has not decided yet: only who has done something lately needs it at once. */
	#deciders = $state.raw<typeof import('../domain/list/waiting.ts') | null>(null);
	readonly #isReady = $derived(this.#deciders !== null || !device.commands.some(counts));
	readonly #views = $derived(this.#isReady ? this.#whole.map((whole) => this.#view(whole)) : []);

	constructor() {
		const drawn = this.#isReady ? pageIsDrawn() : Promise.resolve();
		void drawn.then(() => import('../domain/list/waiting.ts')).then((deciders) => (this.#deciders = deciders));
	}

	/** All orders, newest first. */
	get all(): readonly OrderView[] {
		return this.#views;
	}

	/** True once the device's own copy has been read, and what waits here stands on top of it. */
	get loaded(): boolean {
		return this.#facts.loaded && this.#isReady;
	}

	/** What the landlord has decided: phrases, texts, who may register. */
	get settings(): Settings {
		return this.#landlord.settings;
	}

	/** The companies that orders can be sent to; for a contractor, itself. */
	get contractors(): readonly LandlordContractor[] {
		return this.#landlord.contractors;
	}

	/** The order that an address names (nameInAddress), as this device sees it now. */
	find(name: string): OrderView | null {
		const whole = this.#byName.get(name);
		return whole && this.#isReady ? this.#view(whole) : null;
	}

	/** The commands that are kept here for an order. */
	commandsOf(orderId: string): readonly CommandRow[] {
		return this.#commands.get(orderId) ?? [];
	}

	/** Does an act: it shows at once, and goes to the server when that can be reached. */
	act(act: Act, orderId: string, payload: Record<string, unknown> = {}): Promise<void> {
		return device.act(`${COMMAND_PREFIX}${act}`, orderId, payload);
	}

	/** Says that this side has read an order up to a moment (ISO): the third receipt of the other side. */
	read(orderId: string, until: string): Promise<void> {
		return device.act(`${COMMAND_PREFIX}seen`, orderId, { until }, { quiet: true });
	}

	/** Registers a bundle; its orders show at once, and get their numbers from the server. */
	register(orders: RegistrationInput['orders']): Promise<void> {
		return device.act(REGISTER_KIND, orders[0]?.id ?? '', { orders });
	}

	/** Looks for orders on the server, older ones too: what it finds is listed with the rest. */
	async searchOnServer(search: OrderSearch): Promise<Result<{ found: number }, RequestRefusal>> {
		const answer = await searchOnServer(search);
		if (!answer.ok) return answer;
		const { orders } = answer.value;
		const maps = orders.map((entries) => ({
			orders: new Map(Object.entries(entries.orders)),
			log: new Map(Object.entries(entries.log)),
			files: new Map(Object.entries(entries.files))
		}));
		const fetched = new Map([...this.#fetched, ...readOrders(maps)].map((whole) => [whole.order.id, whole]));
		this.#fetched = [...fetched.values()];
		return ok({ found: orders.length });
	}

	/** The other orders of an order's bundle that this device knows. */
	bundleOf({ order }: WholeOrder): WholeOrder['order'][] {
		return this.#decided.flatMap(({ order: other }) =>
			other.bundle === order.bundle && other.id !== order.id ? [other] : []
		);
	}

	/** Attaches a file: shrunk and freed from its metadata first, then kept until the server has confirmed it. */
	async attach(orderId: string, file: File): Promise<void> {
		const { shrinkPicture } = await import('#device/pictures/shrink.ts');
		const { blob, sha256 } = await shrinkPicture(file);
		const name =
			blob.type === 'image/jpeg' && !/\.jpe?g$/i.test(file.name) ? `${file.name}.jpg` : file.name || 'bild.jpg';
		const row = { id: newId(), about: orderId, name, blob, sha256 };
		await device.act(`${COMMAND_PREFIX}attach`, orderId, { upload: row.id, sha256, name }, { blob: row });
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
		this.#landlord.close();
	}

	#older(): readonly WholeOrder[] {
		if (this.#fetched.length === 0) return this.#fetched;
		const held = new Set(this.#decided.map(({ order }) => order.id));
		return this.#fetched.filter(({ order }) => !held.has(order.id));
	}

	#registered(): WholeOrder[] {
		const rows = device.commands.filter(({ command }) => command.kind === REGISTER_KIND);
		if (rows.length === 0 || !this.#deciders) return [];
		const known = new Set(this.#decided.map(({ order }) => order.id));
		const commands = rows.filter(counts).map((row) => row.command);
		const contractors = new Map(this.contractors.map(({ id, name }) => [id, name]));
		const told = { author: currentAuthor(), settings: this.settings, contractors };
		return this.#deciders
			.waitingOrders(commands, told, new Date(deviceClock.now()).toISOString())
			.filter(({ order }) => !known.has(order.id));
	}

	#view(whole: WholeOrder): OrderView {
		const rows = this.commandsOf(whole.order.id).filter(counts);
		if (rows.length === 0 || !this.#deciders) return { ...whole, waiting: [] };
		const commands = rows.map((row) => row.command);
		const view = this.#deciders.withWaiting(whole, commands, {
			author: currentAuthor(),
			settings: this.settings,
			bundle: this.bundleOf(whole),
			now: new Date(deviceClock.now()).toISOString()
		});
		const waiting = new Set(rows.filter((row) => row.state === 'waiting' && !row.quiet).map((row) => row.id));
		return { ...view, waiting: view.waiting.filter((command) => waiting.has(command.id)) };
	}
}

/** How an order is named in an address: by its number, or by its id while it has none. */
export function nameInAddress({ number, id }: Pick<WholeOrder['order'], 'number' | 'id'>): string {
	return number === 0 ? id : String(number);
}

/** True for what holds here though the server's answer, or what follows from it, is not here yet. */
function counts({ state }: CommandRow): boolean {
	return state === 'waiting' || state === 'accepted';
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
	if (!session) return { member: '', name: '', email: '', company: null, companyName: '', organisation: '' };
	const { member, name, contact, company, companyName, organisation } = session;
	return { member, name, email: contact.email, company, companyName, organisation };
}

/** Opens the orders for all pages beneath a layout. */
export function provideOrders(): Orders {
	return setContext(KEY, new Orders());
}

/** The orders that the layout above has opened. */
export function useOrders(): Orders {
	return getContext<Orders>(KEY);
}
