import ChartNoAxesColumn from '@lucide/svelte/icons/chart-no-axes-column';
import Clock from '@lucide/svelte/icons/clock';
import House from '@lucide/svelte/icons/house';
import List from '@lucide/svelte/icons/list';
import SquarePen from '@lucide/svelte/icons/square-pen';
import type { SessionInfo } from '#core/answers';
import type { Destination, PagesModule } from '#pages/module.ts';
import { worksWithOrders } from './domain/works-with-orders.ts';
import { workOrders } from './module.ts';
import { listCounts } from './pages/list-counts.svelte.ts';
import { words } from './words/navigation.ts';

const HOME = '/arbetsorder';
const register = { href: '/arbetsorder/registrera', text: words.register, icon: SquarePen };
const reports = { href: '/rapporter', text: words.reports, icon: ChartNoAxesColumn };
const registerFor = (session: SessionInfo) => (session.mayRegister ? [register] : []);

function lists(): Destination[] {
	const counts = listCounts();
	return [
		{ href: HOME, text: words.home, icon: House },
		{ href: `${HOME}?lista=nya`, text: words.new, icon: List, count: counts?.new ?? 0 },
		{ href: `${HOME}?lista=pagaende`, text: words.ongoing, icon: Clock, count: counts?.ongoing ?? 0 }
	];
}

/** Work orders on the pages. */
export const workOrdersOnPages: PagesModule = {
	id: workOrders.id,
	homeOf: (session) => (worksWithOrders(session) ? HOME : null),
	atDesk: (session) => (worksWithOrders(session) ? [...lists(), ...registerFor(session), reports] : []),
	onPhone: (session) => (worksWithOrders(session) ? [{ href: HOME, text: words.orders, icon: List }] : []),
	underMore: (session) => (worksWithOrders(session) ? [...registerFor(session), reports] : []),
	isClosedTo: (session, path) => path.startsWith(HOME) && !worksWithOrders(session),
	settings: async (session) =>
		worksWithOrders(session) ? (await import('./pages/settings/settings-part.ts')).settingsPart : null,
	settingsFor: () => [],
	banner: () => null,
	besideDiagnosis: () => null,
	openToAll: [],
	inBackground: () => [],
	commandWords: async () => (await import('./words/commands.ts')).commandWords
};
