import { describe, expect, it } from 'vitest';
import {
	cancelVisit,
	findingsOf,
	importDay,
	moveVisit,
	openFlags,
	readImport,
	readPlan
} from '#modules/visits/domain/index.ts';
import { type HomeVisits, type SolvedVisits, rowsOf, teamOf, travelOf, visitIdOf } from '../support/home-visits.ts';
import { DAY, Person, reasons, samePlan } from './plans.ts';
import { Replicas } from './replicas.ts';

/** A small day of our own in the same format: two carers, three people, one lunch. */
const INSTANCE: HomeVisits = {
	distances: [
		[0, 10, 20, 15],
		[10, 0, 12, 8],
		[20, 12, 0, 25],
		[15, 8, 25, 0]
	],
	caregivers: [
		{ id: 'c1', abilities: ['s1', 's2'], working_shift: { start: 420, end: 780 }, lunch_break: true },
		{ id: 'c2', abilities: ['s3'], working_shift: { start: 420, end: 780 } }
	],
	patients: [
		{
			id: 'p0',
			required_services: [{ service: 's1', duration: 30 }],
			distance_matrix_index: 1,
			time_windows: [{ start: 480, end: 540 }]
		},
		{
			id: 'p1',
			required_services: [{ service: 's2', duration: 45 }],
			distance_matrix_index: 2,
			time_windows: [{ start: 540, end: 630 }]
		},
		{ id: 'p2', required_services: [{ service: 's3', duration: 15 }], distance_matrix_index: 3 }
	],
	lunch_breaks: { start: 600, end: 720, min_duration: 30 }
};

const SOLVED: SolvedVisits = {
	routes: [
		{
			caregiver_id: 'c1',
			locations: [
				{ arrival_time: 485, departure_time: 515, patient: 'p0', service: 's1' },
				{ arrival_time: 540, departure_time: 585, patient: 'p1', service: 's2' },
				{ arrival_time: 600, departure_time: 630, patient: 'p1', service: 'lunch_break' }
			]
		},
		{ caregiver_id: 'c2', locations: [{ arrival_time: 600, departure_time: 615, patient: 'p2', service: 's3' }] }
	]
};

const surroundings = { team: teamOf(INSTANCE, DAY), travel: travelOf(INSTANCE) };

describe('a planned day that comes from elsewhere', () => {
	it('[VI40] is read in whole, and what was planned well has nothing against it', () => {
		const preview = readImport(rowsOf(INSTANCE, SOLVED, DAY), surroundings.team);
		expect(preview.faults).toEqual([]);
		const replicas = new Replicas(1);
		importDay(replicas.at(0), preview.days.get(DAY) ?? []);
		const plan = readPlan(replicas.at(0), DAY);
		expect(plan.visits.map(({ recipient, start, a }) => [recipient, start.value, a.value])).toEqual([
			['p0', 485, 'c1'],
			['p1', 540, 'c1'],
			['p2', 600, 'c2']
		]);
		expect(findingsOf(plan, surroundings)).toEqual([]);
	});

	it('[VI42] imported, broken and repaired on two devices: the same day, with what is wrong found', () => {
		const replicas = new Replicas(2);
		const visits = readImport(rowsOf(INSTANCE, SOLVED, DAY), surroundings.team).days.get(DAY) ?? [];
		for (const doc of replicas.docs) importDay(doc, visits);
		replicas.syncAll();
		const [first, last] = [visitIdOf('p0', 's1', DAY), visitIdOf('p2', 's3', DAY)];
		moveVisit(replicas.at(0), new Person('ann'), first, { start: 520 });
		moveVisit(replicas.at(1), new Person('bo'), last, { carer: 'c1', start: 550 });
		cancelVisit(replicas.at(0), new Person('ann', 2_000_000), last, 'reser bort');
		replicas.syncAll();
		const plan = samePlan(replicas);
		expect(reasons(openFlags(plan))).toEqual([`cancelled-and-changed ${last}/cancel`]);
		expect(findingsOf(plan, surroundings).map(({ code, numbers }) => [code, numbers])).toEqual([
			['outside-window', { early: 0, late: 10 }],
			['overlap', { minutes: 10 }]
		]);
	});
});
