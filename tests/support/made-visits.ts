import { Random } from '../sync/support/random.ts';
import type { HomeVisits, SolvedVisits } from './home-visits.ts';

const CARERS = 6;
const VISITS = 6; // of each carer
const SHIFT = { start: 420, end: 960 };
const LUNCH = { start: 660, end: 780, min_duration: 30 };
const AREA = 20; // minutes from end to end
const LENGTHS = [15, 20, 30, 45];

/** A solved day of home visits that is drawn by a seed: it keeps every rule, and everybody has time left. */
export function madeVisits(seed: number): { instance: HomeVisits; solved: SolvedVisits } {
	const random = new Random(seed);
	const places = Array.from({ length: CARERS * VISITS + 1 }, () => [random.below(AREA), random.below(AREA)] as const);
	const distances = places.map(([x, y]) => places.map(([u, v]) => Math.abs(x - u) + Math.abs(y - v)));
	const patients: HomeVisits['patients'][number][] = [];
	const routes = Array.from({ length: CARERS }, (_, carer) => {
		const locations: SolvedVisits['routes'][number]['locations'][number][] = [];
		let [at, time] = [0, SHIFT.start];
		for (let visit = 0; visit < VISITS; visit += 1) {
			const place = patients.length + 1;
			const [service, duration] = [`s${random.below(2)}`, random.pick(LENGTHS)];
			if (visit === VISITS / 2) time = LUNCH.start + LUNCH.min_duration; // lunch comes first
			const arrival = time + (distances[at]?.[place] ?? 0);
			const window = { start: arrival - 30 - random.below(60), end: arrival + duration + 30 + random.below(60) };
			const patient = `p${place}`;
			const services = [{ service, duration }];
			patients.push({ id: patient, required_services: services, distance_matrix_index: place, time_windows: [window] });
			[at, time] = [place, arrival + duration];
			locations.push({ arrival_time: arrival, departure_time: time, patient, service });
		}
		return { caregiver_id: `c${carer}`, locations };
	});
	const caregivers = routes.map(({ caregiver_id: id }) => ({
		id,
		abilities: ['s0', 's1'],
		working_shift: SHIFT,
		lunch_break: true
	}));
	return { instance: { distances, caregivers, patients, lunch_breaks: LUNCH }, solved: { routes } };
}
