import KeyRound from '@lucide/svelte/icons/key-round';
import Zap from '@lucide/svelte/icons/zap';
import type { SettingsPart } from '#pages/module.ts';
import { t } from '#modules/visits/words/index.ts';

/** The settings of teams. */
export const settingsPart: SettingsPart = {
	intro: null,
	rows: [
		{ href: '/installningar/driftstopp', icon: Zap, text: t.outageSettings.part },
		{ href: '/installningar/nyckelvisningar', icon: KeyRound, text: t.keys.log.part }
	]
};
