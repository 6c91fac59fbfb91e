/** Svenska texter för driftstoppets papper och inställningar: rapporten, rutinen för väggen, numren. */
export const outageSheetTexts = {
	outageReport: {
		title: 'Rapport om driftstopp',
		running: 'pågår',
		print: 'Skriv ut',
		saveCsv: 'Spara tabell (CSV)',
		savePage: 'Spara rapport (HTML)',
		back: 'Driftstoppet',
		incomplete: 'Planerna för hela driftstoppet finns inte kvar på den här enheten. Rapporten visar det som finns.',
		withoutLog: 'Det som bara servern vet om förstörda kopior är inte med: den nås inte nu.',
		unknown: 'Driftstoppet finns inte på den här enheten.',
		facts: {
			team: 'Team',
			organisation: 'Organisation',
			from: 'Började',
			until: 'Slutade',
			length: 'Varade',
			cause: 'Orsak',
			solved: 'Så löste det sig',
			coordinator: 'Samordnare',
			visits: 'Besök under driftstoppet',
			made: 'Gjorda och registrerade',
			missed: 'Missade eller oregistrerade',
			late: 'Försenade',
			afterwards: 'Registrerade efteråt',
			conflicts: 'Att avgöra',
			unticked: 'Inte avbockat på checklistan',
			copiesLeft: 'Kopior som inte är makulerade',
			made_at: 'Rapporten gjord'
		},
		length: (minutes: number) =>
			minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`,
		sections: {
			missed: 'Missade och oregistrerade besök',
			late: 'Försenade besök',
			afterwards: 'Registrerat efteråt',
			conflicts: 'Kvar att avgöra',
			checklist: 'Checklista',
			copies: 'Kopior',
			timeline: 'Tidslinje'
		},
		columns: {
			day: 'Dag',
			time: 'Tid',
			recipient: 'Brukare',
			carer: 'Medarbetare',
			why: 'Vad',
			minutes: 'Försening',
			registered: 'Registrerat',
			by: 'Av',
			way: 'Hur',
			what: 'Vad',
			done: 'Klart',
			number: 'Nummer',
			holder: 'Finns hos',
			state: 'Läge',
			at: 'När',
			event: 'Händelse',
			words: 'Text'
		},
		whys: {
			unregistered: 'inte registrerat',
			'one-of-two': 'registrerat av en av två',
			refused: 'avböjt',
			'not-home': 'inte hemma',
			'wasted-trip': 'bom'
		},
		ways: { visit: 'vid besöket', afterwards: 'efteråt i appen', paper: 'från papper' },
		late: (minutes: number) => `${minutes} min`,
		conflict: 'två har ändrat var för sig',
		destroyed: (time: string) => `makulerad ${time}`,
		left: 'inte makulerad',
		notDone: 'inte avbockat',
		nothing: 'Inget.',
		file: (day: string) => `${day} Driftstopp`
	},
	outageSheet: {
		title: 'Rutin vid driftstopp',
		link: 'Rutin för väggen',
		linkHelp: 'Rutinen med era nummer, som ett A4-blad. Ska vara känd och finnas på papper på arbetsplatsen.',
		show: 'Visa rutinen',
		print: 'Skriv ut rutinen',
		of: (team: string, organisation: string) => [team, organisation].filter(Boolean).join(' · '),
		intro: 'Ett driftstopp är när ingen kommer in i planeringen, eller när datorer eller telefoner inte fungerar.',
		numbers: 'Ring',
		first: 'Först',
		firstSteps: [
			'Prova på en annan dator eller telefon.',
			'Prova om andra sidor på internet fungerar, till exempel sr.se.',
			'Öppna Driftläge i Avbrottsfri. Sidan fungerar utan nät och säger vad som är fel.'
		],
		cases: [
			{
				title: 'Inget nät',
				steps: [
					'Felanmäl till IT-service.',
					'Arbeta vidare i appen. Allt sparas på enheten.',
					'Byt plan med varandra: Driftläge, Byt plan utan nät.'
				]
			},
			{
				title: 'Nätet fungerar, men inte Avbrottsfri',
				steps: ['Felanmäl till leverantören.', 'Arbeta vidare i appen och byt planer med varandra.']
			},
			{
				title: 'Bara du kommer inte in',
				steps: ['Logga in igen, eller be administratören om hjälp.', 'Be en kollega visa eller skriva ut din lista.']
			},
			{
				title: 'Telefonerna fungerar inte',
				steps: [
					'Felanmäl genast från en telefon som fungerar.',
					'Skriv ut brukarschema per medarbetare och dag.',
					'Registrera besöken efteråt, med dokumentation.'
				]
			},
			{
				title: 'Varken datorer eller telefoner under längre tid',
				steps: [
					'Utse samordnare. Ta fram kopiorna.',
					'Skriv ut aktuell vecka.',
					'Gå igenom listorna tillsammans och justera det som har ändrats.',
					'Fördela besök som ingen har.'
				]
			}
		],
		copies: 'Här ligger kopiorna',
		copiesUnknown: 'Inte angivet. Skriv här:',
		daily: 'Varje dag',
		dailySteps: [
			'Kopior skrivs av sig själva: 14 dagar bakåt och 3 framåt.',
			'Den som går sist skriver ut eller packar morgondagens listor.'
		],
		after: 'Efteråt',
		afterSteps: [
			'Registrera alla besök.',
			'Avgör det som två har ändrat.',
			'Makulera papper och filer, och bocka av numren.',
			'Avsluta driftstoppet. Rapporten blir underlag för avvikelserapporten.'
		],
		code: 'Koden öppnar Driftläge i appen. Den innehåller bara adressen.',
		printed: (day: string) => `Utskriven ${day}. Skriv ut på nytt när något ändras.`,
		keep: 'Rutinen ska vara känd av alla och finnas på papper på arbetsplatsen.'
	},
	outageSettings: {
		part: ['Driftstopp', 'Nummer att ringa, var kopior ligger, checklista'],
		title: 'Driftstopp',
		intro:
			'Det som står här finns på varje enhet i teamet, också utan nät och utan inloggning, och på rutinen för väggen.',
		noTeam: 'Du hör inte till något team.',
		numbers: 'Nummer att ringa',
		about: 'Gäller',
		name: 'Namn',
		nameHint: 'Lämna tomt om det räcker med vad det gäller.',
		number: 'Nummer',
		addNumber: 'Lägg till nummer',
		removeNumber: (number: string) => `Ta bort numret ${number}`,
		badNumber: 'Skriv ett nummer med siffror, till exempel 0980-31 92 04.',
		copies: 'Kopior',
		copiesAt: 'Var ligger kopiorna?',
		copiesAtHint:
			'Till exempel: mappen Kopior på gemensam disk, och USB-minnet i nyckelskåpet. Skriv aldrig lösenord här.',
		checklist: 'Checklista',
		checklistHint: 'En punkt per rad. Tomt ger rutinens egen lista.',
		own: 'Egen checklista',
		remind: 'Påminnelse',
		remindFrom: 'Påminn planerare om att skriva ut morgondagen från klockan',
		remindHint: 'Tomt ger ingen påminnelse.',
		act: 'Ändra nummer och checklista för driftstopp',
		saved: 'Sparat på servern',
		waits: 'Sparat här, väntar på att skickas',
		changed: 'Någon annan har ändrat sedan du började. Ladda om för att se ändringen; det du skrivit försvinner.',
		reload: 'Ladda om',
		refused: 'Servern sade nej. Någon annan hann före, eller så får du inte ändra.'
	}
};
