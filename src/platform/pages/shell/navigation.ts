import CalendarDays from '@lucide/svelte/icons/calendar-days';
import ChartNoAxesColumn from '@lucide/svelte/icons/chart-no-axes-column';
import Clock from '@lucide/svelte/icons/clock';
import Ellipsis from '@lucide/svelte/icons/ellipsis';
import House from '@lucide/svelte/icons/house';
import List from '@lucide/svelte/icons/list';
import LogOut from '@lucide/svelte/icons/log-out';
import Send from '@lucide/svelte/icons/send';
import Settings from '@lucide/svelte/icons/settings';
import SquarePen from '@lucide/svelte/icons/square-pen';
import UserRound from '@lucide/svelte/icons/user-round';
import Zap from '@lucide/svelte/icons/zap';
import { worksWithOrders } from '#app/catalogue';
import type { device } from '#device/device.svelte.ts';
import { t } from '#words';
import type { IconComponent } from '#ui/icon.ts';
import type { ListCounts } from '#modules/work-orders/pages/list-counts.svelte.ts';

type Session = (typeof device)['session'];

/** A place that the navigation leads to. */
export interface Destination {
	href: string;
	text: string;
	icon: IconComponent;
	count?: number;
}

/** What the navigation shows depends on who is signed in, and on what waits. */
export interface Situation {
	session: Session;
	waiting: number;
	lists: ListCounts | null;
}

const visits = { href: '/besok', text: t.nav.visits, icon: CalendarDays };
const reports = { href: '/rapporter', text: t.menu.reports, icon: ChartNoAxesColumn };
const outage = { href: '/driftlage', text: t.nav.outage, icon: Zap };
const account = { href: '/konto', text: t.menu.account, icon: UserRound };
const register = { href: '/arbetsorder/registrera', text: t.menu.register, icon: SquarePen };
const settings = { href: '/installningar', text: t.menu.settings, icon: Settings };
const outboxOf = (waiting: number) => ({ href: '/utkorg', text: t.nav.outbox, icon: Send, count: waiting });

export const SIGN_OUT: Destination = { href: '/konto#logga-ut', text: t.menu.signOut, icon: LogOut };

/** Whether the member's side works with orders at all. */
export function hasOrders(session: Session): boolean {
	return session !== null && worksWithOrders(session);
}

/** Where somebody begins: at the orders, or at the plan of the day. */
export function homeOf(session: Session): string {
	return hasOrders(session) ? '/arbetsorder' : visits.href;
}

/** Lets the app open at this person's first page the next time; `theme.js` reads it before the app itself is there. */
export function beginNextTimeAt(path: string): void {
	try {
		localStorage.setItem('begins', path);
	} catch {
		// Storage is blocked: the app opens at the orders and goes on from there.
	}
}

const visitsFor = (session: Session) => (session?.teams.length ? [visits] : []);
const registerFor = (session: Session) => (session?.mayRegister ? [register] : []);
const settingsFor = (session: Session) => (session?.roles.includes('administrator') ? [settings] : []);

const ordersAtDesk = (lists: ListCounts | null): Destination[] => [
	{ href: '/arbetsorder', text: t.menu.home, icon: House },
	{ href: '/arbetsorder?lista=nya', text: t.orders.lists.new, icon: List, count: lists?.new ?? 0 },
	{ href: '/arbetsorder?lista=pagaende', text: t.orders.lists.ongoing, icon: Clock, count: lists?.ongoing ?? 0 }
];

/** The navigation at a desk. */
export function atDesk({ session, waiting, lists }: Situation): Destination[] {
	return [
		...visitsFor(session),
		...(hasOrders(session) ? [...ordersAtDesk(lists), ...registerFor(session), reports] : []),
		outboxOf(waiting),
		outage,
		account,
		...settingsFor(session)
	];
}

/** The bar at the foot of a phone. */
export function onPhone({ session, waiting }: Situation): Destination[] {
	return [
		...visitsFor(session),
		...(hasOrders(session) ? [{ href: '/arbetsorder', text: t.nav.orders, icon: List }] : []),
		outboxOf(waiting),
		outage,
		{ href: '/mer', text: t.menu.more, icon: Ellipsis }
	];
}

/** Everything that has no place in a phone's bar. */
export function underMore(session: Session): Destination[] {
	const ofOrders = hasOrders(session) ? [...registerFor(session), reports] : [];
	return [...ofOrders, account, ...settingsFor(session), SIGN_OUT];
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
