import type { sv } from '../sv/shared.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** English. */
export const en: typeof sv = {
	common: {
		appName: 'Avbrottsfri',
		skip: 'To the content',
		back: 'Back',
		cancel: 'Cancel',
		save: 'Save',
		close: 'Close',
		you: 'You',
		required: 'required',
		loading: 'Loading …',
		navigation: 'Main menu',
		notFound: 'There is no such page',
		notFoundHelp: 'The address leads nowhere. Go to the start page and search from there.',
		crashed: 'Something went wrong on the page',
		crashedHelp: 'What you have done is still on the device. Reload the page.',
		toStart: 'To the start page',
		reload: 'Reload'
	},
	days: { locale: 'en-GB', today: 'today', yesterday: 'yesterday' },
	menu: {
		account: 'Account & contact details',
		settings: 'Settings',
		signOut: 'Sign out',
		more: 'More',
		signedIn: 'Signed in as'
	},
	excel: {
		save: 'Export to Excel',
		short: 'Excel',
		writing: 'Writing …',
		saved: (name) => `The report ${name} is saved.`,
		failed: 'The report could not be written. Reload the page and try again.'
	},
	nav: { outbox: 'Outbox', outage: 'Status', account: 'Account' },
	saving: {
		label: 'Saving',
		saved: (time) => (time ? `Everything is saved ${time}` : 'Everything is saved'),
		nothingYet: 'Connecting …',
		waiting: (device, count) =>
			`Saved on ${device} – ${plural(count, 'change is', 'changes are')} sent when you are online`,
		sending: (count) => `Sending ${plural(count, 'change', 'changes')} …`,
		offline: (device) => `No contact with the server. Everything is saved on ${device}.`,
		refused: (count) => `Could not be sent: ${plural(count, 'act', 'acts')}.`,
		show: 'Show',
		signedOut: 'You are signed out. What you have done is still on the device.',
		signIn: 'Sign in',
		notKept: (count) =>
			count === 0 ? 'The device cannot save right now' : `${plural(count, 'change', 'changes')} on this page only`,
		phone: 'the phone',
		computer: 'the computer'
	},
	signIn: {
		show: 'Show the password',
		hide: 'Hide the password',
		later: (time: string) => `Too many tries. Try again at ${time}.`,
		outage: 'Does it not work? See the status',
		title: 'Sign in',
		username: 'Organisation number or e-mail',
		usernameHint: 'Ten digits, for example 556016-0680, or your e-mail address',
		password: 'Password',
		submit: 'Sign in',
		busy: 'Signing in …',
		ended: 'You are signed out. What you had not sent is still on the device and is sent when you sign in again.',
		demo: 'Demo accounts',
		demoHelp: 'The installation is filled with examples. Choose an account to try.',
		errors: {
			offline: 'The server does not answer. You can sign in when it is back.',
			'wrong-check-digit': 'The check digit of the organisation number is wrong. Read the number again.',
			'wrong-credentials': 'Wrong user name or password.',
			'too-many-tries': 'Too many tries. Wait a while and try again.',
			'start-password-expired': 'The start password has run out. Ask who invited you for a new one.',
			other: 'Signing in failed. Try again.'
		}
	},
	install: {
		title: 'Install',
		help: 'Put the app on the home screen and it opens at once, offline too.',
		now: 'Install the app',
		later: 'Not now'
	},
	accessibility: { short: 'Accessibility statement' },
	update: { available: 'There is a new version.', now: 'Update now', later: 'Later' }
};
