import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Clock } from '#core/clock';
import { readConfiguration } from '#server/configuration';
import { fillWithDemo } from '#server/demo/fill';
import { fillDemoKeys } from '#modules/visits/server/demo/keys.ts';
import { fillDemoPlans } from '#modules/visits/server/demo/team.ts';
import { createLogger } from '#server/logger';
import { systemClock } from '#server/system-clock';
import { type Application, openApplication } from './application.ts';
import { type PageHandler, createRequestHandler, listen, portOf, stopOnSignal } from './port.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILT_HANDLER = fileURLToPath(new URL('../../build/handler.js', import.meta.url));

/** Reads the environment, or ends with the one line that says what is wrong. */
export function configurationOrExit() {
	const configuration = readConfiguration(process.env);
	if (configuration.ok) return configuration.value;
	process.stderr.write(`Avbrottsfri cannot start: ${configuration.code}\n`);
	process.exit(1);
}

/** Opens the installation, filled with demo data when it is empty and may be. */
export async function openFilled(clock: Clock): Promise<Application> {
	const configuration = configurationOrExit();
	const application = await openApplication(configuration, createLogger(configuration.logLevel), clock);
	const { db } = application.services;
	const filled = configuration.demo && (await fillWithDemo(db, clock.now()));
	if (filled) {
		await fillDemoKeys(db, application.vault, clock.now());
		await fillDemoPlans(application.write, clock.now());
		application.projector.wake();
	}
	await application.projector.settled();
	return application;
}

/** Hooks the API, uploads and sync into the development server, which serves the pages itself. */
export async function attachToDevServer(server: {
	middlewares: { use(handler: (request: never, response: never, next: () => void) => void): void };
	httpServer: Pick<Server, 'on'> | null;
}): Promise<void> {
	const application = await openFilled(systemClock);
	server.middlewares.use((request, response, next) => {
		createRequestHandler(application, next)(request, response);
	});
	server.httpServer?.on('upgrade', (request, socket, head) => {
		if (request.headers['sec-websocket-protocol'] !== 'vite-hmr') application.sync.handleUpgrade(request, socket, head);
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
export async function start(clock: Clock): Promise<void> {
	configurationOrExit(); // before the pages are built, which takes half a minute
	const pages = await loadPages();
	const application = await openFilled(clock);
	const server = await listen(application, pages);
	stopOnSignal(server, application);
	process.stdout.write(`Avbrottsfri: http://localhost:${portOf(server)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await start(systemClock);
