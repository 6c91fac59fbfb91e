import type { outageSheetTexts as swedish } from '../sv/outage-sheets.ts';

/** English texts for the papers and settings of outages. */
export const outageSheetTexts: typeof swedish = {
	outageReport: {
		title: 'Report of an outage',
		running: 'lasts',
		print: 'Print',
		saveCsv: 'Save table (CSV)',
		savePage: 'Save report (HTML)',
		back: 'The outage',
		incomplete: 'The plans of the whole outage are no longer on this device. The report shows what there is.',
		withoutLog: 'What only the server knows of destroyed copies is missing: it cannot be reached now.',
		unknown: 'This device does not know the outage.',
		facts: {
			team: 'Team',
			organisation: 'Organisation',
			from: 'Began',
			until: 'Ended',
			length: 'Lasted',
			cause: 'Cause',
			solved: 'How it was solved',
			coordinator: 'Coordinator',
			visits: 'Visits during the outage',
			made: 'Made and registered',
			missed: 'Missed or not registered',
			late: 'Late',
			afterwards: 'Registered afterwards',
			conflicts: 'To decide',
			unticked: 'Not ticked off on the checklist',
			copiesLeft: 'Copies not destroyed',
			made_at: 'Report made'
		},
		length: (minutes) => (minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`),
		sections: {
			missed: 'Missed and unregistered visits',
			late: 'Late visits',
			afterwards: 'Registered afterwards',
			conflicts: 'Left to decide',
			checklist: 'Checklist',
			copies: 'Copies',
			timeline: 'Timeline'
		},
		columns: {
			day: 'Day',
			time: 'Time',
			recipient: 'Recipient',
			carer: 'Carer',
			why: 'What',
			minutes: 'Delay',
			registered: 'Registered',
			by: 'By',
			way: 'How',
			what: 'What',
			done: 'Done',
			number: 'Number',
			holder: 'Is with',
			state: 'State',
			at: 'When',
			event: 'Event',
			words: 'Text'
		},
		whys: {
			unregistered: 'not registered',
			'one-of-two': 'registered by one of two',
			refused: 'declined',
			'not-home': 'not at home',
			'wasted-trip': 'wasted trip'
		},
		ways: { visit: 'at the visit', afterwards: 'afterwards in the app', paper: 'from paper' },
		late: (minutes) => `${minutes} min`,
		conflict: 'two have changed it apart',
		destroyed: (time) => `destroyed ${time}`,
		left: 'not destroyed',
		notDone: 'not ticked off',
		nothing: 'Nothing.',
		file: (day) => `${day} Outage`
	},
	outageSheet: {
		title: 'Outage routine',
		link: 'Routine for the wall',
		linkHelp: 'The routine with your numbers, as an A4 sheet. It has to be known, and on paper at the workplace.',
		show: 'Show the routine',
		print: 'Print the routine',
		of: (team, organisation) => [team, organisation].filter(Boolean).join(' · '),
		intro: 'An outage is when nobody gets into the planning, or when computers or phones do not work.',
		numbers: 'Call',
		first: 'First',
		firstSteps: [
			'Try another computer or phone.',
			'Try whether other pages on the internet work, for example sr.se.',
			'Open Status in Avbrottsfri. The page works without a network and says what is wrong.'
		],
		cases: [
			{
				title: 'No network',
				steps: [
					'Report to the IT service.',
					'Go on working in the app. Everything is saved on the device.',
					'Exchange plans with each other: Status, Exchange plans without a network.'
				]
			},
			{
				title: 'The network works, but not Avbrottsfri',
				steps: ['Report to the supplier.', 'Go on working in the app, and exchange plans with each other.']
			},
			{
				title: 'Only you cannot get in',
				steps: ['Sign in again, or ask the administrator for help.', 'Ask a colleague to show or print your list.']
			},
			{
				title: 'The phones do not work',
				steps: [
					'Report at once from a phone that works.',
					'Print client lists for each carer and day.',
					'Register the visits afterwards, with documentation.'
				]
			},
			{
				title: 'Neither computers nor phones for a longer time',
				steps: [
					'Name a coordinator. Get the copies out.',
					'Print the present week.',
					'Go through the lists together and adjust what has changed.',
					'Share out visits that nobody has.'
				]
			}
		],
		copies: 'Here the copies lie',
		copiesUnknown: 'Not said. Write here:',
		daily: 'Every day',
		dailySteps: [
			'Copies are written by themselves: 14 days back and 3 ahead.',
			'Whoever leaves last prints or packs tomorrow’s lists.'
		],
		after: 'Afterwards',
		afterSteps: [
			'Register all visits.',
			'Decide what two have changed.',
			'Destroy papers and files, and tick the numbers off.',
			'End the outage. Its report is the ground for the deviation report.'
		],
		code: 'The code opens Status in the app. It holds the address alone.',
		printed: (day) => `Printed ${day}. Print it again when something changes.`,
		keep: 'Everybody has to know the routine, and it has to be on paper at the workplace.'
	},
	outageSettings: {
		part: ['Outages', 'Numbers to call, where copies lie, checklist'],
		title: 'Outages',
		intro:
			'What stands here is on every device of the team, also without a network and without signing in, and on the routine for the wall.',
		noTeam: 'You belong to no team.',
		numbers: 'Numbers to call',
		about: 'About',
		name: 'Name',
		nameHint: 'Leave empty where it is enough to say what it is about.',
		number: 'Number',
		addNumber: 'Add number',
		removeNumber: (number) => `Remove the number ${number}`,
		badNumber: 'Write a number with digits, for example 0980-31 92 04.',
		copies: 'Copies',
		copiesAt: 'Where do the copies lie?',
		copiesAtHint:
			'For example: the folder Copies on the shared disk, and the stick in the key cupboard. Never write passwords here.',
		checklist: 'Checklist',
		checklistHint: 'One item a line. Empty gives the routine’s own list.',
		own: 'Own checklist',
		remind: 'Reminder',
		remindFrom: 'Remind planners to print tomorrow from',
		remindHint: 'Empty gives no reminder.',
		act: 'Change numbers and checklist for outages',
		saved: 'Saved on the server',
		waits: 'Saved here, waits to be sent',
		changed: 'Somebody else has changed it since you began. Reload to see the change; what you have written goes away.',
		reload: 'Reload',
		refused: 'The server said no. Somebody else was first, or you may not change it.'
	}
};
