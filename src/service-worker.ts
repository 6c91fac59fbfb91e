/// <reference lib="webworker" />
import { type PrecacheEntry, createHandlerBoundToURL, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

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

precacheAndRoute(self.__WB_MANIFEST);
registerRoute(new NavigationRoute(createHandlerBoundToURL(SHELL), { denylist: NOT_PAGES }));

/** A sign-in page or a captive portal must never become the shell: then this version is not installed at all. */
self.addEventListener('install', (event) => {
	event.waitUntil(
		matchPrecache(SHELL).then((shell) => {
			if (shell && (!shell.ok || shell.redirected)) throw new Error('The shell was not our own page');
		})
	);
});

/** The person has chosen to update now. */
self.addEventListener('message', (event: ExtendableMessageEvent) => {
	if (event.data === 'SKIP_WAITING') void self.skipWaiting();
});
