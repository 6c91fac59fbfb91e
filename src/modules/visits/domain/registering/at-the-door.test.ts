import { describe, expect, it } from 'vitest';
import { DAY, Scene, imported, visitOf } from '#tests/merge/plans.ts';
import { dayAfter, swedishMoment } from '#swedish/dates';
import { readPlan } from '../plan/read-plan.ts';
import { standing } from '../plan/read-visit.ts';
import { doorAct, endVisit, startVisit } from './at-the-door.ts';

const at = (time: string, day = DAY) => swedishMoment(day, time) ?? 0;
const door = (person: string, now: number) => ({ day: DAY, person, now });
const scene = (more: object) => new Scene([1, 2, 3], true, [imported('v1', more)]);
const read = ({ doc }: Scene) => visitOf(readPlan(doc, DAY), 'v1');

describe('at the door', () => {
	it('[VI127] one tap begins and one ends, with the times of the clock, and nothing is registered afterwards', () => {
		const of = scene({ start: 450, length: 30, a: 'E1' });
		expect(doorAct(read(of), door('E1', at('07:33')))).toBe('start');
		expect(startVisit(of.doc, of.ann, 'v1', door('E1', at('07:33'))).ok).toBe(true);
		expect(read(of).status).toBe('started');
		expect(doorAct(read(of), door('E1', at('08:01')))).toBe('end');
		expect(endVisit(of.doc, of.ann, 'v1', door('E1', at('08:01'))).ok).toBe(true);
		const said = standing(read(of).registrations);
		expect(said).toMatchObject([{ outcome: 'done', start: 453, end: 481, way: 'visit', happened: at('07:33') }]);
		expect(doorAct(read(of), door('E1', at('08:05')))).toBeNull();
	});

	it('[VI127] goes over midnight', () => {
		const of = scene({ start: 1420, length: 40, a: 'E1' });
		startVisit(of.doc, of.ann, 'v1', door('E1', at('23:45')));
		endVisit(of.doc, of.ann, 'v1', door('E1', at('00:25', dayAfter(DAY, 1))));
		expect(standing(read(of).registrations)).toMatchObject([{ start: 1425, end: 1465 }]);
	});

	it('[VI127] each of two carers begins and ends in their own name', () => {
		const of = scene({ start: 450, length: 30, a: 'E1', b: 'E2', double: true });
		startVisit(of.doc, of.ann, 'v1', door('E1', at('07:30')));
		startVisit(of.doc, of.ann, 'v1', door('E2', at('07:35')));
		endVisit(of.doc, of.ann, 'v1', door('E1', at('08:00')));
		expect(doorAct(read(of), door('E2', at('08:00')))).toBe('end');
		expect(
			standing(read(of).registrations)
				.map(({ person, outcome }) => `${person} ${outcome}`)
				.sort()
		).toEqual(['E1 done', 'E2 started']);
	});

	it('[VI127] offers nothing of a cancelled visit or of one that is far away, and begins nothing twice', () => {
		const of = scene({ start: 450, length: 30, a: 'E1' });
		expect(doorAct(read(of), door('E1', at('07:30', dayAfter(DAY, 1))))).toBeNull();
		startVisit(of.doc, of.ann, 'v1', door('E1', at('07:30')));
		expect(startVisit(of.doc, of.ann, 'v1', door('E1', at('07:31')))).toEqual({
			ok: false,
			code: 'already-registered'
		});
		const other = scene({ start: 450, length: 30, withdrawn: 'borta' });
		expect(doorAct(read(other), door('E1', at('07:30')))).toBeNull();
	});

	it('[VI127] a clock that was set back between the taps ends the visit all the same', () => {
		const of = scene({ start: 450, length: 30, a: 'E1' });
		startVisit(of.doc, of.ann, 'v1', door('E1', at('07:40')));
		endVisit(of.doc, of.ann, 'v1', door('E1', at('07:35')));
		expect(standing(read(of).registrations)).toMatchObject([{ outcome: 'done', start: 460, end: 460 }]);
	});
});
