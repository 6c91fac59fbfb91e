import type { replanTexts as swedish } from '../sv/replan.ts';

const visits = (count: number) => (count === 1 ? '1 visit' : `${count} visits`);
const changes = (count: number) => (count === 1 ? '1 change' : `${count} changes`);
const time = (minutes: number) => {
	const hours = Math.floor(minutes / 60);
	return hours === 0 ? `${minutes} min` : `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
};
type Figures = Readonly<Record<string, number>>;
const of = (figures: Figures, name: string) => figures[name] ?? 0;

/** English texts of proposals for a new plan. */
export const replanTexts: typeof swedish = {
	replan: {
		open: 'Suggest a new plan',
		title: 'Suggest a new plan',
		back: 'Back to the plan of the day',
		basis: 'Start from',
		awayNow: 'Away',
		nobodyAway: 'Nobody is marked as away.',
		alsoAway: 'Count these as away too',
		alsoAwayHelp: 'For example when a phone area is down. Their absence is not changed.',
		wide: 'Also move others’ visits that are near in time',
		wideHelp: 'Gives more room, but reaches more care recipients. Visits that are begun or pinned always stay.',
		working: 'Working out a proposal …',
		failed: 'No proposal could be worked out.',
		again: 'Work it out again',
		stale: 'The plan has changed since the proposal was made. Work it out again before you use it.',
		nothingNeeded: 'All visits have the carers that they need. There is nothing to suggest.',
		summary: (helped: number, needed: number) => `${helped} of ${visits(needed)} get a carer`,
		left: (count: number) => `${count} still without`,
		newFaces: (count: number) => (count === 1 ? '1 first meeting' : `${count} first meetings`),
		newFacesHelp: 'Carers whom the care recipient has not met in 14 days',
		movedStarts: (count: number) => (count === 1 ? '1 moved time' : `${count} moved times`),
		moreTravel: (minutes: number) => (minutes < 0 ? `${-minutes} min less travel` : `${minutes} min more travel`),
		sameTravel: 'as much travel',
		madeRoom: (count: number) => (count === 1 ? '1 other visit is moved' : `${count} other visits are moved`),
		changes: (count: number) => `Proposal · ${changes(count)}`,
		choose: (who: string, at: string) => `Use the change for ${who} ${at}`,
		toMakeRoom: 'moved to make room',
		from: 'from',
		to: 'to',
		nobody: 'nobody',
		later: (minutes: number) => `${time(minutes)} later`,
		earlier: (minutes: number) => `${time(minutes)} earlier`,
		faces: {
			new: (who: string, number: number) => `new to ${who}: becomes carer no. ${number} in 14 days`,
			known: (who: string, number: number) =>
				number === 1 ? `${who} meets this carer alone` : `knows ${who}: one of ${number} in 14 days`
		},
		has: (what: string) => `has ${what}`,
		travel: (minutes: number) => (minutes < 0 ? `${-minutes} min less travel` : `${minutes} min more travel`),
		noTravel: 'no more travel',
		slack: (minutes: number) => `${minutes} min to spare`,
		why: 'Why nobody else?',
		whyLabel: (who: string, at: string) => `Why nobody else? ${who} ${at}`,
		whyLeft: 'Why not?',
		whyLeftLabel: (who: string, at: string) => `Why does nobody get the visit? ${who} ${at}`,
		whyTitle: (who: string, at: string) => `Why not? ${who} ${at}`,
		whyIntro: (at: string) => `What happens if the visit is given to somebody else ${at}, with the other changes used.`,
		whyNot: (name: string) => `Why not ${name}?`,
		possible: 'Also possible',
		impossible: 'Not possible',
		offDuty: (names: string) => `Not at work that day: ${names}`,
		leftTitle: (count: number) => `Without a carer · ${visits(count)}`,
		leftWhy: {
			'nobody-can': 'Nobody can take the visit without breaking a rule.',
			pinned: 'The visit is pinned. Unpin it if it may be moved.',
			begun: 'The visit has begun or is registered.',
			'to-decide': 'Two have changed the visit apart. Settle that first.',
			past: 'The time of the visit has passed.'
		},
		use: (count: number) => `Use ${changes(count)}`,
		used: (count: number) => `${changes(count)} made.`,
		note: 'Nothing changes until you choose to use the proposal. All of it can be undone at once.',
		notTogether: 'It cannot be used like this. Without what you left out:',
		reason: 'Proposal for a new plan',
		broken: {
			overlap: (n: Figures) => `busy: ${time(of(n, 'minutes'))} overlap`,
			'travel-short': (n: Figures) => `too far: the way takes ${of(n, 'needed')} min, there are ${of(n, 'between')}`,
			'off-duty': () => 'not at work that day',
			'outside-hours': (n: Figures) => `${time(of(n, 'minutes'))} outside working hours`,
			'lunch-missed': (n: Figures) => `no room for lunch: ${of(n, 'longest')} min of ${of(n, 'needed')}`,
			'missing-need': (_n: Figures, need: string) => `lacks ${need}`,
			'expired-delegation': (_n: Figures, need: string) => `the delegation for ${need} has expired`,
			absent: () => 'is away',
			'unknown-carer': () => 'is not in the team',
			'same-carer-twice': () => 'is the other one of the two already',
			'outside-window': (n: Figures) => `${of(n, 'early') + of(n, 'late')} min outside the time window`,
			'sequence-broken': (n: Figures) =>
				`${of(n, 'between')} min after the first visit, should be ${of(n, 'least')}–${of(n, 'most')}`,
			R1: (n: Figures) => `${time(of(n, 'minutes'))} daily rest, ${time(of(n, 'required'))} required`,
			R2: (n: Figures) => `${time(of(n, 'minutes'))} rest between shifts, ${time(of(n, 'required'))} required`,
			R3: (n: Figures) => `the shift becomes ${time(of(n, 'minutes'))}, at most ${time(of(n, 'required'))}`,
			R6: (n: Figures) => `${time(of(n, 'minutes'))} weekly rest, ${time(of(n, 'required'))} required`,
			R14: (n: Figures) => `${time(of(n, 'minutes'))} without a break, at most ${time(of(n, 'required'))}`
		}
	}
};
