import type { outageTexts as swedish } from '../sv/outage.ts';

/** English texts for the status page and outages. */
const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const outageTexts: typeof swedish = {
	diagnosis: {
		title: 'What is wrong?',
		checkNow: 'Check now',
		asked: (age) => `checked ${age}`,
		said: (age) => `answered ${age}`,
		now: 'just now',
		secondsAgo: (count) => `${count} s ago`,
		minutesAgo: (count) => `${count} min ago`,
		hoursAgo: (count) => `${count} h ago`,
		notAsked: 'not checked yet',
		faults: {
			checking: 'Checking what works …',
			none: 'Everything works from here',
			'no-network': 'This device has no network',
			captive: 'Somebody else answers in the server’s place',
			unreachable: 'The server does not answer',
			server: 'The network works, but not Avbrottsfri’s server',
			'this-device': 'The fault is in this device',
			'cannot-store': 'The server answers, but cannot save',
			account: 'The server answers, but does not let you in',
			line: 'The server answers, but plans are not updated'
		},
		steps: {
			checking: [],
			none: ['Does it still not work for somebody else? Ask them to open this page on their own device.'],
			'no-network': [
				'Check that wifi or mobile data is on, and flight mode off.',
				'Try another phone or computer. If none works, it is the network: report it.',
				'Go on working here. Everything is saved on the device, and you can exchange plans without a network.'
			],
			captive: [
				'Open the browser and sign in to the network that you are on, or change to mobile data.',
				'Go on working here. Everything is saved on the device.'
			],
			unreachable: [
				'Answer the questions below: they tell whether it is the network or the server.',
				'Go on working here. Everything is saved on the device.'
			],
			server: [
				'Report the server.',
				'Does it take long? Begin an outage so that everybody knows, and print what is needed.',
				'Go on working here. Exchange plans with each other without a network.'
			],
			'this-device': [
				'Work on the device that works.',
				'Restart this device. What you have done stays.',
				'If that does not help: report it.'
			],
			'cannot-store': [
				'Report the server.',
				'Go on working here. Everything stays on the device until the server can save.'
			],
			account: [
				'Sign in again.',
				'Not possible? Ask the administrator for a new start password.',
				'Today’s plan is on a colleague’s device and among the copies.'
			],
			line: [
				'Change network, for example from wifi to mobile data: the one you are on may block the direct line.',
				'Visits are saved on the device until the line is open again.'
			]
		},
		parts: {
			network: 'Network on the device',
			server: 'Avbrottsfri’s server',
			account: 'Your sign-in',
			line: 'The line for plans',
			phones: 'The phones'
		},
		states: {
			network: { yes: 'there', no: 'missing' },
			server: {
				ours: 'answers',
				'cannot-store': 'answers, but cannot save',
				stranger: 'somebody else answers',
				silent: 'does not answer'
			},
			account: { in: 'holds', out: 'does not hold', nobody: 'nobody is signed in here' },
			line: { yes: 'open', no: 'closed' }
		},
		questions: {
			title: 'Help to find the fault',
			otherDevice: 'Does Avbrottsfri work on another computer or phone?',
			otherPages: 'Do other pages on the internet work?',
			otherPagesLink: 'Try sr.se',
			phones: 'Is it possible to call with the work phones?',
			yes: 'Yes',
			no: 'No'
		},
		phonesDown: 'The phones do not work',
		phonesSteps: [
			'It is probably the phone network. Report it at once from a phone that works.',
			'Print a client list for each carer.',
			'Register the visits afterwards, in the app or from paper.'
		],
		call: 'Call',
		callNumber: (name, number) => `Call ${name}, ${number}`,
		allNumbers: 'All numbers',
		noNumbers: 'There are no numbers. The administrator adds them under Settings.',
		signedOut: 'You are not signed in. The numbers are those that this device last knew.',
		signIn: 'Sign in',
		contacts: {
			'it-service': 'IT service',
			supplier: 'The supplier',
			telephony: 'Telephony',
			coordinator: 'Coordinator',
			manager: 'Manager',
			administrator: 'Administrator',
			other: 'Other'
		}
	},
	outageMode: {
		title: 'Outage',
		link: 'Outage',
		linkHelp: 'Coordinator, checklist, who has which copy. Everybody in the team sees the same, also without a server.',
		came: 'The outage is updated',
		none: 'There is no outage.',
		begin: 'Begin outage',
		beginHelp: 'If you begin apart, without contact, it becomes one outage when the devices meet.',
		why: 'What has happened?',
		whyHint: 'For example: Nobody gets into the planning since 06:40.',
		open: 'Open the outage',
		since: (time) => `Outage since ${time}`,
		bannerText: 'The plan can be changed together all the same.',
		shared: (time) => `Last shared state: ${time}.`,
		sharedNever: 'Last shared state: unknown.',
		led: (name) => `Coordinated by ${name}.`,
		bannerOpen: 'Open',
		exchange: 'Exchange',
		print: 'Print',
		begun: (name, time) => `${name} began ${time}`,
		apart: (count) => `${count} have begun it apart. It is one outage.`,
		coordinator: {
			title: 'Coordinator',
			none: 'Nobody is named.',
			name: 'Name',
			phone: 'Phone',
			save: 'Name',
			change: 'Change coordinator',
			by: (name, time) => `named by ${name} ${time}`,
			apart: 'Two were named apart. Choose who coordinates.',
			keep: (name) => `Choose ${name}`
		},
		checklist: {
			title: 'Checklist',
			progress: (done, all) => `${done} of ${all}`,
			items: {
				diagnose: 'Find out what is wrong: try another computer, try other pages',
				report: 'Report to the right number',
				coordinator: 'Name a coordinator',
				tell: 'Call or find everybody who works',
				print: 'Print client lists for each carer and day',
				adjust: 'Go through the plan together and adjust what has changed',
				share: 'Share out visits that nobody has',
				register: 'Register all visits afterwards, with documentation'
			},
			by: (name, time) => `${name} ${time}`
		},
		relay: {
			title: 'Phone list',
			help: 'Carers who work today come first.',
			reached: 'Reached',
			works: 'works today',
			noPhone: 'no number',
			progress: (reached, all) => `${reached} of ${all} reached`,
			mark: (name) => `${name} is reached`,
			unmark: (name) => `${name} is not reached`,
			show: (count) => `Show ${count} more`
		},
		holdings: {
			title: 'Who has what',
			devices: 'Devices',
			devicesHelp: 'So old is what each device knows, as it last said itself.',
			noDevices: 'No device has said anything yet.',
			phone: 'phone',
			computer: 'computer',
			here: 'this one',
			confirmed: (time) => `server ${time}`,
			never: 'server unknown',
			exchanged: (time) => `colleague ${time}`,
			seen: (time) => `heard of ${time}`,
			copies: 'Numbered copies',
			copiesHelp: 'Papers and files made during the outage are numbered and end up here.',
			noCopies: 'No copies were made during the outage.',
			holderLabel: 'Is with',
			save: 'Save',
			destroyed: 'Destroyed',
			destroy: (number) => `Copy ${number} is destroyed`,
			toPrint: 'Print or save copies'
		},
		notes: {
			title: 'Decisions and notes',
			text: 'What was decided, or has happened?',
			decision: 'Save as decision',
			note: 'Save note',
			none: 'Nothing is noted.'
		},
		timeline: {
			title: 'Timeline',
			kinds: {
				started: 'The outage began',
				ended: 'The outage was ended',
				coordinator: 'Coordinator named',
				checked: 'Ticked off',
				unchecked: 'Tick taken back',
				note: 'Note',
				decision: 'Decision',
				reached: 'Reached',
				'not-reached': 'Not reached',
				copy: 'Copy made',
				handed: 'Copy handed over',
				destroyed: 'Copy destroyed'
			}
		},
		end: {
			button: 'End the outage',
			title: 'End the outage?',
			help: 'The report makes itself. What is registered later is in it.',
			unticked: (count) => `${plural(count, 'item', 'items')} of the checklist are not ticked off.`,
			copiesLeft: (count) => `${plural(count, 'copy', 'copies')} are not destroyed.`,
			words: 'How was it solved?',
			submit: 'End'
		},
		earlier: 'Earlier outages',
		report: 'Report',
		reportOf: (from, until) => `${from} – ${until}`,
		remind: {
			text: 'Before the shift is over: print or pack tomorrow’s lists.',
			print: 'Print',
			done: 'Done for today'
		},
		problems: {
			'already-running': 'There is an outage already.',
			'not-running': 'The outage has ended already.',
			'unknown-outage': 'This device does not know the outage.',
			empty: 'Write something first.',
			'too-long': 'The text is too long.',
			'no-change': ''
		}
	}
};
