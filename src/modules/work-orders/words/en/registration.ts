import type { registrationTexts as swedish } from '../sv/registration.ts';

/** English texts for registering work orders. */
export const registrationTexts: typeof swedish = {
	registration: {
		title: 'Register work orders',
		intro: 'One or several orders for the same object. Several become a bundle.',
		notAllowed: 'The landlord does not let contractors register orders.',
		objectNumber: 'Object number',
		objectHint: 'Choose a known object, and address and tenant are filled in.',
		address: 'Address',
		postalCode: 'Postal code',
		city: 'City',
		area: 'Area',
		administrativeArea: 'Administrative area',
		tenantHint: 'Leave the name empty when the object is vacant.',
		reporter: 'Reported by (if somebody else)',
		roomCode: 'Room code',
		use: 'Number to use',
		uses: { none: 'None chosen', homePhone: 'Home', workPhone: 'Work', otherPhone: 'Other/SMS' },
		masterKey: 'Entry with master key',
		masterKeys: { unknown: 'Not known', yes: 'Yes', no: 'No' },
		order: (index) => `Order ${index}`,
		contractor: 'Contractor',
		choose: 'Choose …',
		phraseHint: 'In short what it is about, for example Leak under the sink.',
		replaceWith: 'Replace with (when a unit is replaced)',
		waitsFor: (what) => `Waits for ${what}`,
		add: 'Add an order',
		remove: 'Remove the order',
		submit: (count) => (count === 1 ? 'Register order' : `Register ${count} orders`),
		open: 'There are open orders on the object already:',
		errors: {
			contractor: 'Choose a contractor.',
			address: 'Write the address.',
			number: 'Write the object number.',
			phrase: 'Write in short what it is about.',
			malformed: 'A field has the wrong form or is too long.'
		},
		clear: 'Empty the form',
		kept: 'What you fill in is kept on this device until you register.'
	},
	settings: {
		title: 'Settings for work orders',
		intro: 'For all contractors. Changes reach the devices when they are online.',
		phrases: 'Phrases for notes',
		phrasesHint: 'One phrase a line, in the order they are shown.',
		register: 'Registering',
		contractorsMayRegister: 'Contractors may register orders for themselves',
		sms: 'SMS to the tenant',
		smsHint: 'The words {adress}, {ao}, {dag} and {tid} are filled in.',
		occasions: {
			done: 'When the work is done',
			planned: 'When a time is booked',
			unplanned: 'When a time is called off',
			'wasted-trip': 'At a wasted trip'
		},
		example: 'It will read:',
		segments: (count) => `${count} SMS`,
		saved: 'The settings are saved.',
		waits: 'The change waits to be sent.',
		changed: 'Somebody else has changed the settings. What you have written is still here.',
		reload: 'Fetch the new ones',
		onlyAdministrators: 'Only the landlord’s administrators can change the settings.'
	},
	importing: {
		title: 'Read in orders from a file',
		intro:
			'A CSV file from a spreadsheet, one order a row. The file is tried first, nothing is written before you confirm.',
		landlordOnly: 'Only the landlord reads in orders from a file.',
		link: 'Read in from a file',
		choose: 'Choose file',
		offline: 'Reading in needs a connection to the server.',
		failed: 'The file could not be read in. It may have 2 MB at most.',
		preview: (name) => `Preview of ${name}`,
		result: (name) => `Read in: ${name}`,
		allGood: 'Every row can be read in.',
		someBad: 'Faulty rows are left out. Correct the file and read it in again: only the corrected ones are added.',
		submit: 'Read in',
		columns: 'Columns that are needed: Utförare, Typ, Objektnummer and Adress, and either AO-nr or Externt id.'
	}
};
