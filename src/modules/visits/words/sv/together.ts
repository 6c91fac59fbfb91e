const DAY = new Intl.DateTimeFormat('sv-SE', { day: 'numeric', month: 'long', timeZone: 'UTC' });
const day = (date: string) => DAY.format(new Date(date));
const list = new Intl.ListFormat('sv', { type: 'conjunction' });

/** Svenska texter för dem som planerar samtidigt, för dagar långt bort och för det som ses igenom efter ett avbrott. */
export const togetherTexts = {
	together: {
		here: (names: readonly string[]) => `Här nu: ${list.format(names)}`,
		open: (names: readonly string[]) => `${list.format(names)} har det öppet`,
		moving: (names: readonly string[]) => `${list.format(names)} flyttar det nu`
	},
	farDay: {
		notHeld: 'Dagen finns inte på den här enheten',
		held: (from: string, to: string) =>
			`Utan nät har den här enheten ${day(from)}–${day(to)}. Dagen hämtas när nätet är tillbaka.`,
		coming: 'Dagen hämtas från servern …',
		failed: 'Dagen kunde inte hämtas.',
		again: 'Försök igen',
		toToday: 'Till i dag',
		weekNotHeld: (days: readonly string[]) => `${list.format(days)} finns inte på den här enheten`,
		weekComing: 'Veckan hämtas från servern …',
		toThisWeek: 'Till den här veckan',
		goTo: 'Gå till dag'
	},
	sheetPictures: {
		title: (count: number) => (count === 1 ? '1 bild av avläst papper' : `${count} bilder av avlästa papper`),
		of: (copy: string, page: number, pages: number) => `Kopia ${copy}, sida ${page} av ${pages}`,
		handedIn: (name: string, time: string) => [name, time].filter(Boolean).join(', '),
		removed: (on: string) => `Bilden togs bort ${day(on)}: den hade sparats så länge som den ska.`,
		notFetched: 'Bilden kunde inte hämtas.',
		act: 'Bild av avläst papper',
		refused: 'Servern tog inte emot bilden. Den finns kvar på den här enheten.',
		picture: 'bild',
		byHand:
			'Bara koden gick att läsa. Den här dagen hör pappret till: registrera för hand, eller ta en bild av hela sidan.',
		states: {
			waiting: 'väntar på nätet',
			arrived: 'hos planerarna',
			refused: 'togs inte emot',
			dismiss: 'Behåll bara här'
		}
	},
	afterOutage: {
		title: 'Efter avbrottet',
		link: 'Se igenom efter avbrottet',
		linkHelp: 'Vad som ändrades och av vem, vad som ska avgöras, besök utan registrering och kopior som ska förstöras.',
		nextStep: 'Nästa steg: registrera, avgör och förstör det som är kvar. Rapporten fylls på av sig själv.',
		toReport: 'Till den färdiga rapporten',
		ofOutage: (from: string, to: string) => `Driftstopp ${from} – ${to}`,
		goesOn: (from: string) => `Driftstopp sedan ${from}`,
		sinceAway: (from: string) => `Sedan den här enheten tappade nätet ${from}`,
		choose: 'Vilket avbrott',
		none: 'Inget avbrott att se igenom.',
		noneHelp: 'När ett driftstopp har avslutats, eller när enheten har varit utan nät, står det här vad som hände.',
		incomplete: 'Avbrottet är så gammalt att alla dagar inte finns på enheten. Det som står här är inte allt.',
		waits: 'Enheten är utan nät. Det andra har gjort utan nät kommer med när alla är tillbaka.',
		counts: {
			flags: 'att avgöra',
			unregistered: 'besök utan registrering',
			copies: 'kopior kvar',
			afterwards: 'registrerade i efterhand',
			changes: 'ändringar'
		},
		allDone: 'Allt är genomgånget.',
		flags: 'Att avgöra',
		noFlags: 'Inga ändringar krockar.',
		unregistered: 'Besök utan registrering',
		noUnregistered: 'Alla besök som är över är registrerade.',
		unregisteredDay: (count: number) => (count === 1 ? '1 besök' : `${count} besök`),
		register: 'Registrera',
		afterwards: 'Registrerat i efterhand',
		noAfterwards: 'Ingenting är registrerat i efterhand.',
		paper: 'från papper',
		later: 'i appen',
		copies: 'Kopior som ska förstöras',
		noCopies: 'Inga kopior från avbrottet är kvar.',
		copiesOf: 'Kopior följs bara för driftstopp som har startats i appen.',
		changes: 'Vad som ändrades, och av vem',
		noChanges: 'Ingenting ändrades i planen.',
		by: (name: string, count: number) => `${name} (${count})`,
		source: 'Verksamhetssystemet',
		unknown: 'Okänd',
		more: (count: number) => `Visa ${count} till`,
		report: 'Rapporten',
		seen: 'Jag har sett igenom det',
		offer: 'Nätet är tillbaka.',
		offerText: (flags: number, changes: number) =>
			[flags > 0 ? `${flags} att avgöra` : '', changes === 1 ? '1 ändring av andra' : `${changes} ändringar av andra`]
				.filter(Boolean)
				.join(', '),
		offerOpen: 'Se igenom',
		offerClose: 'Inte nu',
		fields: {
			start: 'tid',
			length: 'längd',
			a: 'medarbetare',
			b: 'medarbetare två',
			cancel: 'inställt',
			pin: 'låst',
			kind: 'sort',
			double: 'två medarbetare',
			window: 'tidsfönster',
			address: 'adress',
			key: 'nyckel',
			secondRecipient: 'tillsammans med'
		},
		otherField: 'uppgifter om besöket',
		added: 'nytt besök',
		registered: (outcome: string) => `registrerat: ${outcome}`,
		awayFrom: 'frånvaro',
		changed: (field: string, from: string, to: string) => `${field}: ${from} → ${to}`,
		notShown: 'visas inte, en annan ändring gäller'
	}
};
