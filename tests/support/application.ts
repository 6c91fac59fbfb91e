import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { NewOrderInput } from '#modules/work-orders/domain/index.ts';
import { fillWithDemo, keepingRulesOf } from '#app/installation';
import { type Configuration, readConfiguration } from '#server/configuration';
import { demoId } from '#server/demo/accounts';
import { giveRoles } from '#server/people/grants';
import { DEMO_COMPANIES, DEMO_ORGANISATION } from '#modules/work-orders/server/demo/people.ts';
import { registerPatiently } from '#modules/work-orders/server/import/register-patiently.ts';
import { systemClock } from '#server/system-clock';
import { type Application, type Halves, openApplication } from '#app/application';
import { catalogue } from '#app/catalogue';
import { serverModules } from '#app/server-modules';
import { listen, portOf } from '#app/port';
import { until } from '../sync/support/device.ts';
import { keptLogger } from '../sync/support/server.ts';
import { type TestPostgres, testPostgres } from './postgres.ts';

/** The databases that every acceptance test runs on. */
export const DATABASES = ['sqlite', 'postgres'] as const;
export type DatabaseName = (typeof DATABASES)[number];

/** The page that test devices say they come from: https, so that cookies are as they are in earnest. */
export const ORIGIN = 'https://avbrottsfri.test';

/** The demo installation's people and companies, by the names that the tests call them. */
export const AMIR = 'amir@soderror.example';
export const LENA = 'lena@soderror.example';
export const ELECTRIC = '5599020004';
export const KARIN = 'karin@bjorkhem.example';
export const SOFIA = 'sofia@bjorkhem.example';
export const NEWCOMER = '5599030003';
export const [PIPES_ID, ELECTRIC_ID, PAINT_ID] = DEMO_COMPANIES.map(({ id }) => id) as [string, string, string];
export const LANDLORD_ID = DEMO_ORGANISATION.id;

/** Another landlord in the same installation, with one orderer. */
export const STRANGER = 'olle@annan.example';
export const STRANGER_ID = demoId('another landlord');

/** An order as the landlord places it, for a tenant who can be reached. */
export const ORDER: NewOrderInput = {
	contractor: PIPES_ID,
	type: 'fault',
	phrase: 'Läckage under diskbänk',
	place: { number: '61380004', address: 'Montörsvägen 2' },
	tenant: { name: 'Alma Sundin', otherPhone: '070-174 06 05', use: 'otherPhone' },
	orderer: { name: 'Karin Ekvall', email: 'karin@bjorkhem.example' }
};

let cluster: Promise<TestPostgres> | null = null;
afterAll(async () => (await cluster)?.stop());

/** The URL of a new, empty database of this test file's own PostgreSQL. */
export async function newPostgresDatabase(): Promise<string> {
	cluster ??= testPostgres();
	return (await cluster).database();
}

const OWN: Halves = { catalogue, serverModules };

/** The real program of one process, on a free port, with a folder and a database of its own. */
export class TestApplication {
	readonly configuration: Configuration;
	readonly logger = keptLogger();
	readonly #halves: Halves;
	#application: Application | null = null;
	#server: Server | null = null;

	private constructor(configuration: Configuration, halves: Halves) {
		this.configuration = configuration;
		this.#halves = halves;
	}

	/** Opens an installation with demo people and so many orders; `env` as the environment would say it. */
	static async open(
		database: DatabaseName,
		env: Record<string, string> = {},
		orders = 12,
		halves: Halves = OWN
	): Promise<TestApplication> {
		const dataDir = await mkdtemp(join(tmpdir(), 'application-'));
		const url = database === 'postgres' ? { DATABASE_URL: await newPostgresDatabase() } : {};
		const read = readConfiguration(
			{ PORT: '0', HOST: '127.0.0.1', ORIGIN, DATA_DIR: dataDir, DEMO: '1', ...url, ...env },
			keepingRulesOf(halves.serverModules)
		);
		if (!read.ok) throw new Error(read.code);
		const test = new TestApplication(read.value, halves);
		await test.start();
		await fillWithDemo(test.services.db, Date.now(), orders);
		await addAnotherLandlord(test);
		await test.application.projector.settled();
		return test;
	}

	/** The running application. */
	get application(): Application {
		if (!this.#application) throw new Error('The application is stopped');
		return this.#application;
	}

	get services(): Application['services'] {
		return this.application.services;
	}

	/** http://… of the port; browsers would say ORIGIN. */
	get url(): string {
		if (!this.#server) throw new Error('The application is stopped');
		return `http://127.0.0.1:${portOf(this.#server)}`;
	}

	/** Opens the same folder and database, on a new port. */
	async start(): Promise<void> {
		this.#application = await openApplication(this.configuration, this.logger, systemClock, this.#halves);
		this.#server = await listen(this.#application, (_request, response) => response.end('page'));
	}

	/** Stops cleanly; the data stays. */
	async stop(): Promise<void> {
		const [application, server] = [this.#application, this.#server];
		this.#application = null;
		this.#server = null;
		server?.close();
		await application?.stop();
		server?.closeAllConnections();
	}

	/** Stops and removes the folder. */
	async close(): Promise<void> {
		await this.stop();
		await rm(this.configuration.dataDir, { recursive: true, force: true });
	}

	/** The rows of the orders of a company, by number. */
	async ordersOf(company: string, status?: string): Promise<{ id: string; number: number; month: string }[]> {
		let query = this.services.db
			.selectFrom('work_orders')
			.select(['id', 'number', 'month'])
			.where('contractor_id', '=', company)
			.orderBy('number');
		if (status !== undefined) query = query.where('status', '=', status);
		return query.execute();
	}

	/** Registers an order as the landlord's orderer, for Amir's company unless the changes say otherwise; gives its id. */
	async newOrder(changes: Partial<NewOrderInput> = {}): Promise<string> {
		const { db, clock } = this.services;
		const actor = { member: demoId(KARIN), organisation: LANDLORD_ID, company: null, device: null };
		const from = { actor: { ...actor, roles: ['orderer'] as const }, name: 'Karin Ekvall' };
		const result = await registerPatiently(db, clock, from, { ...ORDER, ...changes });
		if (!result.ok) throw new Error(result.code);
		this.services.changed();
		return result.value.order.id;
	}

	/** Waits until every effect that was asked for is delivered; gives them. */
	async deliveredEffects() {
		const rows = () => this.services.db.selectFrom('effects').selectAll().orderBy('id').execute();
		await until('delivery of all effects', async () => (await rows()).every(({ state }) => state === 'delivered'));
		return rows();
	}
}

async function addAnotherLandlord({ services: { db } }: TestApplication): Promise<void> {
	const organisation = { id: STRANGER_ID, name: 'Annan Hyresvärd', settings_json: '{}' };
	await db.insertInto('organisations').values(organisation).execute();
	const karin = await db.selectFrom('members').selectAll().where('username', '=', KARIN).executeTakeFirstOrThrow();
	await db
		.insertInto('members')
		.values({ ...karin, id: demoId(STRANGER), organisation_id: STRANGER_ID, username: STRANGER, name: 'Olle Åkesson' })
		.execute();
	await giveRoles(db, demoId(STRANGER), { kind: 'organisation', id: STRANGER_ID }, ['orderer']);
}
