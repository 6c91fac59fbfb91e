import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { DAY, Scene, imported, visitOf } from '#tests/merge/plans.ts';
import { dayAfter, swedishMoment } from '#swedish/dates';
import { readPlan } from '../plan/read-plan.ts';
import { TAKEN_BACK } from '../plan/model.ts';
import { standing } from '../plan/read-visit.ts';
import { momentOf, timesNearPlanned } from '../plan/wall-time.ts';
import { doorAct, doorSlip, endVisit, startVisit, takeBackAtDoor } from './at-the-door.ts';
import { registerVisit } from './register-visit.ts';

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

	it('[VI129] a slip is taken back: the begun visit is planned again, as if nobody had been there', () => {
		const of = scene({ start: 450, length: 30, a: 'E1' });
		startVisit(of.doc, of.ann, 'v1', door('E1', at('07:33')));
		expect(doorSlip(read(of), door('E1', at('07:34')), of.ann.member)).toBe('start');
		expect(takeBackAtDoor(of.doc, of.ann, 'v1', door('E1', at('07:34'))).ok).toBe(true);
		expect(read(of)).toMatchObject({ status: 'planned', registrations: [] });
		expect(doorAct(read(of), door('E1', at('07:35')))).toBe('start');
		startVisit(of.doc, of.ann, 'v1', door('E1', at('07:50')));
		expect(standing(read(of).registrations)).toMatchObject([{ outcome: 'started', start: 470 }]);
	});

	it('[VI129] an end that came too early is taken back, and the visit goes on from its beginning', () => {
		const of = scene({ start: 450, length: 30, a: 'E1' });
		startVisit(of.doc, of.ann, 'v1', door('E1', at('07:33')));
		endVisit(of.doc, of.ann, 'v1', door('E1', at('07:34')));
		expect(doorSlip(read(of), door('E1', at('07:34')), of.ann.member)).toBe('end');
		takeBackAtDoor(of.doc, of.ann, 'v1', door('E1', at('07:34')));
		expect(standing(read(of).registrations)).toMatchObject([{ outcome: 'started', start: 453, happened: at('07:33') }]);
		endVisit(of.doc, of.ann, 'v1', door('E1', at('08:01')));
		expect(standing(read(of).registrations)).toMatchObject([{ outcome: 'done', start: 453, end: 481 }]);
	});

	it('[VI129] nobody takes back what somebody else has said', () => {
		const of = scene({ start: 450, length: 30, a: 'E1' });
		startVisit(of.doc, of.ann, 'v1', door('E1', at('07:33')));
		expect(doorSlip(read(of), door('E1', at('07:34')), 'somebody-else')).toBeNull();
		const other = { ...of.ann, member: 'somebody-else' };
		expect(takeBackAtDoor(of.doc, other, 'v1', door('E1', at('07:34')))).toEqual({
			ok: false,
			code: 'nothing-to-change'
		});
		const [said] = read(of).registrations;
		const forged = { person: 'E1', outcome: TAKEN_BACK, corrects: said?.keys ?? [] } as const;
		expect(registerVisit(of.doc, other, 'v1', forged).ok).toBe(true);
		expect(standing(read(of).registrations)).toMatchObject([{ outcome: 'started', start: 453 }]);
	});

	it('[VI129] what a second device has ended meanwhile stands', () => {
		const of = scene({ start: 450, length: 30, a: 'E1' });
		startVisit(of.doc, of.ann, 'v1', door('E1', at('07:33')));
		const other = new Y.Doc();
		Y.applyUpdate(other, Y.encodeStateAsUpdate(of.doc));
		endVisit(other, of.ann, 'v1', door('E1', at('08:01')));
		takeBackAtDoor(of.doc, of.ann, 'v1', door('E1', at('08:02')));
		Y.applyUpdate(of.doc, Y.encodeStateAsUpdate(other));
		expect(standing(read(of).registrations)).toMatchObject([{ outcome: 'done', start: 453, end: 481 }]);
	});

	it('[VI127] a visit of two goes on until both have ended what they began', () => {
		const of = scene({ start: 450, length: 30, a: 'E1', b: 'E2', double: true });
		for (const person of ['E1', 'E2']) startVisit(of.doc, of.ann, 'v1', door(person, at('07:30')));
		endVisit(of.doc, of.ann, 'v1', door('E1', at('08:00')));
		expect(read(of).status).toBe('started');
		endVisit(of.doc, of.ann, 'v1', door('E2', at('08:05')));
		expect(read(of).status).toBe('done');
	});

	it.each([
		['23:55', -1, -5],
		['22:10', -1, -110],
		['00:20', 0, 20]
	])('[VI131] who comes at %s to what is planned at ten past midnight has the minute of that', (time, days, minute) => {
		const of = scene({ start: 10, length: 30, a: 'E1' });
		startVisit(of.doc, of.ann, 'v1', door('E1', at(time, dayAfter(DAY, days))));
		endVisit(of.doc, of.ann, 'v1', door('E1', at('00:40')));
		expect(standing(read(of).registrations)).toMatchObject([{ outcome: 'done', start: minute, end: 40 }]);
		expect(momentOf(DAY, minute)).toBe(at(time, dayAfter(DAY, days)));
	});

	it('[VI131] registered afterwards it is the evening before, too, and an evening visit stays on its evening', () => {
		const early = visitOf(readPlan(scene({ start: 10, length: 30, a: 'E1' }).doc, DAY), 'v1');
		expect(timesNearPlanned(early, 1435, 25)).toEqual({ start: -5, end: 25 });
		const morning = visitOf(readPlan(scene({ start: 450, length: 30, a: 'E1' }).doc, DAY), 'v1');
		expect(timesNearPlanned(morning, 1250, 1280)).toEqual({ start: 1250, end: 1280 });
	});
});
