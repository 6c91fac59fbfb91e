const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** Svenska texter för kontot, den första inloggningen och tillgänglighetsredogörelsen. */
export const accountTexts = {
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
		installIos: 'På iPhone: Dela-ikonen → Lägg till på hemskärmen → Lägg till.',
		keeping: {
			title: 'Det som sparas här',
			lasting: 'Webbläsaren har lovat att behålla det som sparas på enheten.',
			fleeting:
				'Webbläsaren får rensa det som sparas på enheten om utrymmet tar slut. Installera appen, eller be webbläsaren att behålla det.',
			ask: 'Be webbläsaren att behålla det',
			refused: 'Webbläsaren lovar inget. Skicka det du har gjort innan enheten ligger oanvänd en längre tid.'
		},
		installed: 'Appen är installerad på den här enheten.'
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
		whenAsked: 'Behövs för att byta e-postadress eller lösenord.',
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
	firstSignIn: {
		title: 'Välkommen',
		intro: 'Kontrollera kontaktuppgifterna och välj ett eget lösenord innan du börjar.',
		submit: 'Spara och fortsätt'
	},
	accessibilityPage: {
		title: 'Tillgänglighet',
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
