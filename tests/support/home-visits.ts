import { type TeamFacts, type Travel, derivedId, readTeam } from '#modules/visits/domain/index.ts';

/**
 * A day of home visits in the format of the UHHC instances (Ceschia, Da Ros, Di Gaspero et al., 2025), as far as it is
 * read here. Times are minutes; distances are minutes between places, by their index.
 */
export interface HomeVisits {
	distances: readonly (readonly number[])[];
	caregivers: readonly {
		id: string;
		abilities: readonly string[];
		working_shift: { start: number; end: number };
		lunch_break?: boolean;
	}[];
	patients: readonly {
		id: string;
		required_services: readonly { service: string; duration: number }[];
		distance_matrix_index: number;
		time_windows?: readonly { start: number; end: number }[];
		synchronization?: { type: string; distance?: { min: number; max: number } };
	}[];
	lunch_breaks?: { start: number; end: number; min_duration: number };
}

/** A solved plan of the same day. */
export interface SolvedVisits {
	routes: readonly {
		caregiver_id: string;
		locations: readonly { arrival_time: number; departure_time: number; patient: string; service: string }[];
	}[];
}

/** The rows of a solved day as a file for import, the header first. Lunches are no visits. */
export function rowsOf({ patients }: HomeVisits, { routes }: SolvedVisits, day: string): unknown[][] {
	const rows = routes.flatMap(({ caregiver_id: carer, locations }) =>
		locations
			.filter(({ service }) => service !== 'lunch_break')
			.map(({ arrival_time: from, departure_time: to, patient, service }) => {
				const [window] = patients.find(({ id }) => id === patient)?.time_windows ?? [];
				const times = window ? [clock(window.start), clock(window.end)] : ['', ''];
				return [`${patient} ${service}`, day, clock(from), to - from, patient, carer, ...times, service];
			})
	);
	return [
		['besöks-id', 'datum', 'start', 'längd', 'brukare', 'medarbetare', 'tidigast', 'senast', 'kompetens'],
		...rows
	];
}

/** Who works, with what skills and when. */
export function teamOf({ caregivers, patients, lunch_breaks: lunch }: HomeVisits, day: string): TeamFacts {
	const shifts = caregivers.map(({ id, working_shift: { start, end }, lunch_break: has }) => {
		const pause = lunch && has ? { from: lunch.start, to: lunch.end, length: lunch.min_duration } : null;
		return [`${id}/${day}`, { from: start, to: end, lunch: pause }] as const;
	});
	return readTeam({
		carers: new Map(caregivers.map(({ id, abilities }) => [id, { name: id, skills: abilities }])),
		recipients: new Map(patients.map(({ id }) => [id, { name: id }])),
		shifts: new Map<string, unknown>(shifts)
	});
}

/** The way between two visits by the instance's own table of roads. */
export function travelOf({ distances, patients }: HomeVisits): Travel {
	const places = new Map(patients.map(({ id, distance_matrix_index: place }) => [id, place]));
	return (from, to) => distances[places.get(from.recipient) ?? 0]?.[places.get(to.recipient) ?? 0] ?? 0;
}

/** The id that a row's visit gets. */
export function visitIdOf(patient: string, service: string, day: string): string {
	return derivedId('source', day, `${patient} ${service}`);
}

function clock(minute: number): string {
	return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
