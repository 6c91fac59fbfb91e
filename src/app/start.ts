import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CannotStart } from '#server/cannot-start';
import { demoOrganisations, endDemoSessions } from '#server/demo/fill';
import { createLogger } from '#server/logger';
import type { SteadyClock } from '#server/server-clock';
import { systemClock } from '#server/system-clock';
import { type Application, openApplication } from './application.ts';
import { fillWithDemo, readConfiguration } from './installation.ts';
import { serverModules } from './server-modules.ts';
import { type PageHandler, createRequestHandler, listen, portOf, stopOnSignal } from './port.ts';
import type { SyncServer } from '#sync/server';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILT_HANDLER = fileURLToPath(new URL('../../build/handler.js', import.meta.url));

/** Reads the environment, or ends with the one line that says what is wrong. */
export function configurationOrExit(env: NodeJS.ProcessEnv = process.env) {
	const configuration = readConfiguration(env);
	if (configuration.ok) return configuration.value;
	return exit(configuration.code);
}

function exit(reason: string): never {
	process.stderr.write(`Avbrottsfri cannot start: ${reason}\n`);
	process.exit(1);
}

/** Opens the installation, filled with demo data when it is empty and may be. */
export async function openFilled(clock: SteadyClock, env: NodeJS.ProcessEnv = process.env): Promise<Application> {
	const configuration = configurationOrExit(env);
	const application = await openApplication(configuration, createLogger(configuration.logLevel), clock).catch(
		(error: unknown) => {
			if (error instanceof CannotStart) return exit(error.message);
			throw error;
		}
	);
	const { db } = application.services;
	const filled = configuration.demo && (await fillWithDemo(db, clock.now()));
	await tellOfDemo(application);
	if (filled) {
		for (const module of application.modules) await module.fillDemoDocuments(clock.now());
		application.projector.wake();
	}
	await application.projector.settled();
	return application;
}

/** Whoever runs this knows at every start whether accounts are open whose password stands in the program. */
async function tellOfDemo({ services: { db, configuration, logger } }: Application): Promise<void> {
	const held = await demoOrganisations(db, serverModules);
	if (held.length === 0) return;
	if (configuration.demo)
		logger.info({ organisations: held.length }, 'Demo accounts are open to everybody who gets here');
	else {
		await endDemoSessions(db, serverModules);
		logger.warn({ organisations: held.length }, 'Demo accounts are closed: this is no installation for trying');
	}
}

/** What of Vite's development server is used here. */
interface DevServer {
	config: { server: { port: number } };
	middlewares: { use(handler: PageHandler): void };
	httpServer: { on(event: 'upgrade', listener: SyncServer['handleUpgrade']): unknown } | null;
}

/** Vite starts anew when its settings change; the installation stays open meanwhile. */
let ofDevServer: Promise<Application> | null = null;

/** Hooks the API, uploads and sync into the development server, which serves the pages itself, at the port it was given. */
export async function attachToDevServer({ config, middlewares, httpServer }: DevServer): Promise<void> {
	ofDevServer ??= openFilled(systemClock, { ...process.env, PORT: String(config.server.port) });
	const application = await ofDevServer;
	middlewares.use(createRequestHandler(application, (_request, _response, next) => next?.()));
	httpServer?.on('upgrade', (request, socket, head) => {
		const isOfVite = request.headers['sec-websocket-protocol']?.startsWith('vite-') ?? false;
		if (!isOfVite) application.sync.handleUpgrade(request, socket, head);
	});
}

async function loadPages(): Promise<PageHandler> {
	if (!existsSync(BUILT_HANDLER)) {
		process.stdout.write('Avbrottsfri: building the pages, this takes half a minute\n');
		const built = spawnSync('npm', ['run', 'build'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
		if (built.status !== 0) throw new Error('The pages could not be built');
	}
	const { handler } = (await import(pathToFileURL(BUILT_HANDLER).href)) as { handler: PageHandler };
	return handler;
}

/** The whole program: builds the pages when they are not there, and listens until it is told to stop. */
export async function start(clock: SteadyClock): Promise<void> {
	configurationOrExit(); // before the pages are built, which takes half a minute
	const pages = await loadPages();
	const application = await openFilled(clock);
	const server = await listen(application, pages);
	stopOnSignal(server, application);
	process.stdout.write(`Avbrottsfri: http://localhost:${portOf(server)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await start(systemClock);
