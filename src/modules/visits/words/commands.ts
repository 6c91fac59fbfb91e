import type { WordsFor } from '#pages/module.ts';
import type { COMMANDS } from '../domain/commands.ts';
import { t } from './index.ts';

const { refused } = t.commands;
const ofKeys = { ...refused, ...t.keys.refused, 'not-opened': t.keys.refused.other };

/** What the commands are called, and why they are refused, in the language in use. */
export const commandWords: WordsFor<typeof COMMANDS> = {
	'team.change': { name: t.careTeam.act, refused: { ...refused, ...t.careTeam.refused } },
	'team.bring-again': { name: t.commands.broughtAgain, refused },
	'outage-settings.change': {
		name: t.outageSettings.act,
		refused: { ...refused, forbidden: t.outageSettings.refused, 'settings-changed': t.outageSettings.refused }
	},
	'copies.made': { name: t.commands.copyMade, refused },
	'copies.destroyed': { name: t.commands.copyDestroyed, refused },
	'sheet-pictures.keep': {
		name: t.sheetPictures.act,
		refused: { ...refused, forbidden: t.sheetPictures.refused, 'file-not-allowed': t.sheetPictures.refused }
	},
	'keys.write': { name: t.keys.write, refused: ofKeys },
	'keys.remove': { name: t.keys.remove, refused: ofKeys },
	'keys.look': { name: t.keys.show, refused: ofKeys }
};
