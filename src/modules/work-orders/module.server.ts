import { Hono } from 'hono';
import type { DecideCommand } from '#server/commands/decision';
import type { Env, Services } from '#server/http/context';
import type { ModuleParts, OpenModule, ServerModule } from '#server/module';
import { COMMANDS, type CommandKind } from './domain/commands.ts';
import { workOrders } from './module.ts';
import { openApiDescription } from './server/api/openapi.ts';
import { workOrderApi } from './server/api/work-order-api.ts';
import { contractorRoutes } from './server/contractors/contractor-routes.ts';
import { insertDemoOrders } from './server/demo/fill.ts';
import { DEMO_ACCOUNTS, DEMO_ORGANISATION } from './server/demo/people.ts';
import { findOrderFile } from './server/files.ts';
import { importFromCommandLine } from './server/import/command-line.ts';
import { mayRegister } from './server/may-register.ts';
import { OrderFacts } from './server/order-facts.ts';
import { workOrderDecider } from './server/order/decide-work-order.ts';
import { orderRoutes } from './server/order/order-routes.ts';
import { registrationDecider } from './server/registering/decide-registration.ts';
import { settingsDecider } from './server/settings/decide-settings.ts';
import './server/tables.ts';

/** Work orders on the server. */
export const workOrdersOnServer: ServerModule = {
	id: workOrders.id,
	migrations: () => ({}),
	keepingRules: {},
	namedFiles: (db) => db.selectFrom('work_order_files').select('id').$asScalar(),
	importers: { 'work-orders': importFromCommandLine },
	demo: { accounts: DEMO_ACCOUNTS, organisation: DEMO_ORGANISATION.id, insert: insertDemoOrders },
	open: (parts) => Promise.resolve(open(parts))
};

function open({ db, write, clock, finishUpload }: ModuleParts): OpenModule {
	return {
		commands: deciders(workOrderDecider(finishUpload)),
		facts: new OrderFacts({ db, write, clock }),
		routes,
		findFile: (actor, id) => findOrderFile(db, actor, id),
		tell: async (member) => ({ mayRegister: await mayRegister(db, member) }),
		keeping: {},
		fillDemoDocuments: () => Promise.resolve(),
		start: () => undefined,
		stop: () => Promise.resolve()
	};
}

/** One decider knows all acts on an order. */
function deciders(ofOrder: DecideCommand): Readonly<Record<CommandKind, DecideCommand>> {
	const kinds = Object.keys(COMMANDS) as CommandKind[];
	const acts = Object.fromEntries(kinds.map((kind) => [kind, ofOrder])) as Record<CommandKind, DecideCommand>;
	return {
		...acts,
		'work-order-register.bundle': registrationDecider(),
		'work-order-settings.change': settingsDecider()
	};
}

function routes(services: Services): Hono<Env> {
	const app = new Hono<Env>();
	app.get('/', (c) => c.json(openApiDescription(services.configuration.origin)));
	app.route('/v1', workOrderApi(services) as unknown as Hono<Env>);
	app.route('/', orderRoutes(services));
	app.route('/', contractorRoutes(services));
	return app;
}
