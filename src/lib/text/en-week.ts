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
