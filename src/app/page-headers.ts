import type { ServerResponse } from 'node:http';

/** Headers of every page and static file; the content security policy itself is in svelte.config.js. */
const HEADERS: Readonly<Record<string, string>> = {
	'X-Content-Type-Options': 'nosniff',
	'X-Frame-Options': 'DENY',
	'Referrer-Policy': 'no-referrer',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()'
};

/** What decides which version runs must never come from a cache. */
const ALWAYS_ASKED = new Set(['/service-worker.js', '/shell', '/manifest.webmanifest', '/theme.js']);

/** Sets the headers that pages are served with, before the page handler adds its own. Over https also HSTS. */
export function setPageHeaders(response: ServerResponse, path: string, origin: string): void {
	for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
	if (origin.startsWith('https:')) response.setHeader('Strict-Transport-Security', 'max-age=31536000');
	if (ALWAYS_ASKED.has(path)) response.setHeader('Cache-Control', 'no-cache');
}
