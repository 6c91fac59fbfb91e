import Building2 from '@lucide/svelte/icons/building-2';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import KeyRound from '@lucide/svelte/icons/key-round';
import Mail from '@lucide/svelte/icons/mail';
import Users from '@lucide/svelte/icons/users';
import type { SettingsPart } from '#pages/module.ts';
import { t } from '#modules/work-orders/words/office.ts';

const { parts } = t.administration;

/** The settings of work orders. */
export const settingsPart: SettingsPart = {
	intro: t.administration.intro,
	rows: [
		{ href: '/installningar/utforare', icon: Building2, text: parts.contractors },
		{ href: '/installningar/bestallare', icon: Users, text: parts.orderers },
		{ href: '/installningar/arbetsorder', icon: ClipboardList, text: parts.orders },
		{ href: '/installningar/api-nycklar', icon: KeyRound, text: parts.keys },
		{ href: '/installningar/utskick', icon: Mail, text: parts.outgoing }
	]
};
