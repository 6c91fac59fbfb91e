import { redirect } from '@sveltejs/kit';
import { browser } from '$app/environment';

// Prerendered once; the service worker answers every navigation with it, and the router goes by the real address.
export const prerender = true;
export const ssr = false;

/** Somebody who opens the shell itself is sent to the front page. */
export function load(): void {
	if (browser) redirect(307, '/arbetsorder');
}
