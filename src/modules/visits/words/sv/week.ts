const DAY = new Intl.DateTimeFormat('sv-SE', { weekday: 'short', day: 'numeric', month: 'numeric', timeZone: 'UTC' });
const day = (date: string) => DAY.format(new Date(date));

/** Svenska texter för veckan, och för vad en flytt innebär medan man drar. */
export const weekTexts = {
	week: {
		tab: 'Vecka',
		title: (week: number) => `Vecka ${week}`,
		span: (from: string, to: string) => `${day(from)} – ${day(to)}`,
		day,
		label: 'Veckans besök per medarbetare och dag',
		before: 'Veckan före',
		after: 'Veckan efter',
		thisWeek: 'Den här veckan',
		visits: (count: number) => `${count} besök`,
		carers: (count: number) => `${count} medarbetare`,
		toDecide: 'något att avgöra',
		time: (minutes: number) => {
			const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
			if (hours === 0) return `${rest} min`;
			return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
		},
		hours: (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h`,
		free: 'ledig',
		restMark: 'vila',
		restTitle: 'Vila som inte räcker',
		rest: {
			R1: (is: string, asked: string, at: string, source: string) =>
				`${is} sammanhängande vila under dygnet från ${at}, det ska vara ${asked} (${source}).`,
			R2: (is: string, asked: string, at: string, source: string) =>
				`${is} vila efter passet som slutar ${at}, det ska vara ${asked} (${source}).`,
			R3: (is: string, asked: string, at: string, source: string) =>
				`Passet från ${at} är ${is} långt, det får vara ${asked} (${source}).`,
			R6: (is: string, asked: string, at: string, source: string) =>
				`${is} sammanhängande veckovila från ${at}, det ska vara ${asked} (${source}).`,
			R14: (is: string, asked: string, at: string, source: string) =>
				`${is} arbete utan rast från ${at}, det får vara ${asked} (${source}).`
		},
		openDay: 'Öppna dagen',
		closeCell: 'Stäng',
		cellTitle: (carer: string, date: string) => `${carer}, ${date}`,
		cellHelp: 'Dra ett besök till en annan ruta, eller välj det för att flytta.',
		noVisits: 'Inga besök här.',
		dropOn: (carer: string, date: string) => `${carer} · ${date}`,
		restNow: (name: string) => `Vilan räcker inte längre för ${name}.`,
		pastDay: 'Det går inte att flytta till en dag som har varit.',
		notHere: 'Planen för den dagen finns inte på den här enheten.'
	},
	moveVisit: {
		open: 'Flytta',
		title: (name: string) => `Flytta besöket hos ${name}`,
		day: 'Dag',
		act: 'Flytta besöket',
		help: 'På en annan dag står besöket med samma innehåll. Här visas att det är flyttat.',
		works: (name: string, times: string) => `${name} arbetar ${times} den dagen.`,
		free: (name: string) => `${name} är ledig den dagen.`,
		told: (name: string, carer: string, date: string) => `${name} är flyttat till ${carer}, ${date}.`,
		movedTo: (date: string) => `Flyttat till ${date}`,
		movedFrom: (date: string) => `Flyttat hit från ${date}`,
		show: 'Visa den dagen',
		codes: {
			undo: 'taget tillbaka av den som lade till det',
			duplicate: 'samma besök fanns två gånger',
			'not-in-source': 'finns inte kvar i planeringssystemet'
		}
	},
	dragging: {
		to: (carer: string, time: string) => `${carer} ${time}`,
		before: (name: string, travel: number, slack: number) =>
			slack >= 0
				? `${travel} min resa från ${name}, ${slack} min över`
				: `${travel} min resa från ${name}, ${-slack} min för lite`,
		after: (name: string, travel: number, slack: number) =>
			slack >= 0
				? `${travel} min resa till ${name}, ${slack} min över`
				: `${travel} min resa till ${name}, ${-slack} min för lite`,
		overlap: (names: string) => `Samtidigt som ${names}`,
		newPerson: (number: number, name: string) => `Blir medarbetare nr ${number} för ${name} på 14 dagar`,
		knownPerson: (number: number, name: string) => `${name} träffar redan medarbetaren (${number} på 14 dagar)`
	}
};
