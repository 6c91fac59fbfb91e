const hits = (count: number) => (count === 1 ? '1 träff' : `${count} träffar`);

/** Svenska texter för sökning, listor och navigering. Namnen på fält är samma som i sökningen. */
export const searchTexts = {
	search: {
		title: 'Sök arbetsorder',
		words: 'Sök',
		more: (count: number) => (count === 0 ? 'Fler val' : `Fler val (${count})`),
		fewer: 'Färre val',
		show: (count: number) => `Visa ${hits(count)}`,
		clear: 'Rensa',
		chosen: 'Du söker på',
		remove: (field: string, value: string) => `Ta bort ${field} ${value}`,
		fields: {
			text: 'Fritext',
			bundle: 'Buntnummer',
			number: 'Arbetsordernummer',
			object: 'Objektnummer',
			address: 'Adress',
			area: 'Område',
			administrativeArea: 'Förvaltningsområde',
			phrase: 'Fras',
			contractor: 'Utförare',
			type: 'Typ',
			priority: 'Prio',
			status: 'Status',
			list: 'Lista',
			orderedFrom: 'Beställd från',
			orderedTo: 'Beställd till',
			registeredFrom: 'Registrerad från',
			registeredTo: 'Registrerad till',
			plannedFrom: 'Planerad från',
			plannedTo: 'Planerad till'
		},
		any: 'Alla',
		period: 'Beställd',
		periods: {
			any: 'Alla',
			today: 'I dag',
			week: 'Senaste 7 dagarna',
			month: 'Senaste 30 dagarna',
			year: 'I år',
			own: 'Egna datum'
		},
		lists: {
			new: 'Nya',
			ongoing: 'Pågående',
			done: 'Utförda senaste 30 dagarna',
			overview: 'Alla i översikten'
		},
		sort: 'Sortera',
		order: 'Ordning',
		orders: { rising: 'Stigande', falling: 'Fallande' },
		sorts: {
			work: 'Akuta först',
			number: 'Arbetsordernummer',
			ordered: 'Beställd',
			registered: 'Registrerad',
			planned: 'Planerad',
			address: 'Adress',
			object: 'Objektnummer',
			area: 'Område',
			administrativeArea: 'Förvaltningsområde',
			phrase: 'Fras',
			tenant: 'Hyresgäst',
			type: 'Typ',
			priority: 'Prio',
			status: 'Status',
			contractor: 'Utförare',
			orderer: 'Beställare',
			bundle: 'Buntnummer'
		},
		sortedForWork: 'Akuta först, sedan senast beställda',
		sortedForDone: 'Senast utförda först',
		sortedBy: (field: string, order: string) => `Sorterat på ${field.toLowerCase()}, ${order.toLowerCase()}`
	},
	list: {
		columns: {
			number: 'AO-nr',
			phrase: 'Vad',
			address: 'Adress',
			priority: 'Prio',
			ordered: 'Beställd',
			planned: 'Planerad',
			contractor: 'Utförare',
			status: 'Status'
		},
		total: 'Totalt',
		overviewOf: (status: string, type: string, count: number) => `${status}, ${type}: ${count}`,
		showOverview: 'Översikt',
		object: (number: string) => `Objekt ${number}`,
		orderedBy: (day: string, name: string) => (name ? `Beställd ${day} av ${name}` : `Beställd ${day}`),
		planned: (day: string, window: string) => (window ? `Planerad ${day} ${window}` : `Planerad ${day}`),
		soon: { today: 'i dag', tomorrow: 'i morgon' },
		waitsFor: (numbers: readonly number[]) => `Väntar på ${numbers.map((number) => `AO ${number}`).join(', ')}`,
		openQuestion: 'Obesvarad fråga',
		openTrip: 'Bomkörning utan svar',
		place: (place: number, of: number) => `${place} av ${of}`,
		wholeBundle: (number: string) => `Visa hela bunten ${number}`,
		bundleTitle: (number: string) => `Bunt ${number}`,
		bundleCount: (count: number) =>
			count === 1 ? '1 arbetsorder' : `${count} arbetsorder, i den ordning de ska göras`,
		bundleMissing: 'Bunten finns inte på enheten. Den kan höra till en annan utförare, eller inte ha hunnit hit än.'
	},
	olderOrders: {
		search: 'Sök även äldre på servern',
		help: (days: number) => `Enheten har order från de senaste ${days} dagarna och allt som är öppet.`,
		offline: 'Sökning bland äldre order kräver anslutning.',
		found: (count: number) => (count === 1 ? 'Servern hittade 1 order.' : `Servern hittade ${count} order.`),
		failed: 'Servern svarade inte. Försök igen.'
	}
};
