import CalendarDays from '@lucide/svelte/icons/calendar-days';
import type { SessionInfo } from '#core/answers';
import { device } from '#device/device.svelte.ts';
import { pageIsDrawn } from '#device/work.ts';
import type { PagesModule } from '#pages/module.ts';
import { visits } from './module.ts';
import { words } from './words/navigation.ts';

const HOME = { href: '/besok', text: words.visits, icon: CalendarDays };
const KEY_LOG = '/installningar/nyckelvisningar';
const hasTeam = ({ teams }: SessionInfo) => teams.length > 0;
const isPlanner = ({ roles }: SessionInfo) => roles.includes('planner');

// The same function each time: another one would be another banner, taken down and put up again.
const loadBanner = () => import('./pages/outage/OutageBanner.svelte');
const loadBesideDiagnosis = () => import('./pages/outage/BesideDiagnosis.svelte');

/** Whoever has chosen a folder for copies has it kept up to date on every page. */
async function keepFolder(): Promise<() => void> {
	await pageIsDrawn();
	if (device.phase !== 'ready' || !(await device.recall('copies folder'))) return () => undefined;
	const { ownCopies } = await import('./pages/copies/own-copies.svelte.ts');
	await ownCopies.start();
	return () => {
		ownCopies.close();
	};
}

/** Whoever has chosen a key code has the keys of the coming visits at hand, on every page. */
async function holdKeys(): Promise<() => void> {
	await pageIsDrawn();
	const { keepKeys } = await import('./pages/keys/keep-keys.ts');
	return keepKeys();
}

/** Visits, outages, copies and keys on the pages. */
export const visitsOnPages: PagesModule = {
	id: visits.id,
	homeOf: () => HOME.href,
	atDesk: (session) => (hasTeam(session) ? [HOME] : []),
	onPhone: (session) => (hasTeam(session) ? [HOME] : []),
	underMore: () => [],
	isClosedTo: () => false,
	settings: async (session) =>
		hasTeam(session) ? (await import('./pages/outage/settings/settings-part.ts')).settingsPart : null,
	/** Planners follow who has looked at their team's keys. */
	settingsFor: (session) => (isPlanner(session) ? [KEY_LOG] : []),
	banner: (session) => (hasTeam(session) ? loadBanner : null),
	besideDiagnosis: (session) => (session === null || hasTeam(session) ? loadBesideDiagnosis : null),
	openToAll: ['/driftlage/rutin'],
	inBackground: (session) => [...(isPlanner(session) ? [keepFolder] : []), ...(hasTeam(session) ? [holdKeys] : [])],
	commandWords: async () => (await import('./words/commands.ts')).commandWords
};
