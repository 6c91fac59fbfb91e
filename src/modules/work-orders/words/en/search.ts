import type { searchTexts as sv } from '../sv/search.ts';

const hits = (count: number) => (count === 1 ? '1 order' : `${count} orders`);

/** English texts for search, lists and navigation. */
export const searchTexts: typeof sv = {
	search: {
		title: 'Search work orders',
		words: 'Search',
		more: (count) => (count === 0 ? 'More choices' : `More choices (${count})`),
		fewer: 'Fewer choices',
		show: (count) => `Show ${hits(count)}`,
		clear: 'Clear',
		chosen: 'You search by',
		remove: (field, value) => `Remove ${field} ${value}`,
		fields: {
			text: 'Any words',
			bundle: 'Bundle number',
			number: 'Work order number',
			object: 'Object number',
			address: 'Address',
			area: 'Area',
			administrativeArea: 'Administrative area',
			phrase: 'Phrase',
			contractor: 'Contractor',
			type: 'Type',
			priority: 'Priority',
			status: 'Status',
			list: 'List',
			orderedFrom: 'Ordered from',
			orderedTo: 'Ordered to',
			registeredFrom: 'Registered from',
			registeredTo: 'Registered to',
			plannedFrom: 'Planned from',
			plannedTo: 'Planned to'
		},
		any: 'All',
		period: 'Ordered',
		periods: {
			any: 'All',
			today: 'Today',
			week: 'Last 7 days',
			month: 'Last 30 days',
			year: 'This year',
			own: 'Own dates'
		},
		lists: {
			new: 'New',
			ongoing: 'Ongoing',
			done: 'Done in the last 30 days',
			overview: 'All in the overview'
		},
		sort: 'Sort by',
		order: 'Order',
		orders: { rising: 'Rising', falling: 'Falling' },
		sorts: {
			work: 'Urgent first',
			number: 'Work order number',
			ordered: 'Ordered',
			registered: 'Registered',
			planned: 'Planned',
			address: 'Address',
			object: 'Object number',
			area: 'Area',
			administrativeArea: 'Administrative area',
			phrase: 'Phrase',
			tenant: 'Tenant',
			type: 'Type',
			priority: 'Priority',
			status: 'Status',
			contractor: 'Contractor',
			orderer: 'Orderer',
			bundle: 'Bundle number'
		},
		sortedForWork: 'Urgent first, then the latest',
		sortedForDone: 'Last done first',
		sortedBy: (field, order) => `Sorted by ${field.toLowerCase()}, ${order.toLowerCase()}`
	},
	list: {
		columns: {
			number: 'AO number',
			phrase: 'What',
			address: 'Address',
			priority: 'Priority',
			ordered: 'Ordered',
			planned: 'Planned',
			contractor: 'Contractor',
			status: 'Status'
		},
		total: 'Total',
		overviewOf: (status, type, count) => `${status}, ${type}: ${count}`,
		showOverview: 'Overview',
		object: (number) => `Object ${number}`,
		orderedBy: (day, name) => (name ? `Ordered ${day} by ${name}` : `Ordered ${day}`),
		planned: (day, window) => (window ? `Planned ${day} ${window}` : `Planned ${day}`),
		soon: { today: 'today', tomorrow: 'tomorrow' },
		waitsFor: (numbers) => `Waits for ${numbers.map((number) => `AO ${number}`).join(', ')}`,
		openQuestion: 'Open question',
		openTrip: 'Wasted trip without answer',
		place: (place, of) => `${place} of ${of}`,
		wholeBundle: (number) => `Show the whole bundle ${number}`,
		bundleTitle: (number) => `Bundle ${number}`,
		bundleCount: (count) => (count === 1 ? '1 work order' : `${count} work orders, in the order they are to be done`),
		bundleMissing: 'The bundle is not on the device. It may belong to another contractor, or not have arrived yet.'
	},
	olderOrders: {
		search: 'Search older ones on the server too',
		help: (days) => `This device has orders of the last ${days} days and all that are open.`,
		offline: 'Searching older orders needs a connection.',
		found: (count) => (count === 1 ? 'The server found 1 order.' : `The server found ${count} orders.`),
		failed: 'The server did not answer. Try again.'
	}
};
