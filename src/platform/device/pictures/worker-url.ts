/** The part of the Trusted Types interface that is used; the browser's own objects stand behind the texts. */
interface TrustedTypes {
	createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** The name that svelte.config.js must list under `trusted-types`. */
const POLICY = 'app-worker';

let policy: { createScriptURL(url: string): string } | null = null;

/**
 * A worker's address as the browser demands it under `require-trusted-types-for 'script'`. Only programs that were
 * built into this app pass: whatever a note or a name could bring here is refused.
 */
export function trustedWorkerUrl(url: string): string {
	const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
	if (!trustedTypes) return checkedUrl(url);
	policy ??= trustedTypes.createPolicy(POLICY, { createScriptURL: checkedUrl });
	return policy.createScriptURL(url);
}

function checkedUrl(url: string): string {
	const { origin, pathname } = new URL(url, location.href);
	const isOurs = pathname.startsWith('/_app/') || import.meta.env.DEV;
	if (origin !== location.origin || !isOurs) throw new TypeError('Not a program of this app');
	return url;
}
