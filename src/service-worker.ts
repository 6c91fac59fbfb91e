import { cacheNames, clientsClaim } from 'workbox-core';
import { type PrecacheEntry, addPlugins, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

/** What TypeScript's own description of workers does not know yet. */
interface InstallEvent extends ExtendableEvent {
	addRoutes?(rule: {
		condition: { urlPattern: { pathname: string } };
		source: { cacheName: string };
	}): Promise<undefined>;
}

/** The one page that every address opens with: it starts the app, which reads the device's own store. */
const SHELL = '/shell';

/** Paths that are data and operations: never answered from here. */
const NOT_PAGES = [
	/^\/api(\/|$)/,
	/^\/sync/,
	/^\/upload/,
	/^\/files\//,
	/^\/demo\//,
	/^\/healthz/,
	/^\/readyz/,
	/^\/metrics/
];

/**
 * A sign-in page or a captive portal must never become part of the app: one answer that is not ours, and this version
 * is not installed at all. Checked here, since the cache's own copy no longer tells that it was redirected.
 */
addPlugins([
	{
		requestWillFetch: ({ request }) => Promise.resolve(new Request(request, { credentials: 'omit' })),
		fetchDidSucceed: ({ request, response }) =>
			response.ok && !response.redirected
				? Promise.resolve(response)
				: Promise.reject(new Error(`Not our own file: ${request.url}`))
	}
]);
precacheAndRoute(self.__WB_MANIFEST);

/** Built files never change: a browser that can reads them from the store without asking this worker for each. */
self.addEventListener('install', (event: InstallEvent) => {
	void event.addRoutes?.({
		condition: { urlPattern: { pathname: '/_app/immutable/*' } },
		source: { cacheName: cacheNames.precache }
	});
});
// The very first visit can lose the network too: its next page must come from here.
clientsClaim();
registerRoute(new NavigationRoute(createHandlerBoundToURL(SHELL), { denylist: NOT_PAGES }));

/** The person has chosen to update now. */
self.addEventListener('message', (event: ExtendableMessageEvent) => {
	if (event.data === 'SKIP_WAITING') void self.skipWaiting();
});
