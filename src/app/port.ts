import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { API_PATHS, createHttpApp } from '#server/http/app';
import type { Application } from './application.ts';
import { setPageHeaders } from './page-headers.ts';

/** Answers what is neither the API nor an upload: the pages. In development Vite does, to which `next` leads. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse, next?: () => void) => void;

/** Answers requests for the API and for uploads, and hands everything else on. */
export function createRequestHandler(application: Application, pages: PageHandler): PageHandler {
	const api = getRequestListener(createHttpApp(application.services).fetch, { overrideGlobalObjects: false });
	return (request, response, next) => {
		const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
		if (/^\/upload(\/|$)/.test(path)) void application.files.handleUpload(request, response);
		else if (API_PATHS.test(path)) void api(request, response);
		else {
			setPageHeaders(response, path, application.services.configuration.origin);
			pages(request, response, next);
		}
	};
}

/** Who begins a request, or an upgrade, and does not end its headers is let go: milliseconds, and how often that is looked at. */
const HALF_OPEN = { headersTimeout: 15_000, connectionsCheckingInterval: 5000 };

/** Opens the one port for pages, API, uploads and sync; gives the server once it listens. */
export async function listen(application: Application, pages: PageHandler): Promise<Server> {
	const { port, host } = application.services.configuration;
	const server = createServer(HALF_OPEN, createRequestHandler(application, pages));
	server.on('upgrade', application.sync.handleUpgrade);
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
	return server;
}

/** The port that a listening server was given. */
export function portOf(server: Server): number {
	return (server.address() as AddressInfo).port;
}

const STOP_LIMIT = 10_000; // milliseconds until a stop that hangs is cut short; nothing acknowledged is at stake

/** Stops cleanly on SIGTERM and SIGINT. */
export function stopOnSignal(server: Server, application: Application): void {
	let stopping = false;
	const stop = () => {
		if (stopping) return;
		stopping = true;
		setTimeout(() => process.exit(1), STOP_LIMIT).unref();
		server.close();
		void application.stop().then(() => {
			server.closeAllConnections();
			process.exit(0);
		});
	};
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
}
