/** Svenska texter för utförare och beställare. */
export const contractorTexts = {
	contractors: {
		title: 'Utförare',
		add: 'Lägg till utförare',
		addHelp: 'Utföraren får ett mejl med startlösenord och loggar in med sitt organisationsnummer.',
		save: 'Lägg till',
		change: 'Ändra',
		changeTitle: (name: string) => `Ändra ${name}`,
		name: 'Företagets namn',
		number: 'Organisationsnummer',
		numberHint: 'Tio siffror, till exempel 556016-0680',
		email: 'E-post till företaget',
		areas: 'Områden',
		areasHint: 'Ett område per rad. Tomt betyder alla områden.',
		allAreas: 'Alla områden',
		people: (count: number) => (count === 1 ? '1 medarbetare' : `${count} medarbetare`),
		openOrders: (count: number) => (count === 1 ? '1 öppen order' : `${count} öppna order`),
		showPeople: 'Visa medarbetare',
		remove: 'Ta bort',
		removeTitle: (name: string) => `Ta bort ${name}?`,
		removeHelp: 'Företaget får inga nya order och ingen där kan logga in. Det som är gjort finns kvar.',
		removeOpen: (count: number) =>
			count === 1
				? 'En öppen order ligger hos företaget. Byt utförare på den först, annars blir den liggande.'
				: `${count} öppna order ligger hos företaget. Byt utförare på dem först, annars blir de liggande.`,
		empty: 'Inga utförare ännu. Lägg till den första.'
	},
	orderersPage: {
		title: 'Beställare',
		intro: 'Hyresvärdens egna medarbetare. De ser alla arbetsorder. Administratörer sköter också inställningarna.',
		empty: 'Inga beställare ännu. Bjud in den första.'
	}
};
