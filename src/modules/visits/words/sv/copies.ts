import { isoWeek, swedishDayAndTime, swedishDayInWords } from '#swedish/dates';

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Svenska texter för kopior inför driftstopp, och för det som står på papper. */
export const copyTexts = {
	copies: {
		title: 'Kopior',
		intro: 'Brukarscheman och översikter som går att öppna när ingenting annat fungerar: 14 dagar bakåt och 3 framåt.',
		link: 'Kopior för driftstopp',
		show: 'Visa kopior',
		linkHelp: 'Var de ligger, hur gamla de är, egen mapp eller USB-minne, utskrift.',
		noTeam: 'Kopior görs för hemtjänstteam. Du hör inte till något.',
		team: 'Team',
		folderNote: (back: number, ahead: number) =>
			`Här skriver Avbrottsfri kopior inför driftstopp, ${back} dagar bakåt och ${ahead} framåt. Appen tar själv bort gamla filer. Ta inte bort den här filen: utan den skrivs inget mer hit.`,
		stateHere: 'på den här enheten',
		confirmedHere: (time: string) => `på den här enheten, senast bekräftat av servern ${time}`,
		packageName: 'Driftstoppspaket',
		alarm: {
			title: (team: string) => `Kopiorna för ${team} skrivs inte.`,
			since: (time: string) => `Inget har kommit in i mappen sedan ${time}.`,
			open: 'Visa kopiorna'
		},
		server: {
			title: 'Serverns mapp',
			where: 'Ligger i',
			newest: (time: string) => `Senast skrivna ${time}`,
			never: 'Inget är skrivet ännu.',
			works: 'Skrivs varje dag och efter varje ändring',
			away: (since: string) =>
				`Mappen går inte att nå sedan ${since}. Äldre kopior ligger kvar. Servern försöker igen.`,
			alarm: 'Kopiorna är gamla',
			reasons: {
				away: 'Mappen finns inte, eller är inte ansluten.',
				full: 'Det finns inget utrymme kvar.',
				denied: 'Servern får inte skriva i mappen.',
				slow: 'Mappen svarar inte.',
				failed: 'Kopiorna kunde inte göras.'
			},
			noPassphraseShort: 'Ingen lösenfras är vald',
			openShort: 'Utan lås',
			noPassphrase: 'Ingen lösenfras är vald. Inga kopior skrivs förrän administratören har valt en.',
			openCopies: 'Kopiorna skrivs utan lås. Vem som helst som kommer åt mappen kan läsa dem.',
			locked: 'Låsta med organisationens lösenfras (AES-256)',
			write: 'Skriv nu',
			writing: 'Servern skriver kopiorna.',
			team: (name: string, days: number) => `${name}: ${plural(days, 'dag', 'dagar')}`,
			failing: (name: string) => `${name}: går inte att skriva`
		},
		lock: {
			title: 'Lås',
			help: 'Lösenfrasen behövs för att öppna kopiorna i ett driftstopp. Skriv upp den och lägg den i kassaskåpet.',
			phrase: 'Lösenfras',
			phraseHint: 'Minst 14 tecken. Gärna fyra ord.',
			again: 'Lösenfrasen igen',
			notSame: 'De två är inte lika.',
			save: 'Spara lösenfrasen',
			change: 'Byt lösenfras',
			choose: 'Välj lösenfras',
			setAt: (time: string) => `Vald ${time}`,
			open: 'Skriv kopior utan lås',
			openHelp: 'Bara om mappen är skyddad på annat sätt. Valet loggas.',
			close: 'Lås kopiorna igen',
			confirmOpen: 'Kopiorna innehåller personuppgifter. Utan lås kan alla som kommer åt mappen läsa dem.',
			saved: 'Sparat. Alla kopior skrivs om.',
			tooShort: 'Lösenfrasen måste ha minst 14 tecken.',
			tooLong: 'Lösenfrasen får ha högst 100 tecken.',
			other: 'Det gick inte att spara. Försök igen.'
		},
		own: {
			title: 'Egen mapp eller USB-minne',
			help: 'Appen håller en låst fil per team i mappen så länge den är öppen. Filen går att öppna i vilken webbläsare som helst.',
			choose: 'Välj mapp',
			goOn: 'Fortsätt skriva i mappen',
			goOnHelp: 'Webbläsaren frågar igen när den har startats om.',
			forget: 'Sluta använda mappen',
			folder: (name: string) => `Mapp: ${name}`,
			written: (time: string) => `Skriven ${time}`,
			failed: 'Det gick inte att skriva i mappen. Är minnet isatt?',
			cannot: 'Den här webbläsaren kan inte hålla en mapp. Spara paketet i stället, och gör om det när planen ändras.',
			save: 'Spara driftstoppspaket',
			working: 'Låser och skriver …',
			phraseTitle: 'Lås kopian',
			phraseHelp: 'Använd organisationens lösenfras, så att alla som ska kunna öppna kopian kan det.',
			lock: 'Lås och skriv',
			saved: (name: string) => `Sparat som ${name}`,
			fingerprint: (sum: string) => `Kontrollsumma ${sum}`
		},
		read: {
			title: 'Läs in kopia',
			help: 'För en dator som saknar planen. Det som är nyare på den här datorn ligger kvar.',
			choose: 'Välj fil',
			submit: 'Läs in',
			done: (documents: number, time: string) =>
				documents === 0
					? `Inget nytt i kopian från ${time}.`
					: `${plural(documents, 'dag', 'dagar')} fick nytt ur kopian från ${time}.`,
			problems: {
				'not-a-bundle': 'Filen är ingen kopia från Avbrottsfri.',
				damaged: 'Kopian är skadad. Ta en annan.',
				'too-new': 'Kopian är gjord med en nyare version av appen. Uppdatera först.',
				'wrong-team': 'Kopian gäller ett annat team.',
				'wrong-key': 'Lösenfrasen stämmer inte.',
				expired: 'Kopian är för gammal.',
				'own-bundle': 'Kopian är gjord här. Allt i den finns redan.',
				other: 'Kopian kunde inte läsas in.'
			}
		},
		print: {
			title: 'Skriv ut',
			day: 'Dag',
			week: 'Hela veckan',
			what: 'Vad',
			whats: { 'client-list': 'Brukarschema', overview: 'Översiktsschema', both: 'Båda' },
			whose: 'För',
			everybody: 'Alla i teamet',
			submit: 'Skriv ut',
			preparing: 'Ritar sidorna …'
		},
		log: {
			title: 'Numrerade kopior',
			none: 'Inga kopior att visa.',
			filter: 'Visa',
			filters: {
				live: 'Papper och egna filer',
				paper: 'Bara papper',
				server: 'Serverns filer',
				destroyed: 'Förstörda'
			},
			number: 'Nummer',
			what: 'Vad',
			day: 'Dag',
			place: 'Var',
			made: 'Gjord',
			by: 'Av',
			sum: 'Kontrollsumma',
			server: 'servern',
			destroy: 'Förstörd',
			destroyHelp: (number: string) => `Kopia ${number} är förstörd`,
			waiting: 'väntar på att skickas',
			destroyed: (time: string, how: string) => `Förstörd ${time}, ${how}`,
			how: {
				replaced: 'ersatt av en nyare',
				expired: 'togs bort av regeln',
				person: 'avbockad',
				missing: 'saknades i mappen'
			},
			kinds: {
				'client-list': 'Brukarschema',
				overview: 'Översiktsschema',
				plan: 'Fil för appen',
				package: 'Driftstoppskopia'
			},
			places: {
				'server-folder': 'serverns mapp',
				'own-folder': 'egen mapp',
				'saved-file': 'sparad fil',
				paper: 'papper'
			},
			open: 'utan lås',
			overdue: 'ska vara förstörd',
			more: (count: number) => `${plural(count, 'äldre kopia', 'äldre kopior')} visas inte.`
		},
		html: {
			title: (team: string) => `Driftstoppskopia ${team}`,
			open: 'Öppna',
			wrong: 'Lösenfrasen stämmer inte.',
			cannot: 'Den här webbläsaren kan inte låsa upp kopian. Öppna den i en annan.',
			made: (time: string) => `Gjord ${time}`,
			age: 'Så gammal är kopian:',
			hours: 'timmar',
			days: 'dagar',
			print: 'Skriv ut det som visas',
			day: 'Dag',
			what: 'Visa',
			locked: 'Kopian är låst med organisationens lösenfras.',
			sum: 'Kontrollsumma'
		}
	},
	sheets: {
		clientList: 'Brukarschema',
		overview: 'Översiktsschema',
		package: 'Driftstoppskopia',
		plan: 'Plan',
		unassigned: 'Utan medarbetare',
		unknownCarer: 'Okänd medarbetare',
		unknownRecipient: 'Okänd brukare',
		noVisits: 'Inga besök är planerade.',
		day: (day: string) => `${capital(swedishDayInWords(day))} ${day.slice(0, 4)} · vecka ${isoWeek(day)}`,
		made: (moment: number, source: string) => `gjord ${swedishDayAndTime(moment)} · planens läge ${source}`,
		copy: (number: string) => `Kopia ${number}`,
		page: (page: number, pages: number) => `Sida ${page} av ${pages}`,
		destroy: (day: string) => `Innehåller personuppgifter. Förstörs senast ${day} och bockas av i appen.`,
		shift: (from: string, to: string) => `Arbetar ${from}–${to}`,
		minutes: (minutes: number) => `${minutes} min`,
		window: (from: string, to: string) => `(${from}–${to})`,
		together: (name: string) => `Tillsammans med ${name}`,
		second: 'Två behövs',
		couple: (name: string) => `Också ${name}`,
		contested: 'Att avgöra: står också hos någon annan',
		key: 'Nyckel behövs',
		needs: (needs: string) => `Kräver ${needs}`,
		travel: (minutes: number) => `Resa hit ${minutes} min`,
		cut: '… mer finns i appen',
		came: 'Kom',
		left: 'Gick',
		boxes: { done: 'Utfört', 'part-done': 'Delvis', refused: 'Avböjt', 'not-home': 'Ej hemma', 'wasted-trip': 'Bom' },
		toLookOver: 'Att se över',
		toDecide: 'Att avgöra',
		away: 'borta',
		free: 'ledig',
		phones: {
			'it-service': (number: string) => `IT ${number}`,
			supplier: (number: string) => `Leverantör ${number}`,
			coordinator: (number: string) => `Samordnare ${number}`,
			other: (number: string) => number
		}
	}
};
