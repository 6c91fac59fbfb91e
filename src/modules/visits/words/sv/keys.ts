/** Svenska texter för nycklar och portkoder. */
export const keyTexts = {
	keys: {
		title: 'Nyckel och kod',
		titleOf: (name: string) => `Nyckel och kod: ${name}`,
		show: 'Visa nyckel och kod',
		showShort: 'Visa nyckel',
		showFor: (name: string) => `Visa nyckel och kod: ${name}`,
		write: 'Ändra nyckel och kod',
		remove: 'Ta bort nyckel och kod',
		whose: 'Vems',
		loading: 'Hämtar …',
		parts: {
			keyNumber: 'Nyckel nummer',
			keyPlace: 'Nyckeln finns',
			doorCode: 'Portkod',
			alarmCode: 'Larmkod',
			instruction: 'Så gör du'
		},
		choose: {
			title: 'Välj en nyckelkod',
			help: 'Nycklar och portkoder låses med sex siffror som du väljer för just den här enheten. Koden finns ingen annanstans: glömmer du den väljer du en ny.',
			code: 'Nyckelkod, sex siffror',
			again: 'Skriv koden en gång till',
			password: 'Ditt lösenord',
			passwordHelp: 'Så att ingen som hittar enheten kan välja en egen kod.',
			act: 'Spara koden',
			new: 'Glömt koden',
			sixDigits: 'Koden ska vara sex siffror.',
			tooSimple: 'Välj en kod som är svårare att gissa.',
			notSame: 'Koderna är olika.',
			problems: {
				offline: 'Det behövs kontakt med servern den första gången. Försök när du har nät.',
				'wrong-password': 'Fel lösenord.',
				'too-many-tries': 'För många försök. Vänta en kvart.',
				other: 'Det gick inte att spara koden. Försök igen.'
			}
		},
		ask: {
			code: 'Din nyckelkod',
			reason: 'Varför behöver du se den?',
			reasonHint: 'Minst 10 tecken. Orsaken står i loggen.',
			needed: {
				'no-visit': 'Det gäller inget besök just nu, så orsaken behövs.',
				'not-own': 'Besöket är inte ditt, så orsaken behövs.',
				'outside-time': 'Det är mer än en timme till eller från besöket, så orsaken behövs.'
			},
			usual: ['Larm eller akut besök', 'Hoppar in för en kollega', 'Besöket är flyttat', 'Kontrollerar uppgiften'],
			act: 'Visa i 30 sekunder',
			logged: 'Varje visning loggas med ditt namn och klockslag.',
			reasonTooShort: 'Skriv en orsak på minst 10 tecken.',
			reasonHoldsCode: 'Skriv ingen kod i orsaken.',
			wrong: (left: number) =>
				left === 1 ? 'Fel kod. Ett försök kvar, sedan raderas nycklarna.' : `Fel kod. ${left} försök kvar.`,
			destroyed: 'Fel kod för tionde gången: nycklarna är raderade från enheten. Välj en ny nyckelkod när du har nät.',
			unreadable: 'Det som finns på enheten gick inte att läsa. Anslut till nätet och försök igen.'
		},
		shown: {
			hides: (seconds: number) => `Döljs om ${seconds} s`,
			hide: 'Dölj nu'
		},
		missing: {
			noPlan: (name: string) => `Ingen nyckel eller kod är inlagd för ${name}. Planerarna lägger in den under Laget.`,
			offline: (name: string) =>
				`Den här enheten har ingen nyckel till ${name}. Den hämtas för dina besök ett dygn framåt, och det går inte utan nät.`,
			notNeeded: (name: string) =>
				`Nycklar lämnas ut ett dygn före besöket och tas bort tolv timmar efter. Enheten har ingen för ${name} just nu.`,
			call: 'Ring i stället:'
		},
		plan: {
			exists: (when: string, who: string) => (who ? `Finns, ändrad ${when} av ${who}.` : `Finns, ändrad ${when}.`),
			none: 'Ingen nyckel och ingen kod är inlagd.',
			waits: 'En ändring väntar på att skickas.',
			replaces: 'Det du skriver ersätter allt som fanns. Det låses på enheten innan det skickas.',
			onlyHere: 'Koder skrivs här och ingen annanstans.',
			empty: 'Fyll i minst ett fält.',
			tooLong: 'Något är för långt.',
			notYet: 'Anslut till servern en gång först, så att enheten får det den låser med.',
			removeSure: 'Ta bort allt som finns om nyckel och kod?'
		},
		refused: {
			'changed-meanwhile': 'Någon annan ändrade nyckel och kod först. Titta på det som gäller och skriv sedan igen.',
			'unknown-recipient': 'Brukaren finns inte längre i teamet.',
			forbidden: 'Bara teamets planerare ändrar nyckel och kod.',
			other: 'Ändringen av nyckel och kod kunde inte tas emot. Skriv den igen.'
		},
		log: {
			title: 'Nyckelvisningar',
			part: ['Nyckelvisningar', 'Vem som har sett nycklar och portkoder, när och varför'] as [string, string],
			intro: 'Vem som har sett nycklar och portkoder, när och varför. Det som behövde en orsak står först.',
			none: 'Ingen har sett någon nyckel eller kod.',
			noneFound: 'Inga visningar med det urvalet.',
			recipient: 'Brukare',
			person: 'Medarbetare',
			everybody: 'Alla',
			when: 'När',
			reason: 'Orsak',
			device: 'Enhet',
			unknown: 'Okänd brukare',
			own: 'Eget besök',
			unusual: {
				'no-visit': 'Utan besök',
				'not-own': 'Inte eget besök',
				'outside-time': 'Utanför tiden'
			},
			late: (when: string) => `kom in ${when}`,
			noReason: 'ingen orsak',
			handed: 'Utlämnat till enheter',
			handedHelp:
				'Nycklar och koder som låg låsta på en enhet, också när ingen öppnade dem. Titta här när en enhet är borta.',
			noneHanded: 'Ingen enhet har fått någon nyckel eller kod.',
			heldUntil: (when: string) => `finns där till ${when}`,
			wasHeldUntil: (when: string) => `fanns där till ${when}`,
			moreHanded: 'Äldre utlämningar visas inte. Välj brukare eller medarbetare.',
			more: (count: number) => `${count} äldre visningar visas inte. Välj brukare eller medarbetare.`
		}
	}
};
