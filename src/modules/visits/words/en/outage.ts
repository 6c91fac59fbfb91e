import type { outageTexts as swedish } from '../sv/outage.ts';

/** English texts for the status page and outages. */
const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const outageTexts: typeof swedish = {
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
	},
	broughtAgain: {
		title: (count: number) => `People who came back from devices after the restore (${count})`,
		titleOfRest: (count: number) => `Details that came back from devices after the restore (${count})`,
		help: 'The server was put back from a backup and lacked this. A colleague’s device had it still. See that it is right.',
		from: (who: string, when: string) => `from ${who}, ${when}`,
		unknown: 'unknown',
		carers: 'carer',
		recipients: 'client',
		shifts: 'working hours',
		recurring: 'recurring visit',
		see: 'See them in the team'
	}
};
