const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
const day = (date: string) => DAY.format(new Date(date));

/** English texts for the week, and for what a move means while one drags. */
export const weekTexts = {
	week: {
		tab: 'Week',
		title: (week: number) => `Week ${week}`,
		span: (from: string, to: string) => `${day(from)} – ${day(to)}`,
		day,
		label: 'The visits of the week by carer and day',
		before: 'The week before',
		after: 'The week after',
		thisWeek: 'This week',
		visits: (count: number) => (count === 1 ? '1 visit' : `${count} visits`),
		carers: (count: number) => (count === 1 ? '1 carer' : `${count} carers`),
		toDecide: 'something to decide',
		time: (minutes: number) => {
			const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
			if (hours === 0) return `${rest} min`;
			return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
		},
		hours: (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h`,
		free: 'off',
		restMark: 'rest',
		restTitle: 'Rest that is too short',
		rest: {
			R1: (is: string, asked: string, at: string, source: string) =>
				`${is} of unbroken rest in the 24 hours from ${at}, it has to be ${asked} (${source}).`,
			R2: (is: string, asked: string, at: string, source: string) =>
				`${is} of rest after the shift that ends ${at}, it has to be ${asked} (${source}).`,
			R3: (is: string, asked: string, at: string, source: string) =>
				`The shift from ${at} is ${is} long, it may be ${asked} (${source}).`,
			R6: (is: string, asked: string, at: string, source: string) =>
				`${is} of unbroken weekly rest from ${at}, it has to be ${asked} (${source}).`,
			R14: (is: string, asked: string, at: string, source: string) =>
				`${is} of work without a break from ${at}, it may be ${asked} (${source}).`
		},
		openDay: 'Open the day',
		closeCell: 'Close',
		cellTitle: (carer: string, date: string) => `${carer}, ${date}`,
		cellHelp: 'Drag a visit to another cell, or choose it to move it.',
		noVisits: 'No visits here.',
		dropOn: (carer: string, date: string) => `${carer} · ${date}`,
		restNow: (name: string) => `${name} no longer has enough rest.`,
		pastDay: 'A visit cannot be moved to a day that is over.',
		notHere: 'The plan of that day is not on this device.'
	},
	moveVisit: {
		open: 'Move',
		title: (name: string) => `Move the visit to ${name}`,
		day: 'Day',
		act: 'Move the visit',
		help: 'On another day the visit stands with the same content. Here it says that it was moved.',
		works: (name: string, times: string) => `${name} works ${times} that day.`,
		free: (name: string) => `${name} is off that day.`,
		told: (name: string, carer: string, date: string) => `${name} is moved to ${carer}, ${date}.`,
		movedTo: (date: string) => `Moved to ${date}`,
		movedFrom: (date: string) => `Moved here from ${date}`,
		show: 'Show that day',
		codes: {
			undo: 'taken back by who added it',
			duplicate: 'the same visit was there twice',
			'not-in-source': 'gone from the planning system'
		}
	},
	dragging: {
		to: (carer: string, time: string) => `${carer} ${time}`,
		before: (name: string, travel: number, slack: number) =>
			slack >= 0
				? `${travel} min from ${name}, ${slack} min to spare`
				: `${travel} min from ${name}, ${-slack} min too little`,
		after: (name: string, travel: number, slack: number) =>
			slack >= 0
				? `${travel} min to ${name}, ${slack} min to spare`
				: `${travel} min to ${name}, ${-slack} min too little`,
		overlap: (names: string) => `At the same time as ${names}`,
		newPerson: (number: number, name: string) => `Becomes carer no. ${number} for ${name} in 14 days`,
		knownPerson: (number: number, name: string) => `${name} knows this carer (${number} in 14 days)`
	}
};
