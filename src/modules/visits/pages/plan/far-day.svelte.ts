import { untrack } from 'svelte';
import { isDayHeld, planDocument } from '#modules/visits/domain/index.ts';
import { deviceClock } from '#device/device-clock.svelte.ts';
import { device } from '#device/device.svelte.ts';

/** A day that this device does not hold by itself: fetched while somebody looks at it. */
export class FarDay {
	readonly day: string;
	readonly #document: string;
	#state = $state<'coming' | 'here' | 'failed'>('coming');
	#asking = false;

	constructor(team: string, day: string) {
		this.day = day;
		this.#document = planDocument(team, day);
		void device.wasBrought(this.#document).then((was) => {
			if (was) this.#state = 'here';
		});
	}

	/** Whether its plan can be shown: `failed` when the server has not given it. */
	get state(): 'coming' | 'here' | 'failed' {
		return this.#state;
	}

	/** Fetches it, or brings a copy up to date; call it whenever the server may be in reach. */
	async bring(): Promise<void> {
		if (this.#asking) return;
		this.#asking = true;
		if (this.#state === 'failed') this.#state = 'coming';
		const isHere = await device.bring(this.#document);
		this.#asking = false;
		if (isHere) this.#state = 'here';
		else if (this.#state === 'coming') this.#state = 'failed';
	}
}

/** A day as far away; null for a day that the device holds. */
export function farDay(team: string, day: string): FarDay | null {
	return isDayHeld(day, deviceClock.now()) ? null : new FarDay(team, day);
}

/** Fetches days as soon as the server is in reach; `days` are read anew when they change. Call it while a part is made. */
export function bringWhenOnline(days: () => readonly FarDay[]): void {
	$effect(() => {
		const far = days();
		if (device.exchange.connection !== 'online') return;
		untrack(() => {
			for (const day of far) void day.bring();
		});
	});
}
