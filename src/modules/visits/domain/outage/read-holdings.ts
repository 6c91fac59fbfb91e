import type { OutageCopy, OutageDevice } from './model.ts';
import type { Event } from './read-events.ts';
import { type Registers, claimOf, doneOf } from './read-registers.ts';

/** The numbered copies of an outage, oldest first, each once, with who has them and whether they are gone. */
export function readCopies(events: readonly Event<'copy'>[], registers: Registers): OutageCopy[] {
	const found = new Map<string, OutageCopy>();
	for (const { copy: id, number, what, place, from, to, by, at, device } of events) {
		if (found.has(id)) continue;
		const holder = claimOf(registers.get(`holder.${id}`));
		const gone = doneOf(registers.get(`gone.${id}`));
		found.set(id, { id, number, what, place, from, to, by, at, device, holder, gone });
	}
	return [...found.values()];
}

/** What each device last said of itself, the latest first. */
export function readDevices(events: readonly Event<'held'>[]): OutageDevice[] {
	const latest = new Map<string, OutageDevice>();
	for (const { by, at, device, confirmedAt, exchangedAt, phone } of events) {
		latest.set(device, { by, at, device, confirmedAt, exchangedAt, phone });
	}
	return [...latest.values()].sort((a, b) => b.at - a.at || (a.device < b.device ? -1 : 1));
}
