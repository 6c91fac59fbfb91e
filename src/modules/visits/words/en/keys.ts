import type { keyTexts as sv } from '../sv/keys.ts';

/** English texts for keys and door codes. */
export const keyTexts: typeof sv = {
	keys: {
		title: 'Key and code',
		titleOf: (name) => `Key and code: ${name}`,
		show: 'Show key and code',
		showShort: 'Show key',
		showFor: (name) => `Show key and code: ${name}`,
		write: 'Change key and code',
		remove: 'Remove key and code',
		whose: 'Whose',
		loading: 'Fetching …',
		parts: {
			keyNumber: 'Key number',
			keyPlace: 'The key is at',
			doorCode: 'Door code',
			alarmCode: 'Alarm code',
			instruction: 'What to do'
		},
		choose: {
			title: 'Choose a key code',
			help: 'Keys and door codes are locked with six digits that you choose for this device alone. The code is kept nowhere else: if you forget it, you choose another.',
			code: 'Key code, six digits',
			again: 'Write the code once more',
			password: 'Your password',
			passwordHelp: 'So that nobody who finds the device can choose a code of their own.',
			act: 'Save the code',
			new: 'Forgotten code',
			sixDigits: 'The code has six digits.',
			tooSimple: 'Choose a code that is harder to guess.',
			notSame: 'The codes differ.',
			problems: {
				offline: 'The first time needs the server. Try again when there is a network.',
				'wrong-password': 'Wrong password.',
				'too-many-tries': 'Too many tries. Wait for a quarter of an hour.',
				other: 'The code could not be saved. Try again.'
			}
		},
		ask: {
			code: 'Your key code',
			reason: 'Why do you need to see it?',
			reasonHint: 'At least 10 characters. The reason stands in the log.',
			needed: {
				'no-visit': 'It is for no visit just now, so a reason is needed.',
				'not-own': 'The visit is not yours, so a reason is needed.',
				'outside-time': 'The visit is more than an hour away, so a reason is needed.'
			},
			usual: [
				'Alarm or urgent visit',
				'Standing in for a colleague',
				'The visit has been moved',
				'Checking what is written'
			],
			act: 'Show for 30 seconds',
			logged: 'Each look is logged with your name and the time.',
			reasonTooShort: 'Write a reason of at least 10 characters.',
			reasonHoldsCode: 'Write no code in the reason.',
			wrong: (left) =>
				left === 1 ? 'Wrong code. One try left, then the keys are erased.' : `Wrong code. ${left} tries left.`,
			destroyed: 'Wrong code for the tenth time: the keys are erased from this device. Choose a new key code online.',
			unreadable: 'What is on this device could not be read. Connect to the network and try again.'
		},
		shown: {
			hides: (seconds) => `Hides in ${seconds} s`,
			hide: 'Hide now'
		},
		missing: {
			noPlan: (name) => `No key and no code is written for ${name}. Planners write it under Team.`,
			offline: (name) =>
				`This device has no key for ${name}. It is fetched for your visits a day ahead, which needs a network.`,
			notNeeded: (name) =>
				`Keys are handed out a day before the visit and removed twelve hours after it. This device has none for ${name} now.`,
			call: 'Call instead:'
		},
		plan: {
			exists: (when, who) => (who ? `There is one, changed ${when} by ${who}.` : `There is one, changed ${when}.`),
			none: 'No key and no code is written.',
			waits: 'A change waits to be sent.',
			replaces: 'What you write replaces all there was. It is locked on this device before it is sent.',
			onlyHere: 'Codes are written here and nowhere else.',
			empty: 'Fill in at least one field.',
			tooLong: 'Something is too long.',
			notYet: 'Connect to the server once first, so that this device gets what it locks with.',
			removeSure: 'Remove everything about key and code?'
		},
		refused: {
			'changed-meanwhile': 'Somebody else changed key and code first. Look at what holds, then write again.',
			'unknown-recipient': 'The care recipient is no longer in the team.',
			forbidden: 'Only planners of the team change key and code.',
			other: 'The change of key and code could not be taken. Write it again.'
		},
		log: {
			title: 'Looks at keys',
			part: ['Looks at keys', 'Who has seen keys and door codes, when and why'],
			intro: 'Who has seen keys and door codes, when and why. What needed a reason comes first.',
			none: 'Nobody has seen any key or code.',
			noneFound: 'No looks with this choice.',
			recipient: 'Care recipient',
			person: 'Carer',
			everybody: 'All',
			when: 'When',
			reason: 'Reason',
			device: 'Device',
			unknown: 'Unknown care recipient',
			own: 'Own visit',
			unusual: {
				'no-visit': 'Without a visit',
				'not-own': 'Not own visit',
				'outside-time': 'Outside the time'
			},
			late: (when) => `came in ${when}`,
			noReason: 'no reason',
			handed: 'Handed to devices',
			handedHelp:
				'Keys and codes that lay locked on a device, also when nobody opened them. Look here when a device is lost.',
			noneHanded: 'No device has been handed any key or code.',
			heldUntil: (when) => `is there until ${when}`,
			wasHeldUntil: (when) => `was there until ${when}`,
			moreHanded: 'Older handovers are not shown. Choose a care recipient or a carer.',
			more: (count) => `${count} older looks are not shown. Choose a care recipient or a carer.`
		}
	}
};
