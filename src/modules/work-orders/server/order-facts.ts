import type * as Y from 'yjs';
import type { Clock } from '#core/clock';
import { parseDocumentName } from '#core/document-name';
import type { Connection } from '#server/database/open';
import { replaceEntries, setIfChanged } from '#server/facts/entries';
import type { WriteDocument } from '#server/facts/write-document';
import type { Facts } from '#server/facts/facts';
import { swedishDay, swedishMonth } from '#swedish/dates';
import {
	type IndexEntry,
	type OrderEntries,
	type WholeOrder,
	belongsTo,
	landlordDocument,
	orderIndexDocument,
	orderTextsDocument,
	ordersDocument,
	projectOrder
} from '../domain/index.ts';
import { markLostDocuments } from './lost-documents.ts';
import { loadOrder, scopesOf } from './order/stored-orders.ts';
import { planLandlord } from './settings/landlord.ts';

type Roots = keyof OrderEntries;
const ROOTS: readonly Roots[] = ['orders', 'log', 'files'];

/** What is to be written to one facts document: the entries of orders, null for an order that leaves it. */
type Plan = Map<string, OrderEntries | null>;

/** Keeps the facts of work orders: a document a scope and month, an index a scope, and what each landlord has decided. */
export class OrderFacts implements Facts {
	readonly #db: Connection;
	readonly #write: WriteDocument;
	readonly #clock: Clock;
	readonly #indexed = new Set<string>();

	constructor({ db, write, clock }: { db: Connection; write: WriteDocument; clock: Clock }) {
		this.#db = db;
		this.#write = write;
		this.#clock = clock;
	}

	async markLost(): Promise<void> {
		await markLostDocuments(this.#db, this.#write);
	}

	/** Nothing in these facts depends on the day. */
	async beginDay(): Promise<void> {
		await Promise.resolve();
	}

	async write(behind: ReadonlyMap<string, ReadonlySet<string>>): Promise<readonly string[]> {
		const plans = new Map<string, Plan>();
		const known: string[] = [];
		for (const [about, scopes] of behind) {
			const whole = await loadOrder(this.#db, about);
			if (whole) planOrder(plans, whole, scopes);
			else if (!(await this.#writeLandlord(about))) continue;
			known.push(about);
		}
		for (const [name, plan] of plans) await this.#write(name, (doc) => writePlan(doc, plan));
		await this.#index([...plans.keys()]);
		return known;
	}

	/** Settings and contractors, for the landlord and each of its contractors; false for an id that is no organisation's. */
	async #writeLandlord(organisation: string): Promise<boolean> {
		const known = await this.#db
			.selectFrom('organisations')
			.select('id')
			.where('id', '=', organisation)
			.executeTakeFirst();
		if (!known) return false;
		for (const [scope, { settings, contractors }] of await planLandlord(this.#db, organisation)) {
			const name = landlordDocument(scope);
			await this.#write(name, (doc) => {
				replaceEntries(doc.getMap('settings'), { all: settings });
				replaceEntries(doc.getMap('contractors'), contractors);
			});
			await this.#write(orderIndexDocument(scope), (doc) => {
				addToIndex(doc, name, { kind: 'landlord', month: 'all' });
			});
		}
		return true;
	}

	/** Makes the documents known to each scope's index. */
	async #index(names: readonly string[]): Promise<void> {
		for (const name of names) {
			const parsed = parseDocumentName(name);
			if (!parsed.ok) continue;
			const { scope, partition: month } = parsed.value;
			const entry = {
				kind: 'orders',
				month,
				open: await hasOpenOrders(this.#db, scope, month),
				changed: swedishDay(this.#clock.now())
			};
			await this.#write(orderIndexDocument(scope), (doc) => addToIndex(doc, name, entry));
			if (this.#indexed.has(name)) continue;
			await this.#indexTexts(scope, month);
			this.#indexed.add(name);
		}
	}

	/** A company's texts are read by itself and by the landlord; an organisation has none of its own. */
	async #indexTexts(scope: string, month: string): Promise<void> {
		const company = await this.#db
			.selectFrom('companies')
			.select('organisation_id')
			.where('id', '=', scope)
			.executeTakeFirst();
		if (!company) return;
		const texts = orderTextsDocument(scope, month);
		for (const reader of [scope, company.organisation_id]) {
			await this.#write(orderIndexDocument(reader), (doc) => addToIndex(doc, texts, { kind: 'order-texts', month }));
		}
	}
}

function planOrder(plans: Map<string, Plan>, whole: WholeOrder, scopes: ReadonlySet<string>): void {
	const { order } = whole;
	const holders = scopesOf(order);
	for (const scope of new Set([...scopes, ...holders])) {
		const name = ordersDocument(scope, swedishMonth(order.registeredAt));
		const audience = scope === order.organisation ? 'orderer' : 'contractor';
		const plan = plans.get(name) ?? new Map<string, OrderEntries | null>();
		plan.set(order.id, holders.includes(scope) ? projectOrder(whole, audience) : null);
		plans.set(name, plan);
	}
}

function writePlan(doc: Y.Doc, plan: Plan): void {
	for (const root of ROOTS) {
		const map = doc.getMap(root);
		removeOrders(map, plan);
		for (const entries of plan.values()) {
			for (const [key, value] of Object.entries(entries?.[root] ?? {})) setIfChanged(map, key, value);
		}
	}
}

function removeOrders(map: Y.Map<unknown>, plan: Plan): void {
	const leaving = [...plan].filter(([, entries]) => entries === null).map(([id]) => id);
	if (leaving.length === 0) return;
	for (const key of [...map.keys()]) {
		if (leaving.some((id) => belongsTo(key, id))) map.delete(key);
	}
}

function addToIndex(doc: Y.Doc, name: string, entry: IndexEntry): void {
	setIfChanged(doc.getMap('documents'), name, entry);
}

async function hasOpenOrders(db: Connection, scope: string, month: string): Promise<boolean> {
	const row = await db
		.selectFrom('work_orders')
		.select('id')
		.where('month', '=', month)
		.where('status', 'in', ['ordered', 'accepted', 'declined'])
		.where((where) => where.or([where('organisation_id', '=', scope), where('contractor_id', '=', scope)]))
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}
