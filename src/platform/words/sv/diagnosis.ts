/** Svenska texter för driftlägets diagnos. */
export const diagnosisTexts = {
	outage: {
		title: 'Driftläge',
		works: 'Fungerar utan server',
		worksList: [
			'Öppna, söka och läsa arbetsorder som finns på enheten',
			'Acceptera, notera, klarmarkera, skriva Utförd åtgärd och ta bilder',
			'Stänga av telefonen: allt ligger kvar'
		],
		waits: 'Väntar på servern',
		waitsList: ['SMS till hyresgästen och mejl till beställaren', 'Nya arbetsorder', 'Att logga in på en ny enhet']
	},
	diagnosis: {
		title: 'Vad är fel?',
		checkNow: 'Kontrollera nu',
		asked: (age: string) => `kontrollerat ${age}`,
		said: (age: string) => `svarat ${age}`,
		now: 'nyss',
		secondsAgo: (count: number) => `för ${count} s sedan`,
		minutesAgo: (count: number) => `för ${count} min sedan`,
		hoursAgo: (count: number) => `för ${count} h sedan`,
		notAsked: 'inte kontrollerat än',
		faults: {
			checking: 'Kontrollerar vad som fungerar …',
			none: 'Allt fungerar härifrån',
			'no-network': 'Den här enheten har inget nät',
			captive: 'Någon annan svarar i serverns ställe',
			unreachable: 'Servern svarar inte',
			server: 'Nätet fungerar, men inte Avbrottsfris server',
			'this-device': 'Felet ligger i den här enheten',
			'cannot-store': 'Servern svarar, men kan inte spara',
			account: 'Servern svarar, men släpper inte in dig',
			line: 'Servern svarar, men planer uppdateras inte'
		},
		steps: {
			checking: [],
			none: ['Fungerar det ändå inte för någon annan? Be hen öppna den här sidan på sin egen enhet.'],
			'no-network': [
				'Kontrollera att wifi eller mobildata är på, och att flygplansläge är av.',
				'Prova en annan telefon eller dator. Fungerar ingen, så är det nätet: felanmäl.',
				'Arbeta vidare här. Allt sparas på enheten, och du kan byta plan med en kollega utan nät.'
			],
			captive: [
				'Öppna webbläsaren och logga in på nätet du är ansluten till, eller byt till mobildata.',
				'Arbeta vidare här. Allt sparas på enheten.'
			],
			unreachable: [
				'Svara på frågorna här under, så vet vi om det är nätet eller servern.',
				'Arbeta vidare här. Allt sparas på enheten.'
			],
			server: [
				'Felanmäl servern.',
				'Dröjer det? Starta driftstopp så att alla vet, och skriv ut det som behövs.',
				'Arbeta vidare här. Byt planer med varandra utan nät.'
			],
			'this-device': [
				'Arbeta på den enhet som fungerar.',
				'Starta om den här enheten. Det du har gjort ligger kvar.',
				'Hjälper det inte: felanmäl.'
			],
			'cannot-store': ['Felanmäl servern.', 'Arbeta vidare här. Allt ligger kvar på enheten tills servern kan spara.'],
			account: [
				'Logga in igen.',
				'Går det inte? Be administratören om ett nytt startlösenord.',
				'Planen för i dag finns på en kollegas enhet och bland kopiorna.'
			],
			line: [
				'Byt nät, till exempel från wifi till mobildata: nätet du är på kan spärra den direkta linjen.',
				'Besöken sparas på enheten tills linjen är öppen igen.'
			]
		},
		parts: {
			network: 'Nät på enheten',
			server: 'Avbrottsfris server',
			account: 'Din inloggning',
			line: 'Linjen för planer',
			phones: 'Telefonerna'
		},
		states: {
			network: { yes: 'finns', no: 'saknas' },
			server: {
				ours: 'svarar',
				'cannot-store': 'svarar, men kan inte spara',
				stranger: 'någon annan svarar',
				silent: 'svarar inte'
			},
			account: { in: 'gäller', out: 'gäller inte', nobody: 'ingen är inloggad här' },
			line: { yes: 'öppen', no: 'stängd' }
		},
		questions: {
			title: 'Hjälp till att hitta felet',
			otherDevice: 'Fungerar Avbrottsfri på en annan dator eller telefon?',
			otherPages: 'Fungerar andra sidor på internet?',
			otherPagesLink: 'Prova sr.se',
			phones: 'Går det att ringa med arbetstelefonerna?',
			yes: 'Ja',
			no: 'Nej'
		},
		phonesDown: 'Telefonerna fungerar inte',
		phonesSteps: [
			'Troligtvis är det fel på telefonnätet. Felanmäl genast från en telefon som fungerar.',
			'Skriv ut brukarschema för varje medarbetare.',
			'Registrera besöken efteråt, i appen eller från papper.'
		],
		call: 'Ring',
		callNumber: (name: string, number: string) => `Ring ${name}, ${number}`,
		allNumbers: 'Alla nummer',
		noNumbers: 'Inga nummer är inlagda. Administratören lägger in dem under Inställningar.',
		signedOut: 'Du är inte inloggad. Numren är de som senast fanns på den här enheten.',
		signIn: 'Logga in',
		contacts: {
			'it-service': 'IT-service',
			supplier: 'Leverantören',
			telephony: 'Telefoni',
			coordinator: 'Samordnare',
			manager: 'Enhetschef',
			administrator: 'Administratör',
			other: 'Annat'
		}
	}
};
