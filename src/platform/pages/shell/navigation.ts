import Ellipsis from '@lucide/svelte/icons/ellipsis';
import LogOut from '@lucide/svelte/icons/log-out';
import Send from '@lucide/svelte/icons/send';
import Settings from '@lucide/svelte/icons/settings';
import UserRound from '@lucide/svelte/icons/user-round';
import Zap from '@lucide/svelte/icons/zap';
import type { SessionInfo } from '#core/answers';
import { t } from '#words';
import type { Destination, PagesModule } from '../module.ts';

/** What the navigation shows depends on who is signed in, and on what waits. */
export interface Situation {
	session: SessionInfo | null;
	waiting: number;
	modules: readonly PagesModule[];
}

const outage = { href: '/driftlage', text: t.nav.outage, icon: Zap };
const account = { href: '/konto', text: t.menu.account, icon: UserRound };
const settings = { href: '/installningar', text: t.menu.settings, icon: Settings };
const outboxOf = (waiting: number) => ({ href: '/utkorg', text: t.nav.outbox, icon: Send, count: waiting });

export const SIGN_OUT: Destination = { href: '/konto#logga-ut', text: t.menu.signOut, icon: LogOut };

/** Where somebody begins: in the first module that is theirs. */
export function homeOf(session: SessionInfo | null, modules: readonly PagesModule[]): string {
	const homes = modules.map((module) => (session ? module.homeOf(session) : null));
	return homes.find((home) => home !== null) ?? account.href;
}

/** Lets the app open at this person's first page the next time; `theme.js` reads it before the app itself is there. */
export function beginNextTimeAt(path: string): void {
	try {
		localStorage.setItem('begins', path);
	} catch {
		// Storage is blocked: the app opens at its usual page and goes on from there.
	}
}

const settingsFor = (session: SessionInfo | null) => (session?.roles.includes('administrator') ? [settings] : []);

/** The navigation at a desk. */
export function atDesk({ session, waiting, modules }: Situation): Destination[] {
	const ofModules = session ? modules.flatMap((module) => module.atDesk(session)) : [];
	return [...ofModules, outboxOf(waiting), outage, account, ...settingsFor(session)];
}

/** The bar at the foot of a phone. */
export function onPhone({ session, waiting, modules }: Situation): Destination[] {
	const ofModules = session ? modules.flatMap((module) => module.onPhone(session)) : [];
	return [...ofModules, outboxOf(waiting), outage, { href: '/mer', text: t.menu.more, icon: Ellipsis }];
}

/** Everything that has no place in a phone's bar. */
export function underMore(session: SessionInfo | null, modules: readonly PagesModule[]): Destination[] {
	const ofModules = session ? modules.flatMap((module) => module.underMore(session)) : [];
	return [...ofModules, account, ...settingsFor(session), SIGN_OUT];
}

/** Which destination a page belongs to: the longest address that it begins with; on a phone the rest is under "Mer". */
export function currentOf(destinations: readonly Destination[], url: URL): Destination | null {
	const here = url.pathname + url.search;
	const matching = destinations.filter(
		({ href }) => here === href || url.pathname === href || url.pathname.startsWith(`${href}/`)
	);
	const longest = matching.toSorted((a, b) => b.href.length - a.href.length)[0];
	return longest ?? destinations.find(({ href }) => href === '/mer') ?? null;
}
