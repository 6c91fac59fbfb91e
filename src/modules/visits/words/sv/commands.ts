/** Svenska namn på det som skickas till servern, och skäl till att den sade nej, där ingen sida redan har dem. */
export const commandTexts = {
	commands: {
		copyMade: 'Utskriven eller sparad kopia',
		copyDestroyed: 'Förstörd kopia',
		broughtAgain: 'Uppgifter om teamet som servern hade förlorat',
		refused: {
			malformed: 'Uppgifterna hade fel form.',
			forbidden: 'Du har inte rätt att göra det i det här laget.',
			'already-there': 'Kopian är redan antecknad.',
			'unknown-copy': 'Kopian är inte känd.',
			'not-recovering': 'Servern tar inte längre emot det som den förlorade.',
			'too-many': 'Det var mer än ett team kan ha.'
		}
	}
};
