const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** Svenska. */
export const sv = {
	common: {
		appName: 'Avbrottsfri',
		skip: 'Till innehållet',
		back: 'Tillbaka',
		cancel: 'Avbryt',
		save: 'Spara',
		close: 'Stäng',
		you: 'Du',
		required: 'obligatoriskt',
		loading: 'Läser in …',
		navigation: 'Huvudmeny',
		notFound: 'Sidan finns inte',
		notFoundHelp: 'Adressen leder ingenstans. Gå till startsidan och sök därifrån.',
		crashed: 'Något gick fel på sidan',
		crashedHelp: 'Det du har gjort ligger kvar på enheten. Ladda om sidan.',
		toStart: 'Till startsidan',
		reload: 'Ladda om'
	},
	days: { locale: 'sv-SE', today: 'i dag', yesterday: 'i går' },
	menu: {
		account: 'Konto & kontaktuppgifter',
		settings: 'Inställningar',
		signOut: 'Logga ut',
		more: 'Mer',
		signedIn: 'Inloggad som'
	},
	excel: {
		save: 'Skriv ut till Excel',
		short: 'Excel',
		writing: 'Skriver …',
		saved: (name: string) => `Rapporten ${name} är sparad.`,
		failed: 'Rapporten kunde inte skrivas. Ladda om sidan och försök igen.'
	},
	nav: { outbox: 'Utkorg', outage: 'Driftläge', account: 'Konto' },
	saving: {
		label: 'Sparläge',
		saved: (time: string) => (time ? `Allt är sparat ${time}` : 'Allt är sparat'),
		nothingYet: 'Ansluter …',
		waiting: (device: string, count: number) =>
			`Sparat på ${device} – ${plural(count, 'ändring', 'ändringar')} skickas när du är online`,
		sending: (count: number) => `Skickar ${plural(count, 'ändring', 'ändringar')} …`,
		offline: (device: string) => `Utan kontakt med servern. Allt sparas på ${device}.`,
		refused: (count: number) => `Kunde inte skickas: ${plural(count, 'händelse', 'händelser')}.`,
		show: 'Visa',
		signedOut: 'Du är utloggad. Det du har gjort ligger kvar på enheten.',
		signIn: 'Logga in',
		storageFull: 'Enheten kan inte spara mer. Frigör utrymme innan du fortsätter.',
		phone: 'telefonen',
		computer: 'datorn'
	},
	signIn: {
		outage: 'Fungerar det inte? Se driftläget',
		title: 'Logga in',
		username: 'Organisationsnummer eller e-post',
		usernameHint: 'Tio siffror, till exempel 556016-0680, eller din e-postadress',
		password: 'Lösenord',
		submit: 'Logga in',
		busy: 'Loggar in …',
		ended: 'Du är utloggad. Det du inte hann skicka ligger kvar på enheten och skickas när du loggar in igen.',
		demo: 'Demokonton',
		demoHelp: 'Installationen är fylld med exempel. Välj ett konto för att prova.',
		errors: {
			offline: 'Servern svarar inte. Du kan logga in när den är tillbaka.',
			'wrong-check-digit': 'Kontrollsiffran i organisationsnumret stämmer inte. Läs av numret igen.',
			'wrong-credentials': 'Fel användarnamn eller lösenord.',
			'too-many-tries': 'För många försök. Vänta en stund och försök igen.',
			'start-password-expired': 'Startlösenordet har gått ut. Be den som bjöd in dig om ett nytt.',
			other: 'Det gick inte att logga in. Försök igen.'
		}
	},
	firstSignIn: {
		title: 'Välkommen',
		intro: 'Kontrollera kontaktuppgifterna och välj ett eget lösenord innan du börjar.',
		submit: 'Spara och fortsätt'
	},
	contact: {
		title: 'Kontaktuppgifter',
		name: 'Namn',
		email: 'E-post',
		phone: 'Telefon',
		mobile: 'Mobil',
		otherPhone: 'Telefon övrig',
		currentPassword: 'Nuvarande lösenord',
		newPassword: 'Nytt lösenord',
		newPasswordHint: 'Minst 12 tecken. Gärna en mening.',
		keepPassword: 'Lämna tomt för att behålla ditt lösenord.',
		saved: 'Kontaktuppgifterna är sparade.',
		errors: {
			offline: 'Servern svarar inte. Kontaktuppgifter kan bara ändras med anslutning.',
			malformed: 'Fyll i fältet i rätt form.',
			'password-missing': 'Välj ett nytt lösenord.',
			'too-short': 'Lösenordet måste ha minst 12 tecken.',
			'too-long': 'Lösenordet får ha högst 128 tecken.',
			'too-common': 'Det lösenordet är för vanligt. Välj ett annat.',
			'invisible-ends': 'Lösenordet börjar eller slutar med ett osynligt tecken. Ta bort det.',
			'contains-name': 'Lösenordet får inte innehålla ditt eller företagets namn.',
			'same-password': 'Välj ett annat lösenord än det du har.',
			'wrong-password': 'Nuvarande lösenord stämmer inte.',
			other: 'Det gick inte att spara. Försök igen.'
		}
	},
	account: {
		title: 'Konto',
		company: 'Företag',
		signOut: 'Logga ut',
		signOutWaiting: (count: number) => `${plural(count, 'ändring', 'ändringar')} är inte skickade`,
		signOutKept: 'De ligger kvar på enheten och skickas nästa gång du loggar in här. Ingen annan kan läsa dem i appen.',
		signOutAnyway: 'Logga ut och behåll',
		stay: 'Stanna kvar',
		devices: 'Inloggade enheter',
		thisDevice: 'den här enheten',
		seen: (time: string) => `senast ${time}`,
		revoke: 'Logga ut enheten',
		devicesOffline: 'Listan över enheter kräver anslutning.',
		theme: 'Utseende',
		themes: { system: 'Som systemet', light: 'Ljust', dark: 'Mörkt', sun: 'Starkt solljus' },
		language: 'Språk',
		install: 'Installera',
		installHelp: 'Lägg appen på hemskärmen så öppnas den direkt, också utan nät.',
		installNow: 'Installera appen',
		installLater: 'Inte nu',
		installIos: 'På iPhone: Dela-ikonen → Lägg till på hemskärmen → Lägg till.',
		installed: 'Appen är installerad på den här enheten.'
	},
	outbox: {
		waits: 'väntar',
		attention: 'Behöver ordnas',
		carried: {
			title: 'Bärs för kollegor',
			intro: 'Andras arbete som du har tagit emot utan nät. Den som först når servern lämnar det, i deras namn.',
			refused: 'Togs inte emot av servern. Kollegan ser varför i sin egen app.',
			unknownColleague: 'En kollega',
			changes: (count: number) => plural(count, 'ändring', 'ändringar'),
			acts: (count: number) => plural(count, 'händelse', 'händelser'),
			since: (time: string) => `mottaget ${time}`
		},
		title: 'Utkorg',
		intro: 'Det som är gjort på den här enheten och som servern inte har bekräftat.',
		empty: 'Allt är sparat på servern.',
		waiting: 'Väntar på att skickas',
		refused: 'Behöver din uppmärksamhet',
		text: 'Ändringar i text',
		picture: 'Bild eller fil',
		seen: 'Jag har sett det',
		texts: (count: number) => plural(count, 'dokument med ändrad text', 'dokument med ändrad text')
	},
	refused: {
		'unknown-device': 'Enheten är utloggad. Logga in igen.',
		'wrong-signature': 'Händelsen kunde inte kontrolleras.',
		'upload-missing': 'Servern är återställd från en säkerhetskopia och har inte kvar bilden. Ta den igen om det går.',
		'clock-ahead': 'Klocka fel: enhetens klocka går före. Ställ den rätt.',
		'unknown-kind': 'Servern känner inte till händelsen. Uppdatera appen.',
		malformed: 'Uppgifterna hade fel form.',
		other: 'Servern tog inte emot det.',
		by: (text: string, who: string) => `${text}: ${who}`
	},
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
	update: { available: 'En ny version finns.', now: 'Uppdatera nu', later: 'Senare' },
	accessibility: {
		title: 'Tillgänglighet',
		short: 'Tillgänglighetsredogörelse',
		text: [
			'Avbrottsfri ska kunna användas av alla. Målet är WCAG 2.2 nivå AA.',
			'Tjänsten är delvis förenlig med lagen om tillgänglighet till digital offentlig service. Den har prövats med automatiska verktyg och tangentbord, men ännu inte med skärmläsare på riktiga telefoner.',
			'Hittar du ett hinder? Hör av dig till din organisations administratör.',
			'Är du inte nöjd med svaret kan du anmäla det till Digg.'
		],
		assessed: 'Senast bedömd 22 november 2026.',
		report: 'Anmäl till Digg'
	}
};
