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
		notKept: (count: number) =>
			count === 0
				? 'Enheten kan inte spara just nu'
				: `${plural(count, 'ändring', 'ändringar')} finns bara på den här sidan`,
		phone: 'telefonen',
		computer: 'datorn'
	},
	signIn: {
		show: 'Visa lösenord',
		hide: 'Dölj lösenord',
		later: (time: string) => `För många försök. Försök igen klockan ${time}.`,
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
	install: {
		title: 'Installera',
		help: 'Lägg appen på hemskärmen så öppnas den direkt, också utan nät.',
		now: 'Installera appen',
		later: 'Inte nu'
	},
	accessibility: { short: 'Tillgänglighetsredogörelse' },
	update: { available: 'En ny version finns.', now: 'Uppdatera nu', later: 'Senare' }
};
