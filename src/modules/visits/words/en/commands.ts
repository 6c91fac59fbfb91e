import type { commandTexts as swedish } from '../sv/commands.ts';

/** English names of what is sent to the server, and reasons why it said no, where no page has them already. */
export const commandTexts: typeof swedish = {
	commands: {
		copyMade: 'Printed or saved copy',
		copyDestroyed: 'Destroyed copy',
		broughtAgain: 'Details of the team that the server had lost',
		refused: {
			malformed: 'The details had the wrong form.',
			forbidden: 'You may not do that in this team.',
			'already-there': 'The copy is noted already.',
			'unknown-copy': 'The copy is not known.',
			'not-recovering': 'The server no longer takes what it had lost.',
			'too-many': 'It was more than a team can have.'
		}
	}
};
