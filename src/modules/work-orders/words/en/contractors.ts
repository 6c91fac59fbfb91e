import type { contractorTexts as swedish } from '../sv/contractors.ts';

/** English texts for contractors and orderers. */
export const contractorTexts: typeof swedish = {
	contractors: {
		title: 'Contractors',
		add: 'Add a contractor',
		addHelp: 'The contractor gets a mail with a start password and signs in with its organisation number.',
		save: 'Add',
		change: 'Change',
		changeTitle: (name) => `Change ${name}`,
		name: 'Name of the company',
		number: 'Organisation number',
		numberHint: 'Ten digits, for example 556016-0680',
		email: 'E-mail of the company',
		areas: 'Areas',
		areasHint: 'One area a line. Empty means all areas.',
		allAreas: 'All areas',
		people: (count) => (count === 1 ? '1 person' : `${count} people`),
		openOrders: (count) => (count === 1 ? '1 open order' : `${count} open orders`),
		showPeople: 'Show people',
		remove: 'Remove',
		removeTitle: (name) => `Remove ${name}?`,
		removeHelp: 'The company gets no new orders and nobody there can sign in. What has been done stays.',
		removeOpen: (count) =>
			count === 1
				? 'The company has one open order. Give it to another contractor first, or it is left lying.'
				: `The company has ${count} open orders. Give them to another contractor first, or they are left lying.`,
		empty: 'No contractors yet. Add the first.'
	},
	orderersPage: {
		title: 'Orderers',
		intro: 'The landlord’s own people. They see all work orders. Administrators also keep the settings.',
		empty: 'No orderers yet. Invite the first.'
	}
};
