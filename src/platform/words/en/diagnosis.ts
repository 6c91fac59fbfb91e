import type { diagnosisTexts as swedish } from '../sv/diagnosis.ts';

/** English texts for the diagnosis under Driftläge. */
export const diagnosisTexts: typeof swedish = {
	outage: {
		title: 'Status',
		works: 'Works without the server',
		worksList: [
			'Opening, searching and reading work orders that are on the device',
			'Accepting, noting, marking done, writing Work done and taking pictures',
			'Turning the phone off: everything stays'
		],
		waits: 'Waits for the server',
		waitsList: ['SMS to the tenant and mail to the orderer', 'New work orders', 'Signing in on a new device']
	},
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
	}
};
