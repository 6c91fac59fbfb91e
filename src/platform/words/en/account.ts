import type { accountTexts as swedish } from '../sv/account.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** English texts for the account, the first sign-in and the accessibility statement. */
export const accountTexts: typeof swedish = {
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
		installIos: 'On an iPhone: Share icon → Add to Home Screen → Add.',
		keeping: {
			title: 'What is kept here',
			lasting: 'The browser has promised to keep what is saved on the device.',
			fleeting:
				'The browser may clear what is saved on the device when space runs out. Install the app, or ask the browser to keep it.',
			ask: 'Ask the browser to keep it',
			refused: 'The browser promises nothing. Send what you have done before the device lies unused for long.'
		},
		installed: 'The app is installed on this device.'
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
		whenAsked: 'Needed for another e-mail address or password.',
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
	firstSignIn: {
		title: 'Welcome',
		intro: 'Check the contact details and choose a password of your own before you begin.',
		submit: 'Save and continue'
	},
	accessibilityPage: {
		title: 'Accessibility',
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
