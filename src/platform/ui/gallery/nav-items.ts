import CalendarDays from '@lucide/svelte/icons/calendar-days';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import Ellipsis from '@lucide/svelte/icons/ellipsis';
import Upload from '@lucide/svelte/icons/upload';
import type { NavItem } from '../nav-item.ts';

/** Links with a little, with much, and with nothing waiting. */
export const NAV_ITEMS: readonly NavItem[] = [
	{ href: '?a', text: 'Arbetsorder', icon: ClipboardList, count: 3, current: true },
	{ href: '?b', text: 'Besök', icon: CalendarDays, current: false },
	{ href: '?c', text: 'Utkorg', icon: Upload, count: 1284, current: false },
	{ href: '?d', text: 'Mer', icon: Ellipsis, count: 0, current: false }
];
