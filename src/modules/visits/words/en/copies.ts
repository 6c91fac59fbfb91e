import { isoWeek, swedishDayAndTime } from '#swedish/dates';
import type { copyTexts as swedish } from '../sv/copies.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
const IN_WORDS = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' });

/** English texts of the copies for outages, and of what stands on paper. */
export const copyTexts: typeof swedish = {
	copies: {
		title: 'Copies',
		intro: 'Client lists and overviews that open when nothing else works: 14 days back and 3 ahead.',
		link: 'Copies for outages',
		show: 'Show copies',
		linkHelp: 'Where they lie, how old they are, a folder or USB stick of your own, printing.',
		noTeam: 'Copies are made for home-care teams. You belong to none.',
		team: 'Team',
		folderNote: (back, ahead) =>
			`Avbrottsfri writes copies for outages here, ${back} days back and ${ahead} ahead. The app removes old files itself. Do not remove this file: without it nothing more is written here.`,
		stateHere: 'on this device',
		confirmedHere: (time) => `on this device, last confirmed by the server ${time}`,
		packageName: 'Outage package',
		alarm: {
			title: (team) => `The copies of ${team} are not being written.`,
			since: (time) => `Nothing has come into the folder since ${time}.`,
			open: 'Show the copies'
		},
		server: {
			title: 'The server’s folder',
			where: 'Lies in',
			newest: (time) => `Last written ${time}`,
			never: 'Nothing has been written yet.',
			works: 'Written every day and after every change',
			away: (since) =>
				`The folder cannot be reached since ${since}. Older copies are still there. The server tries again.`,
			alarm: 'The copies are old',
			reasons: {
				away: 'The folder is missing, or not connected.',
				full: 'There is no room left.',
				denied: 'The server may not write in the folder.',
				slow: 'The folder does not answer.',
				failed: 'The copies could not be made.'
			},
			noPassphraseShort: 'No passphrase is chosen',
			openShort: 'Without a lock',
			noPassphrase: 'No passphrase is chosen. No copies are written until the administrator has chosen one.',
			openCopies: 'The copies are written without a lock. Anybody who gets at the folder can read them.',
			locked: 'Locked with the organisation’s passphrase (AES-256)',
			write: 'Write now',
			writing: 'The server is writing the copies.',
			team: (name, days) => `${name}: ${plural(days, 'day', 'days')}`,
			failing: (name) => `${name}: cannot be written`
		},
		lock: {
			title: 'Lock',
			help: 'The passphrase opens the copies in an outage. Write it down and put it in the safe.',
			phrase: 'Passphrase',
			phraseHint: 'At least 14 characters. Four words are good.',
			again: 'The passphrase again',
			notSame: 'The two are not alike.',
			save: 'Save the passphrase',
			change: 'Change the passphrase',
			choose: 'Choose a passphrase',
			setAt: (time) => `Chosen ${time}`,
			open: 'Write copies without a lock',
			openHelp: 'Only where the folder is protected in another way. The choice is logged.',
			close: 'Lock the copies again',
			confirmOpen: 'The copies hold personal data. Without a lock, everybody who gets at the folder can read them.',
			saved: 'Saved. All copies are written anew.',
			tooShort: 'The passphrase must have at least 14 characters.',
			tooLong: 'The passphrase may have at most 100 characters.',
			other: 'It could not be saved. Try again.'
		},
		own: {
			title: 'Folder or USB stick of your own',
			help: 'The app keeps a locked file for each team in the folder while it is open. Any browser opens the file.',
			choose: 'Choose a folder',
			goOn: 'Go on writing in the folder',
			goOnHelp: 'The browser asks again after it was restarted.',
			forget: 'Stop using the folder',
			folder: (name) => `Folder: ${name}`,
			written: (time) => `Written ${time}`,
			failed: 'The folder could not be written in. Is the stick plugged in?',
			cannot: 'This browser cannot keep a folder. Save the package instead, and save it again when the plan changes.',
			save: 'Save the outage package',
			working: 'Locking and writing …',
			phraseTitle: 'Lock the copy',
			phraseHelp: 'Use the organisation’s passphrase, so that everybody who has to can open the copy.',
			lock: 'Lock and write',
			saved: (name) => `Saved as ${name}`,
			fingerprint: (sum) => `Checksum ${sum}`
		},
		read: {
			title: 'Read a copy in',
			help: 'For a computer that lacks the plan. What is newer on this computer stays.',
			choose: 'Choose a file',
			submit: 'Read in',
			done: (documents, time) =>
				documents === 0
					? `Nothing new in the copy of ${time}.`
					: `${plural(documents, 'day', 'days')} took something from the copy of ${time}.`,
			problems: {
				'not-a-bundle': 'The file is no copy of Avbrottsfri.',
				damaged: 'The copy is damaged. Take another one.',
				'too-new': 'The copy was made with a newer version of the app. Update first.',
				'wrong-team': 'The copy is of another team.',
				'wrong-key': 'The passphrase is not right.',
				expired: 'The copy is too old.',
				'own-bundle': 'The copy was made here. All of it is here already.',
				other: 'The copy could not be read in.'
			}
		},
		print: {
			title: 'Print',
			day: 'Day',
			week: 'The whole week',
			what: 'What',
			whats: { 'client-list': 'Client list', overview: 'Overview', both: 'Both' },
			whose: 'For',
			everybody: 'Everybody in the team',
			submit: 'Print',
			preparing: 'Drawing the pages …'
		},
		log: {
			title: 'Numbered copies',
			none: 'No copies to show.',
			filter: 'Show',
			filters: {
				live: 'Paper and own files',
				paper: 'Paper only',
				server: 'The server’s files',
				destroyed: 'Destroyed'
			},
			number: 'Number',
			what: 'What',
			day: 'Day',
			place: 'Where',
			made: 'Made',
			by: 'By',
			sum: 'Checksum',
			server: 'the server',
			destroy: 'Destroyed',
			destroyHelp: (number) => `Copy ${number} is destroyed`,
			waiting: 'waits to be sent',
			destroyed: (time, how) => `Destroyed ${time}, ${how}`,
			how: {
				replaced: 'replaced by a newer one',
				expired: 'removed by the rule',
				person: 'ticked off',
				missing: 'was not in the folder'
			},
			kinds: { 'client-list': 'Client list', overview: 'Overview', plan: 'File for the app', package: 'Outage copy' },
			places: {
				'server-folder': 'the server’s folder',
				'own-folder': 'own folder',
				'saved-file': 'saved file',
				paper: 'paper'
			},
			open: 'without a lock',
			overdue: 'should be destroyed',
			more: (count) => `${plural(count, 'older copy is', 'older copies are')} not shown.`
		},
		html: {
			title: (team) => `Outage copy ${team}`,
			open: 'Open',
			wrong: 'The passphrase is not right.',
			cannot: 'This browser cannot unlock the copy. Open it in another one.',
			made: (time) => `Made ${time}`,
			age: 'Age of the copy:',
			hours: 'hours',
			days: 'days',
			print: 'Print what is shown',
			day: 'Day',
			what: 'Show',
			locked: 'The copy is locked with the organisation’s passphrase.',
			sum: 'Checksum'
		}
	},
	sheets: {
		clientList: 'Client list',
		overview: 'Overview',
		package: 'Outage copy',
		plan: 'Plan',
		unassigned: 'Without a carer',
		unknownCarer: 'Unknown carer',
		unknownRecipient: 'Unknown care recipient',
		noVisits: 'No visits are planned.',
		day: (day) => `${IN_WORDS.format(Date.parse(day))} ${day.slice(0, 4)} · week ${isoWeek(day)}`,
		made: (moment, source) => `made ${swedishDayAndTime(moment)} · state of the plan ${source}`,
		copy: (number) => `Copy ${number}`,
		page: (page, pages) => `Page ${page} of ${pages}`,
		destroy: (day) => `Holds personal data. To be destroyed by ${day} and ticked off in the app.`,
		shift: (from, to) => `Works ${from}–${to}`,
		minutes: (minutes) => `${minutes} min`,
		window: (from, to) => `(${from}–${to})`,
		together: (name) => `Together with ${name}`,
		second: 'Two are needed',
		couple: (name) => `Also ${name}`,
		contested: 'To be decided: also stands with somebody else',
		key: 'Key needed',
		needs: (needs) => `Needs ${needs}`,
		travel: (minutes) => `Way here ${minutes} min`,
		cut: '… more is in the app',
		came: 'Came',
		left: 'Left',
		boxes: {
			done: 'Done',
			'part-done': 'Partly',
			refused: 'Declined',
			'not-home': 'Not home',
			'wasted-trip': 'In vain'
		},
		toLookOver: 'To look over',
		toDecide: 'To decide',
		away: 'away',
		free: 'free',
		phones: {
			'it-service': (number) => `IT ${number}`,
			supplier: (number) => `Supplier ${number}`,
			coordinator: (number) => `Coordinator ${number}`,
			other: (number) => number
		}
	}
};
