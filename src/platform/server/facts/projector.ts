import type * as Y from 'yjs';
import type { Clock } from '#core/clock';
import { swedishDay, swedishMonth } from '#swedish/dates';
import {
	type IndexEntry,
	type OrderEntries,
	type WholeOrder,
	belongsTo,
	orderIndexDocument,
	orderTextsDocument,
	ordersDocument,
	projectOrder
} from '#modules/work-orders/domain/index.ts';
import type { Connection } from '../database/open.ts';
import type { Logger } from '../logger.ts';
import { markAllTeamsBehind } from '#modules/visits/server/team/teams.ts';
import { loadOrder, scopesOf } from '#modules/work-orders/server/order/stored-orders.ts';
import { parseDocumentName } from '#core/document-name';
import { markLostDocuments } from '#modules/work-orders/server/lost-documents.ts';
import type { WriteDocument } from './write-document.ts';
import { type FactsOptions, setIfChanged, writeScope } from './write-scope.ts';

export type { WriteDocument };

const BATCH = 500; // rows a round: bounds the memory of a first projection
const RETRY = 2000; // milliseconds after a failed round
const POLL = 5000; // milliseconds: an import in another process writes orders too, and has no way to tell

type Roots = keyof OrderEntries;
const ROOTS: readonly Roots[] = ['orders', 'log', 'files'];

/** What is to be written to one facts document: the entries of orders, null for an order that leaves it. */
type Plan = Map<string, OrderEntries | null>;

/**
 * Brings facts documents up to date with the tables. It works through `facts_dirty`, writes only keys that differ,
 * and forgets a row only after its documents are durable: a crash in between repeats work that changes nothing.
 */
export class Projector {
	readonly #options: FactsOptions;
	readonly #db: Connection;
	readonly #write: WriteDocument;
	readonly #clock: Clock;
	readonly #logger: Logger;
	readonly #indexed = new Set<string>();
	readonly #poll: ReturnType<typeof setInterval>;
	#foundLost = false;
	#day = '';
	#running: Promise<void> | null = null;
	#again = false;
	#stopped = false;
	#retry: ReturnType<typeof setTimeout> | null = null;

	/** Looks for work when it is woken, and every `poll` milliseconds. */
	constructor(options: FactsOptions & { logger: Logger; poll?: number }) {
		const { db, write, clock, logger, poll = POLL } = options;
		this.#options = options;
		this.#db = db;
		this.#write = write;
		this.#clock = clock;
		this.#logger = logger;
		this.#poll = setInterval(() => {
			this.wake();
		}, poll).unref();
	}

	/** Starts a round, or another after the running one. */
	wake(): void {
		if (this.#stopped) return;
		this.#again = true;
		this.#running ??= this.#run();
	}

	/** Waits until nothing is behind; for tests, imports and the first start. */
	async settled(): Promise<void> {
		this.wake();
		while (this.#running) await this.#running;
	}

	/** Ends after the running round. */
	async stop(): Promise<void> {
		this.#stopped = true;
		clearInterval(this.#poll);
		if (this.#retry) clearTimeout(this.#retry);
		await this.#running;
	}

	async #run(): Promise<void> {
		try {
			if (!this.#foundLost) await markLostDocuments(this.#db, this.#write);
			this.#foundLost = true;
			await this.#beginDay();
			while (this.#isWanted()) {
				this.#again = false;
				while ((await this.#round()) === BATCH && !this.#stopped);
			}
		} catch (error) {
			this.#logger.error({ err: error }, 'Facts documents could not be written; trying again');
			this.#retry = setTimeout(() => {
				this.wake();
			}, RETRY);
		} finally {
			this.#running = null;
		}
	}

	/** Which days are at hand changes at midnight. */
	async #beginDay(): Promise<void> {
		const day = swedishDay(this.#clock.now());
		if (day === this.#day) return;
		await markAllTeamsBehind(this.#db);
		this.#day = day;
	}

	#isWanted(): boolean {
		return this.#again && !this.#stopped;
	}

	async #round(): Promise<number> {
		const rows = await this.#db.selectFrom('facts_dirty').selectAll().orderBy('id').limit(BATCH).execute();
		if (rows.length === 0) return 0;
		const plans = new Map<string, Plan>();
		const scopesByOrder = new Map<string, Set<string>>();
		for (const { about, scopes_json } of rows) {
			const scopes = scopesByOrder.get(about) ?? new Set();
			for (const scope of JSON.parse(scopes_json) as string[]) scopes.add(scope);
			scopesByOrder.set(about, scopes);
		}
		for (const [about, scopes] of scopesByOrder) {
			const whole = await loadOrder(this.#db, about);
			if (whole) planOrder(plans, whole, scopes);
			else await writeScope(this.#options, about);
		}
		for (const [name, plan] of plans) await this.#write(name, (doc) => writePlan(doc, plan));
		await this.#index([...plans.keys()]);
		await this.#db
			.deleteFrom('facts_dirty')
			.where(
				'id',
				'in',
				rows.map(({ id }) => id)
			)
			.execute();
		return rows.length;
	}

	/** Makes the documents known: to the table that sign-in to documents asks, and to each scope's index. */
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
			const entry = { kind: 'order-texts', month };
			await this.#write(orderIndexDocument(reader), (doc) => addToIndex(doc, texts, entry));
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
