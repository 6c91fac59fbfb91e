/** Svenska texter för att registrera arbetsorder. */
export const registrationTexts = {
	registration: {
		title: 'Registrera arbetsorder',
		intro: 'En eller flera order för samma objekt. Flera blir en bunt.',
		notAllowed: 'Hyresvärden låter inte utförare registrera order.',
		objectNumber: 'Objektnummer',
		objectHint: 'Välj ett känt objekt så fylls adress och hyresgäst i.',
		address: 'Adress',
		postalCode: 'Postnummer',
		city: 'Ort',
		area: 'Område',
		administrativeArea: 'Förvaltningsområde',
		tenantHint: 'Lämna namnet tomt om objektet är vakant.',
		use: 'Nummer att använda',
		uses: { none: 'Inget valt', homePhone: 'Bostad', workPhone: 'Arbete', otherPhone: 'Övrig/SMS' },
		masterKey: 'Inpassering med huvudnyckel',
		masterKeys: { unknown: 'Uppgift saknas', yes: 'Ja', no: 'Nej' },
		order: (index: number) => `Order ${index}`,
		contractor: 'Utförare',
		choose: 'Välj …',
		phraseHint: 'Kort vad det gäller, till exempel Läckage under diskbänk.',
		replaceWith: 'Byt till (vid byte av enhet)',
		waitsFor: (what: string) => `Väntar på ${what}`,
		add: 'Lägg till en order',
		remove: 'Ta bort ordern',
		submit: (count: number) => (count === 1 ? 'Registrera order' : `Registrera ${count} order`),
		open: 'Det finns redan öppna order på objektet:',
		errors: {
			contractor: 'Välj en utförare.',
			address: 'Skriv adressen.',
			number: 'Skriv objektnumret.',
			phrase: 'Skriv kort vad det gäller.',
			malformed: 'Något fält har fel form eller är för långt.'
		},
		clear: 'Töm formuläret',
		kept: 'Det du fyller i sparas på enheten tills du registrerar.'
	},
	settings: {
		title: 'Inställningar för arbetsorder',
		intro: 'Gäller för alla utförare. Ändringar når enheterna när de är online.',
		phrases: 'Fraser för noteringar',
		phrasesHint: 'En fras per rad, i den ordning de visas.',
		register: 'Registrering',
		contractorsMayRegister: 'Utförare får registrera order till sig själva',
		sms: 'SMS till hyresgästen',
		smsHint: 'Orden {adress}, {ao}, {dag} och {tid} fylls i.',
		occasions: {
			done: 'När arbetet är klart',
			planned: 'När en tid är bokad',
			unplanned: 'När en tid är avbokad',
			'wasted-trip': 'Vid bomkörning'
		},
		example: 'Så blir det:',
		segments: (count: number) => (count === 1 ? '1 SMS' : `${count} SMS`),
		saved: 'Inställningarna är sparade.',
		waits: 'Ändringen väntar på att skickas.',
		changed: 'Någon annan har ändrat inställningarna. Det du har skrivit står kvar här.',
		reload: 'Hämta de nya',
		onlyAdministrators: 'Bara hyresvärdens administratörer kan ändra inställningarna.'
	},
	importing: {
		title: 'Läs in order från fil',
		intro: 'En CSV-fil från ett kalkylblad, en order per rad. Filen prövas först, inget skrivs innan du bekräftar.',
		link: 'Läs in från fil',
		choose: 'Välj fil',
		offline: 'Inläsning kräver anslutning till servern.',
		failed: 'Filen kunde inte läsas in. Den får vara högst 2 MB.',
		preview: (name: string) => `Förhandsgranskning av ${name}`,
		result: (name: string) => `Inläst: ${name}`,
		allGood: 'Alla rader går att läsa in.',
		someBad: 'Rader med fel hoppas över. Rätta filen och läs in den igen, så läggs bara de rättade till.',
		submit: 'Läs in',
		columns: 'Kolumner som behövs: Utförare, Typ, Objektnummer och Adress, och antingen AO-nr eller Externt id.'
	},
	olderOrders: {
		search: 'Sök även äldre på servern',
		help: (days: number) => `Enheten har order från de senaste ${days} dagarna och allt som är öppet.`,
		offline: 'Sökning bland äldre order kräver anslutning.',
		found: (count: number) => (count === 1 ? 'Servern hittade 1 order.' : `Servern hittade ${count} order.`),
		failed: 'Servern svarade inte. Försök igen.'
	}
};
