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
		storageFull: 'The device cannot save more. Free some space before you go on.',
		phone: 'the phone',
		computer: 'the computer'
	},
	signIn: {
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
	firstSignIn: {
		title: 'Welcome',
		intro: 'Check the contact details and choose a password of your own before you begin.',
		submit: 'Save and continue'
	},
	contact: {
		title: 'Contact details',
		name: 'Name',
		email: 'E-mail',
		phone: 'Phone',
		mobile: 'Mobile',
		otherPhone: 'Other phone',
		currentPassword: 'Present password',
		newPassword: 'New password',
		newPasswordHint: 'At least 12 characters. A sentence is good.',
		keepPassword: 'Leave it empty to keep your password.',
		saved: 'The contact details are saved.',
		errors: {
			offline: 'The server does not answer. Contact details can only be changed with a connection.',
			malformed: 'Fill in the field in the right form.',
			'password-missing': 'Choose a new password.',
			'too-short': 'The password must have at least 12 characters.',
			'too-long': 'The password may have at most 128 characters.',
			'too-common': 'That password is too common. Choose another.',
			'invisible-ends': 'The password begins or ends with an invisible character. Remove it.',
			'contains-name': 'The password may not contain your name or the company’s.',
			'same-password': 'Choose another password than the one you have.',
			'wrong-password': 'The present password is wrong.',
			other: 'Saving failed. Try again.'
		}
	},
	account: {
		title: 'Account',
		company: 'Company',
		signOut: 'Sign out',
		signOutWaiting: (count) => `${plural(count, 'change is', 'changes are')} not sent`,
		signOutKept:
			'They stay on the device and are sent the next time you sign in here. Nobody else can read them in the app.',
		signOutAnyway: 'Sign out and keep',
		stay: 'Stay',
		devices: 'Signed-in devices',
		thisDevice: 'this device',
		seen: (time) => `last ${time}`,
		revoke: 'Sign the device out',
		devicesOffline: 'The list of devices needs a connection.',
		theme: 'Appearance',
		themes: { system: 'As the system', light: 'Light', dark: 'Dark', sun: 'Bright sun' },
		language: 'Language',
		install: 'Install',
		installHelp: 'Put the app on the home screen and it opens at once, offline too.',
		installNow: 'Install the app',
		installLater: 'Not now',
		installIos: 'On an iPhone: Share icon → Add to Home Screen → Add.',
		installed: 'The app is installed on this device.'
	},
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
	refused: {
		'unknown-device': 'The device is signed out. Sign in again.',
		'wrong-signature': 'The act could not be verified.',
		'upload-missing': 'The server was restored from a backup and no longer has the picture. Take it again if you can.',
		'clock-ahead': 'Clock wrong: this device’s clock is ahead. Set it right.',
		'unknown-kind': 'The server does not know this act. Update the app.',
		malformed: 'Something was filled in the wrong way.',
		other: 'The server did not take it.',
		by: (text, who) => `${text}: ${who}`
	},
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
	update: { available: 'There is a new version.', now: 'Update now', later: 'Later' },
	accessibility: {
		title: 'Accessibility',
		short: 'Accessibility statement',
		text: [
			'Avbrottsfri is meant for everyone. The goal is WCAG 2.2 level AA.',
			'The service partly conforms to the Swedish act on accessibility to digital public services. It was tested with automatic tools and keyboard, but not yet with screen readers on real phones.',
			'Did you meet an obstacle? Tell your organisation’s administrator.',
			'If you are not content with the answer you can report it to Digg.'
		],
		assessed: 'Last assessed 22 November 2026.',
		report: 'Report to Digg'
	}
};
