import type { peopleTexts as sv } from '../sv/people.ts';

/** People and administration. */
export const peopleTexts: typeof sv = {
	online: {
		offline: 'This page needs a connection. The list is shown when the server answers.',
		forbidden: 'You may not see this.',
		retry: 'Try again',
		loading: 'Loading …'
	},
	people: {
		title: 'People',
		ownTitle: 'People of the company',
		intro: 'Those who can sign in for the company. All of them see and write in the same work orders.',
		keptBy: 'The company’s own account, the one with the organisation number, invites and removes.',
		none: 'Choose a contractor under Settings to see its people.',
		empty: 'Nobody yet. Invite the first.',
		invite: 'Invite somebody',
		inviteOrderer: 'Invite an orderer',
		inviteHelp: 'The person gets a mail with a start password that holds for seven days.',
		send: 'Invite',
		name: 'Name',
		email: 'E-mail',
		emailHint: 'Also used for signing in, for example nils@firma.se',
		mobile: 'Mobile',
		companyAccount: 'The company’s account',
		administrator: 'Administrator',
		you: 'you',
		states: { active: 'Active', invited: 'Invited', expired: 'The invitation has run out' },
		seen: (time) => `Last signed in ${time}`,
		neverSeen: 'Has not signed in',
		inviteAgain: 'Invite again',
		newPassword: 'New start password',
		newPasswordTitle: (name) => `A new start password for ${name}?`,
		newPasswordHelp:
			'The person is signed out on all devices and chooses a new password at the next sign-in. What has not been sent stays on the device.',
		newPasswordConfirm: 'Give a new start password',
		remove: 'Remove',
		removeTitle: (name) => `Remove ${name}?`,
		removeHelp:
			'The person is signed out at once on all devices and cannot sign in again. What the person has done stays.',
		removed: (name) => `${name} has been removed.`,
		makeAdministrator: 'Make administrator',
		endAdministrator: 'Remove as administrator',
		startTitle: (name) => `Start password for ${name}`,
		startMailed: (email) => `It is also on its way by mail to ${email}.`,
		startNotMailed: 'No mail server is set: hand the password over yourself.',
		startOnce: 'It is shown only now and holds until',
		copy: 'Copy',
		copied: 'Copied',
		copyFailed: 'Mark and copy by hand',
		done: 'Done'
	},
	peopleErrors: {
		offline: 'The server does not answer. Reload the page before you try again, so that it is not done twice.',
		'signed-out': 'You are signed out. Sign in and try again.',
		forbidden: 'You may not do that.',
		'not-found': 'The person or the company is not there any more.',
		'username-taken': 'There is an account with that sign-in already.',
		'contractor-exists': 'That contractor is there already.',
		'wrong-check-digit': 'The check digit is wrong. Read the number again.',
		'not-ten-digits': 'Enter an organisation number of ten digits, for example 556016-0680.',
		'own-account': 'This is your own account. Another administrator can do it.',
		'company-account': 'The company’s own account cannot be removed. Remove the contractor instead.',
		'no-longer-administrator': 'You are not an administrator any more.',
		'too-many-tries': 'Many invitations in a short time. Wait a while and try again.',
		malformed: 'A field is not filled in in the right form.',
		name: 'Enter a name.',
		email: 'Enter an e-mail address, for example nils@firma.se.',
		other: 'It did not work. Try again.'
	},
	administration: {
		title: 'Settings',
		intro: 'For administrators of the landlord.',
		onlyAdministrators:
			'The settings are kept by the organisation’s administrators. Your own account is under Account.',
		toAccount: 'To Account',
		parts: {
			contractors: ['Contractors and areas', 'Add, change and remove contractors'],
			orderers: ['Orderers', 'Invite colleagues and appoint administrators'],
			orders: ['Work orders', 'Phrases, SMS texts and who may register'],
			keys: ['API keys', 'Connect the property system to the work orders'],
			outgoing: ['Outgoing', 'Mail and SMS that wait or did not arrive']
		}
	},
	contractors: {
		title: 'Contractors',
		add: 'Add a contractor',
		addHelp: 'The contractor gets a mail with a start password and signs in with its organisation number.',
		save: 'Add',
		change: 'Change',
		changeTitle: (name) => `Change ${name}`,
		name: 'Name of the company',
		number: 'Organisation number',
		numberHint: 'Ten digits, for example 556016-0680',
		email: 'E-mail of the company',
		areas: 'Areas',
		areasHint: 'One area a line. Empty means all areas.',
		allAreas: 'All areas',
		people: (count) => (count === 1 ? '1 person' : `${count} people`),
		openOrders: (count) => (count === 1 ? '1 open order' : `${count} open orders`),
		showPeople: 'Show people',
		remove: 'Remove',
		removeTitle: (name) => `Remove ${name}?`,
		removeHelp: 'The company gets no new orders and nobody there can sign in. What has been done stays.',
		removeOpen: (count) =>
			count === 1
				? 'The company has one open order. Give it to another contractor first, or it is left lying.'
				: `The company has ${count} open orders. Give them to another contractor first, or they are left lying.`,
		empty: 'No contractors yet. Add the first.'
	},
	orderersPage: {
		title: 'Orderers',
		intro: 'The landlord’s own people. They see all work orders. Administrators also keep the settings.',
		empty: 'No orderers yet. Invite the first.'
	},
	keys: {
		title: 'API keys',
		intro: 'With a key the property system can register, cancel, invoice and follow work orders.',
		description: 'Read the description of the API',
		make: 'Make a key',
		name: 'What the key is for',
		nameHint: 'The name stands in the log, for example Property system',
		nameMissing: 'Say what the key is for.',
		begins: (prefix) => `Begins with ${prefix}`,
		made: (day, by) => `Made ${day} by ${by}`,
		used: (time) => `Last used ${time}`,
		neverUsed: 'Has not been used',
		valid: 'Valid',
		revoked: (day) => `Revoked ${day}`,
		revoke: 'Revoke',
		revokeTitle: (name) => `Revoke the key ${name}?`,
		revokeHelp: 'It stops at once. This cannot be undone, but you can make a new one.',
		shownTitle: 'New key',
		shownOnce: 'The key is shown only now. Copy it to the property system before you close this.',
		empty: 'No keys yet. Make the first when the property system is to be connected.'
	},
	outgoing: {
		title: 'Outgoing',
		intro: 'Mail and SMS that the work orders send.',
		toFiles: {
			both: 'Neither a mail server nor an SMS provider is set. Mail and SMS are kept as files on the server and reach nobody.',
			mail: 'No mail server is set. Mail is kept as files on the server and reaches nobody.',
			sms: 'No SMS provider is set. SMS are kept as files on the server and reach nobody.'
		},
		toFilesHelp: 'Who runs the server sets SMTP_URL and SMS_URL.',
		status: 'Right now',
		waiting: 'Waiting to be sent',
		reminders: 'Reminders that go later',
		toDecide: 'Needs a decision',
		retrying: (count, error) =>
			`${count === 1 ? 'One message is' : `${count} messages are`} tried again automatically. The last error: ${error}`,
		stuck: 'Needs a decision',
		stuckHelp: 'Find out whether it arrived, and then choose. An SMS is never sent again by itself.',
		nothingStuck: 'Everything has arrived as it should.',
		kinds: { mail: 'Mail', sms: 'SMS' },
		states: { uncertain: 'Not certain that it arrived', failed: 'Did not arrive' },
		to: (receiver) => `to ${receiver}`,
		sms: (digits) => `to the tenant’s number ${digits}`,
		account: 'Invitation',
		sendAgain: 'Send again',
		wasDelivered: 'It arrived',
		errors: {
			'no-connection': 'No contact with the mail server or the SMS provider.',
			'sign-in-refused': 'The mail server or the SMS provider did not accept the server’s sign-in.',
			busy: 'The receiving server was busy.',
			refused: 'The receiver does not exist or did not accept it. Check the address.',
			'no-answer': 'No answer came. It may have arrived.',
			disk: 'The server could not write the file.',
			interrupted: 'The server restarted meanwhile. It may have arrived.',
			restored: 'The server was restored from a backup. It may have arrived before that.',
			'bad-payload': 'The message is damaged and cannot be sent.',
			'gave-up': 'The server gave up after many tries.',
			other: 'Unknown error.'
		}
	}
};
