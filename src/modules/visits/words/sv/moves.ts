/** Svenska texter för besök som flera flyttar samtidigt. */
export const moveTexts = {
	meanwhile: {
		you: 'Du, på en annan enhet,',
		source: 'Planeringssystemet',
		somebody: 'Någon annan',
		changed: (who: string, name: string, now: string) =>
			`${who} ändrade besöket hos ${name} medan du höll i det. Det gäller nu: ${now}. Din flytt gjordes inte – dra besöket igen om det ska någon annanstans.`
	},
	movedHere: {
		of: (date: string) => ` (från ${date})`,
		show: 'Visa den dagen'
	}
};
