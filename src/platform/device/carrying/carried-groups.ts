import type { DeviceCard } from '#carrying/device-card';
import type { CarriedRow } from '../storage.ts';
import { deviceOf } from './carried.ts';

/** One colleague's work that this device carries, as people are told of it. */
export interface CarriedGroup {
	author: string;
	/** Empty when no card names the device. */
	name: string;
	state: CarriedRow['state'];
	/** Why it was refused or still waits, the first there is. */
	code: string | null;
	changes: number;
	acts: number;
	/** When the first of it came, milliseconds since 1970. */
	since: number;
	/** What dismissing it takes away. */
	ids: readonly string[];
}

/** What is carried, a group for each author and for what waits and what was refused; oldest first. */
export function groupCarried(
	rows: readonly CarriedRow[],
	cards: ReadonlyMap<string, DeviceCard>
): readonly CarriedGroup[] {
	const groups = new Map<string, CarriedRow[]>();
	for (const row of rows) {
		const key = `${row.author} ${row.state}`;
		groups.set(key, [...(groups.get(key) ?? []), row]);
	}
	return [...groups.values()].flatMap((group) => {
		const [first] = group;
		if (!first) return [];
		const acts = group.filter(({ what }) => what === 'command').length;
		return {
			author: first.author,
			name: group.map((row) => cards.get(deviceOf(row))?.name ?? '').find(Boolean) ?? '',
			state: first.state,
			code: group.find(({ code }) => code !== null)?.code ?? null,
			changes: group.length - acts,
			acts,
			since: first.receivedAt,
			ids: group.map(({ id }) => id)
		};
	});
}
