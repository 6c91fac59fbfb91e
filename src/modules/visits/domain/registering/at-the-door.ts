import type * as Y from 'yjs';
import { swedishTime } from '#swedish/dates';
import { type Minute, type PlanVisit, type Registration, TAKEN_BACK, endOf, takesPlace } from '../plan/model.ts';
import { type Author, type Edit, editVisit } from '../plan/plan-act.ts';
import { standing } from '../plan/read-visit.ts';
import { momentOf, nearHappened } from '../plan/wall-time.ts';
import { writeRegistration } from './register-visit.ts';

const NEAR = 12 * 60 * 60 * 1000; // milliseconds: further from the plan nobody stands at the door

/** What one tap at the door does. */
export type DoorAct = 'start' | 'end';

/** Who stands at the door of a visit of a day, and at which moment by the device's clock. */
export interface AtTheDoor {
	day: string;
	person: string;
	now: number;
}

/** What a carer can do at the door of a visit with one tap; null when it is done, cancelled or far away in time. */
export function doorAct(visit: PlanVisit, { day, person, now }: AtTheDoor): DoorAct | null {
	const own = standing(visit.registrations).filter((said) => said.person === person);
	if (own.some(({ outcome }) => outcome !== 'started')) return null;
	if (own.length > 0) return 'end';
	const planned = momentOf(day, visit.start.value);
	return takesPlace(visit) && planned !== null && Math.abs(now - planned) <= NEAR ? 'start' : null;
}

/** Begins a visit for whoever stands at its door, now. */
export function startVisit(doc: Y.Doc, author: Author, id: string, door: AtTheDoor): Edit {
	return editVisit(doc, author, id, (act, visit) => {
		if (doorAct(visit, door) !== 'start') return 'already-registered';
		const start = minuteOf(door.now, visit.start.value);
		return writeRegistration(act, visit, {
			person: door.person,
			outcome: 'started',
			start,
			happened: door.now,
			way: 'visit'
		});
	});
}

/** Ends the visit that this person has begun, now: it takes the place of the beginning, with its time. */
export function endVisit(doc: Y.Doc, author: Author, id: string, door: AtTheDoor): Edit {
	return editVisit(doc, author, id, (act, visit) => {
		const begun = begunBy(visit, door.person);
		if (doorAct(visit, door) !== 'end' || begun.length === 0) return 'already-registered';
		const [first] = begun;
		const start = first?.start ?? null;
		const end = minuteOf(door.now, start ?? endOf(visit));
		return writeRegistration(act, visit, {
			person: door.person,
			outcome: 'done',
			start,
			// A clock that was set back between the two taps must not keep the visit from being ended.
			end: Math.max(end, start ?? end),
			happened: first?.happened ?? door.now,
			way: 'visit',
			corrects: begun.flatMap(({ keys }) => keys)
		});
	});
}

/** What this member can take back of what they said at this door; null when there is nothing. */
export function doorSlip(visit: PlanVisit, { person }: AtTheDoor, member: string): DoorAct | null {
	const own = standing(visit.registrations).filter((said) => said.person === person);
	const [said] = own.filter(({ by, way }) => by === member && way === 'visit');
	if (own.length !== 1 || !said) return null;
	if (said.outcome === 'started') return 'start';
	return said.outcome === 'done' && said.documentation === '' && said.start !== null ? 'end' : null;
}

/** Takes the last tap at the door back: a visit that was begun is planned again, one that was ended goes on. */
export function takeBackAtDoor(doc: Y.Doc, author: Author, id: string, door: AtTheDoor): Edit {
	return editVisit(doc, author, id, (act, visit) => {
		const slip = doorSlip(visit, door, author.member);
		const [said] = standing(visit.registrations).filter(({ person }) => person === door.person);
		if (slip === null || !said) return 'nothing-to-change';
		const { person, keys, start, happened } = said;
		if (slip === 'start')
			return writeRegistration(act, visit, { person, outcome: TAKEN_BACK, way: 'visit', corrects: keys });
		return writeRegistration(act, visit, { person, outcome: 'started', start, happened, way: 'visit', corrects: keys });
	});
}

function begunBy(visit: PlanVisit, person: string): Registration[] {
	return standing(visit.registrations).filter((said) => said.person === person && said.outcome === 'started');
}

/** A moment as the minute of the plan's day that is nearest to another one. */
function minuteOf(now: number, near: Minute): Minute {
	const [hours = 0, minutes = 0] = swedishTime(now).split(':').map(Number);
	return nearHappened(hours * 60 + minutes, near);
}
