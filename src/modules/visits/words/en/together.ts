const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
const day = (date: string) => DAY.format(new Date(date));
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const has = (names: readonly string[]) => (names.length === 1 ? 'has' : 'have');
const is = (names: readonly string[]) => (names.length === 1 ? 'is' : 'are');

/** English texts for those who plan at the same time, for days far away, and for what is looked through after an outage. */
export const togetherTexts = {
	together: {
		here: (names: readonly string[]) => `Here now: ${list.format(names)}`,
		open: (names: readonly string[]) => `${list.format(names)} ${has(names)} it open`,
		moving: (names: readonly string[]) => `${list.format(names)} ${is(names)} moving it now`
	},
	farDay: {
		notHeld: 'The day is not on this device',
		held: (from: string, to: string) =>
			`Without network this device has ${day(from)} to ${day(to)}. The day is fetched when the network is back.`,
		coming: 'The day is fetched from the server …',
		failed: 'The day could not be fetched.',
		again: 'Try again',
		toToday: 'To today',
		weekNotHeld: (days: readonly string[]) => `${list.format(days)} ${is(days)} not on this device`,
		weekComing: 'The week is fetched from the server …',
		toThisWeek: 'To this week',
		goTo: 'Go to day'
	},
	sheetPictures: {
		title: (count: number) => (count === 1 ? '1 picture of a paper' : `${count} pictures of papers`),
		of: (copy: string, page: number, pages: number) => `Copy ${copy}, page ${page} of ${pages}`,
		handedIn: (name: string, time: string) => [name, time].filter(Boolean).join(', '),
		removed: (on: string) => `The picture was removed on ${day(on)}: it had been kept for as long as it should.`,
		notFetched: 'The picture could not be fetched.',
		act: 'Picture of a paper',
		refused: 'The server did not take the picture. It is still on this device.',
		picture: 'picture',
		byHand:
			'Only the code could be read. This is the day of the paper: register by hand, or take a picture of the whole page.',
		states: {
			waiting: 'waits for the network',
			arrived: 'with the planners',
			refused: 'was not taken',
			dismiss: 'Keep it here only'
		}
	},
	afterOutage: {
		title: 'After the outage',
		link: 'Look through after the outage',
		linkHelp: 'What changed and by whom, what is to be decided, visits without registration, and copies to destroy.',
		nextStep: 'Next: register, decide and destroy what is left. The report is filled in by itself.',
		toReport: 'To the finished report',
		ofOutage: (from: string, to: string) => `Outage ${from} – ${to}`,
		goesOn: (from: string) => `Outage since ${from}`,
		sinceAway: (from: string) => `Since this device lost the network ${from}`,
		choose: 'Which outage',
		none: 'No outage to look through.',
		noneHelp: 'When an outage has ended, or this device has been without network, this page says what happened.',
		incomplete: 'The outage is so old that not all of its days are on the device. This is not everything.',
		waits: 'This device is without network. What others did without network comes along when everybody is back.',
		counts: {
			flags: 'to decide',
			unregistered: 'visits without registration',
			copies: 'copies left',
			afterwards: 'registered afterwards',
			changes: 'changes'
		},
		allDone: 'Everything is seen to.',
		flags: 'To decide',
		noFlags: 'No changes are in each other’s way.',
		unregistered: 'Visits without registration',
		noUnregistered: 'All visits that are over are registered.',
		unregisteredDay: (count: number) => (count === 1 ? '1 visit' : `${count} visits`),
		register: 'Register',
		afterwards: 'Registered afterwards',
		noAfterwards: 'Nothing was registered afterwards.',
		paper: 'from paper',
		later: 'in the app',
		copies: 'Copies to destroy',
		noCopies: 'No copies of the outage are left.',
		copiesOf: 'Copies are followed only for outages that were started in the app.',
		changes: 'What changed, and by whom',
		noChanges: 'Nothing changed in the plan.',
		by: (name: string, count: number) => `${name} (${count})`,
		source: 'The planning system',
		unknown: 'Unknown',
		more: (count: number) => `Show ${count} more`,
		report: 'The report',
		seen: 'I have looked through it',
		offer: 'The network is back.',
		offerText: (flags: number, changes: number) =>
			[flags > 0 ? `${flags} to decide` : '', changes === 1 ? '1 change by others' : `${changes} changes by others`]
				.filter(Boolean)
				.join(', '),
		offerOpen: 'Look through',
		offerClose: 'Not now',
		fields: {
			start: 'time',
			length: 'length',
			a: 'carer',
			b: 'second carer',
			cancel: 'cancelled',
			pin: 'pinned',
			kind: 'kind',
			double: 'two carers',
			window: 'time window',
			address: 'address',
			key: 'key',
			secondRecipient: 'together with'
		},
		otherField: 'particulars of the visit',
		added: 'new visit',
		registered: (outcome: string) => `registered: ${outcome}`,
		awayFrom: 'absence',
		changed: (field: string, from: string, to: string) => `${field}: ${from} → ${to}`,
		notShown: 'not shown, another change holds'
	}
};
