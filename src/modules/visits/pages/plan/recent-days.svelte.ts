import { dayAfter } from '#swedish/dates';
import { CONTINUITY_DAYS, type PlanDay, isDayHeld, planDocument, readPlan } from '#modules/visits/domain/index.ts';
import { deviceClock } from '#device/device-clock.svelte.ts';
import { device } from '#device/device.svelte.ts';
import type { WorkspaceView } from '#device/workspace-view.svelte.ts';
import { whenIdle } from '#pages/parts/when-idle.ts';

/** The days before the one that is planned: whom a recipient has met. Opened one by one while nothing else is done. */
export class RecentDays {
	#views: readonly WorkspaceView<PlanDay>[] = $state.raw([]);
	#closed = false;
	readonly plans = $derived.by(() => this.#views.filter(({ loaded }) => loaded).map(({ value }) => value));

	constructor(team: string, day: string) {
		const days = Array.from({ length: CONTINUITY_DAYS - 1 }, (_unused, at) => dayAfter(day, -1 - at));
		const openNext = () => {
			const next = days.shift();
			if (this.#closed || next === undefined) return;
			const document = planDocument(team, next);
			if (!isDayHeld(next, deviceClock.now())) void device.bring(document);
			const view = device.openWorkspace(document, (doc) => readPlan(doc, next));
			this.#views = [...this.#views, view];
			whenIdle(openNext, 200);
		};
		whenIdle(openNext, 200);
	}

	/** True once all days are there: before that a number would be too low. */
	get complete(): boolean {
		return this.plans.length === CONTINUITY_DAYS - 1;
	}

	/** Lets go of the documents. */
	close(): void {
		this.#closed = true;
		for (const view of this.#views) view.close();
	}
}
