/** English texts for visits that several people move at the same time. */
export const moveTexts = {
	meanwhile: {
		you: 'You, on another device,',
		source: 'The planning system',
		somebody: 'Somebody else',
		changed: (who: string, name: string, now: string) =>
			`${who} changed the visit to ${name} while you held it. It now says: ${now}. Your move was not made – drag the visit again if it belongs elsewhere.`
	},
	movedHere: {
		of: (date: string) => ` (from ${date})`,
		show: 'Show that day'
	}
};
