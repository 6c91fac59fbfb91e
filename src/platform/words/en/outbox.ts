import type { outboxTexts as swedish } from '../sv/outbox.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** English texts for the outbox, and reasons why the server said no to anything, in whatever module. */
export const outboxTexts: typeof swedish = {
	outbox: {
		waits: 'waiting',
		attention: 'Needs attention',
		carried: {
			title: 'Carried for colleagues',
			intro:
				'Work of others that you have taken without a network. Whoever reaches the server first hands it over, in their name.',
			refused: 'Not taken by the server. Your colleague sees why in their own app.',
			unknownColleague: 'A colleague',
			changes: (count) => plural(count, 'change', 'changes'),
			acts: (count) => plural(count, 'event', 'events'),
			since: (time) => `received ${time}`
		},
		title: 'Outbox',
		intro: 'What was done on this device and the server has not confirmed.',
		empty: 'Everything is saved on the server.',
		waiting: 'Waiting to be sent',
		refused: 'Needs your attention',
		text: 'Changes in text',
		picture: 'Picture or file',
		seen: 'I have seen it',
		texts: (count) => plural(count, 'document with changed text', 'documents with changed text')
	},
	notKept: {
		title: 'The device cannot save right now',
		online: 'What you do is sent to the server at once. Do not close the page before it says that everything is saved.',
		offline:
			'What you do now is on this page only. Do not close it: it is saved once the device can, or sent once the server answers.',
		again: 'Try again',
		copy: 'Copy what is not saved',
		copied: 'Copied. Paste it where it stays.',
		copyFailed: 'It could not be copied'
	},
	lost: {
		title: 'The browser has cleared what the app stored',
		help: (count: number) =>
			`${plural(count, 'change', 'changes')} on this device never reached the server. Do again what you remember. Install the app, and the browser keeps what waits.`,
		seen: 'I have seen it'
	},
	clock: {
		label: 'This device’s clock',
		behind: (much) => `This device’s clock is ${much} behind`,
		ahead: (much) => `This device’s clock is ${much} ahead`,
		help: 'The app goes by the server’s time, so what you do gets the right time. Set the clock when you can.',
		minutes: (count) => plural(count, 'minute', 'minutes'),
		hours: (count) => plural(count, 'hour', 'hours'),
		days: (count) => plural(count, 'day', 'days')
	},
	refused: {
		'unknown-device': 'The device is signed out. Sign in again.',
		'wrong-signature': 'The act could not be verified.',
		'upload-missing': 'The server was restored from a backup and no longer has the picture. Take it again if you can.',
		'unknown-kind': 'The server does not know this act. Update the app.',
		malformed: 'Something was filled in the wrong way.',
		other: 'The server did not take it.',
		by: (text, who) => `${text}: ${who}`
	}
};
