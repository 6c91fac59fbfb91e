import type { Position, TeamFacts } from '../team/facts.ts';
import type { PlanVisit } from './model.ts';

/** Minutes from one visit to the next. The caller chooses: by distance, by a table of roads. */
export type Travel = (from: PlanVisit, to: PlanVisit) => number;

/** How fast a team gets about. */
export interface TravelSettings {
	metresPerMinute: number;
	/** Roads are longer than the straight line. */
	detour: number;
	/** Parking, stairs, keys: what every trip takes besides. */
	extraMinutes: number;
}

/** By car in a small town. */
export const USUAL_TRAVEL: TravelSettings = { metresPerMinute: 500, detour: 1.3, extraMinutes: 2 };

const EARTH = 6_371_000; // metres

/** Travel by the straight line between the recipients' homes; nothing within a home, or where no place is known. */
export function travelByDistance(team: TeamFacts, settings: TravelSettings = USUAL_TRAVEL): Travel {
	const placeOf = ({ address, recipient }: PlanVisit) =>
		address === null ? (team.recipients.get(recipient)?.position ?? null) : null;
	return (from, to) => {
		if (from.recipient === to.recipient && from.address === to.address) return 0;
		const [here, there] = [placeOf(from), placeOf(to)];
		if (!here || !there) return 0;
		const road = metresBetween(here, there) * settings.detour;
		return road === 0 ? 0 : Math.ceil(road / settings.metresPerMinute) + settings.extraMinutes;
	};
}

/** The distance between two points, in metres, by the haversine formula. */
export function metresBetween(a: Position, b: Position): number {
	const radians = (degrees: number) => (degrees * Math.PI) / 180;
	const half = (difference: number) => Math.sin(radians(difference) / 2) ** 2;
	const chord =
		half(b.latitude - a.latitude) +
		Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(b.longitude - a.longitude);
	return 2 * EARTH * Math.asin(Math.sqrt(chord));
}
