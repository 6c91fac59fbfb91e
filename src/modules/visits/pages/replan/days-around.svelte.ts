import { dayAfter } from '#swedish/dates';
import { CONTINUITY_DAYS, type PlanDay, planDocument, readPlan } from '#modules/visits/domain/index.ts';
import { device } from '#device/device.svelte.ts';
import type { WorkspaceView } from '#device/workspace-view.svelte.ts';

/** The days before a day over which continuity is counted, and the day after it, as far as this device has them. */
export class DaysAround {
	readonly #views: readonly WorkspaceView<PlanDay>[];

	constructor(team: string, day: string) {
		const offsets = [
			...Array.from({ length: CONTINUITY_DAYS - 1 }, (_unused, index) => index + 1 - CONTINUITY_DAYS),
			1
		];
		this.#views = offsets.map((offset) => {
			const of = dayAfter(day, offset);
			return device.openWorkspace(planDocument(team, of), (doc) => readPlan(doc, of));
		});
	}

	/** True once all of them have been read from the device. */
	get loaded(): boolean {
		return this.#views.every(({ loaded }) => loaded);
	}
	get plans(): readonly PlanDay[] {
		return this.#views.map(({ value }) => value);
	}

	/** Lets go of the documents. */
	close(): void {
		for (const view of this.#views) view.close();
	}
}
