const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** Svenska texter för utkorgen, och skäl till att servern sade nej till något i vilken modul som helst. */
export const outboxTexts = {
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
	notKept: {
		title: 'Enheten kan inte spara just nu',
		online: 'Det du gör skickas direkt till servern. Stäng inte sidan förrän det står att allt är sparat.',
		offline:
			'Det du gör nu finns bara på den här sidan. Stäng den inte: det sparas när enheten kan det igen, eller skickas när servern svarar.',
		again: 'Försök igen',
		copy: 'Kopiera det som inte är sparat',
		copied: 'Kopierat. Klistra in det där det blir kvar.',
		copyFailed: 'Det gick inte att kopiera'
	},
	lost: {
		title: 'Webbläsaren har tömt appens lagring',
		help: (count: number) =>
			`${plural(count, 'ändring', 'ändringar')} som fanns på den här enheten kom aldrig fram till servern. Gör om det du minns. Installera appen, så behåller webbläsaren det som väntar.`,
		seen: 'Jag har sett det'
	},
	clock: {
		label: 'Enhetens klocka',
		behind: (much: string) => `Enhetens klocka går ${much} efter`,
		ahead: (much: string) => `Enhetens klocka går ${much} före`,
		help: 'Appen går efter serverns tid, så det du gör får rätt tid. Ställ om klockan när du kan.',
		minutes: (count: number) => plural(count, 'minut', 'minuter'),
		hours: (count: number) => plural(count, 'timme', 'timmar'),
		days: (count: number) => plural(count, 'dag', 'dagar')
	},
	refused: {
		'unknown-device': 'Enheten är utloggad. Logga in igen.',
		'wrong-signature': 'Händelsen kunde inte kontrolleras.',
		'upload-missing': 'Servern är återställd från en säkerhetskopia och har inte kvar bilden. Ta den igen om det går.',
		'unknown-kind': 'Servern känner inte till händelsen. Uppdatera appen.',
		malformed: 'Uppgifterna hade fel form.',
		other: 'Servern tog inte emot det.',
		by: (text: string, who: string) => `${text}: ${who}`
	}
};
