/** Svenska texter för driftläget och driftstopp. */
const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const outageTexts = {
	outageMode: {
		title: 'Driftstopp',
		link: 'Driftstopp',
		linkHelp: 'Samordnare, checklista, vem som har vilken kopia. Alla i teamet ser samma sak, också utan server.',
		came: 'Driftstoppet är uppdaterat',
		none: 'Inget driftstopp pågår.',
		begin: 'Starta driftstopp',
		beginHelp:
			'Startar ni var för sig, utan kontakt med varandra, blir det ett och samma driftstopp när enheterna möts.',
		why: 'Vad har hänt?',
		whyHint: 'Till exempel: Ingen kommer in i planeringen sedan 06:40.',
		open: 'Öppna driftstoppet',
		since: (time: string) => `Driftstopp sedan ${time}`,
		bannerText: 'Planen går att ändra tillsammans ändå.',
		shared: (time: string) => `Senaste gemensamma läge: ${time}.`,
		sharedNever: 'Senaste gemensamma läge: okänt.',
		led: (name: string) => `Samordnas av ${name}.`,
		bannerOpen: 'Öppna',
		exchange: 'Byt plan',
		print: 'Skriv ut',
		begun: (name: string, time: string) => `${name} startade ${time}`,
		apart: (count: number) => `${count} har startat det var för sig. Det är ett och samma driftstopp.`,
		coordinator: {
			title: 'Samordnare',
			none: 'Ingen är utsedd.',
			name: 'Namn',
			phone: 'Telefon',
			save: 'Utse',
			change: 'Byt samordnare',
			by: (name: string, time: string) => `utsedd av ${name} ${time}`,
			apart: 'Två har utsetts var för sig. Välj vem som samordnar.',
			keep: (name: string) => `Välj ${name}`
		},
		checklist: {
			title: 'Checklista',
			progress: (done: number, all: number) => `${done} av ${all}`,
			items: {
				diagnose: 'Ta reda på vad som är fel: prova en annan dator, prova andra sidor',
				report: 'Felanmäl till rätt nummer',
				coordinator: 'Utse samordnare',
				tell: 'Ring eller sök upp alla som arbetar',
				print: 'Skriv ut brukarschema per medarbetare och dag',
				adjust: 'Gå igenom planen tillsammans och justera det som har ändrats',
				share: 'Fördela besök som ingen har',
				register: 'Registrera alla besök efteråt, med dokumentation'
			},
			by: (name: string, time: string) => `${name} ${time}`
		},
		relay: {
			title: 'Ringlista',
			help: 'Medarbetare som arbetar i dag står först.',
			reached: 'Nådd',
			works: 'arbetar i dag',
			noPhone: 'nummer saknas',
			progress: (reached: number, all: number) => `${reached} av ${all} nådda`,
			mark: (name: string) => `${name} är nådd`,
			unmark: (name: string) => `${name} är inte nådd`,
			show: (count: number) => `Visa ${count} till`
		},
		holdings: {
			title: 'Vem har vad',
			devices: 'Enheter',
			devicesHelp: 'Så gammalt är det varje enhet vet, som den själv senast sade det.',
			noDevices: 'Ingen enhet har sagt något ännu.',
			phone: 'telefon',
			computer: 'dator',
			here: 'den här',
			confirmed: (time: string) => `servern ${time}`,
			never: 'servern okänt',
			exchanged: (time: string) => `kollega ${time}`,
			seen: (time: string) => `hördes av ${time}`,
			copies: 'Numrerade kopior',
			copiesHelp: 'Papper och filer som görs under driftstoppet numreras och hamnar här.',
			noCopies: 'Inga kopior har gjorts under driftstoppet.',
			holderLabel: 'Finns hos',
			save: 'Spara',
			destroyed: 'Makulerad',
			destroy: (number: string) => `Kopia ${number} är makulerad`,
			toPrint: 'Skriv ut eller spara kopior'
		},
		notes: {
			title: 'Beslut och anteckningar',
			text: 'Vad har bestämts eller hänt?',
			decision: 'Spara som beslut',
			note: 'Spara anteckning',
			none: 'Inget är antecknat.'
		},
		timeline: {
			title: 'Tidslinje',
			kinds: {
				started: 'Driftstoppet startade',
				ended: 'Driftstoppet avslutades',
				coordinator: 'Samordnare utsågs',
				checked: 'Avbockat',
				unchecked: 'Avbockning borttagen',
				note: 'Anteckning',
				decision: 'Beslut',
				reached: 'Nådd',
				'not-reached': 'Inte nådd',
				copy: 'Kopia gjord',
				handed: 'Kopia lämnad',
				destroyed: 'Kopia makulerad'
			}
		},
		end: {
			button: 'Avsluta driftstoppet',
			title: 'Avsluta driftstoppet?',
			help: 'Rapporten görs av sig själv. Det som registreras senare kommer med i den.',
			unticked: (count: number) => `${plural(count, 'punkt', 'punkter')} på checklistan är inte avbockade.`,
			copiesLeft: (count: number) => `${plural(count, 'kopia', 'kopior')} är inte makulerade.`,
			words: 'Hur löste det sig?',
			submit: 'Avsluta'
		},
		earlier: 'Tidigare driftstopp',
		report: 'Rapport',
		reportOf: (from: string, until: string) => `${from} – ${until}`,
		remind: {
			text: 'Innan passet är slut: skriv ut eller packa morgondagens listor.',
			print: 'Skriv ut',
			done: 'Klart för i dag'
		},
		problems: {
			'already-running': 'Ett driftstopp pågår redan.',
			'not-running': 'Driftstoppet är redan avslutat.',
			'unknown-outage': 'Driftstoppet finns inte på den här enheten.',
			empty: 'Skriv något först.',
			'too-long': 'Texten är för lång.',
			'no-change': ''
		}
	},
	broughtAgain: {
		title: (count: number) => `Personer som kom tillbaka från enheter efter återställningen (${count})`,
		titleOfRest: (count: number) => `Uppgifter som kom tillbaka från enheter efter återställningen (${count})`,
		help: 'Servern lästes tillbaka från en säkerhetskopia och saknade detta. En kollegas enhet hade det kvar. Se efter att det stämmer.',
		from: (who: string, when: string) => `från ${who}, ${when}`,
		unknown: 'okänd',
		carers: 'medarbetare',
		recipients: 'brukare',
		shifts: 'arbetstid',
		recurring: 'återkommande besök',
		see: 'Se efter i laget'
	}
};
