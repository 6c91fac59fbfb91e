import { dayAfter } from '#core/swedish/dates';
import { type PlanDay, type TeamFacts, mondayOf, planDocument, readPlan, restOfDays, weekView } from '#domain/visits';
import { device } from '#offline/device.svelte.ts';
import type { WorkspaceView } from '#offline/workspace-view.svelte.ts';

const DAYS = 7;

/** A team's week: its days as the device holds them, with the days before and after for what rest asks. */
export class TeamWeek {
	readonly monday: string;
	readonly #views: readonly WorkspaceView<PlanDay>[];
	readonly #facts: () => TeamFacts;
	readonly #plans = $derived.by(() => this.#views.map(({ value }) => value));
	/** The seven days. */
	readonly days = $derived.by(() => this.#plans.slice(1, 1 + DAYS));
	readonly rows = $derived.by(() => weekView(this.days, this.#facts()));
	/** By carer, the rest rules that the week breaks. */
	readonly rest = $derived.by(() =>
		restOfDays(this.#plans, this.#facts(), { firstDay: this.monday, lastDay: dayAfter(this.monday, DAYS - 1) })
	);

	constructor(team: string, day: string, facts: () => TeamFacts) {
		this.monday = mondayOf(day);
		this.#facts = facts;
		this.#views = Array.from({ length: DAYS + 2 }, (_unused, at) => {
			const each = dayAfter(this.monday, at - 1);
			return device.openWorkspace(planDocument(team, each), (doc) => readPlan(doc, each));
		});
	}

	/** True once the device's own copies have been read. */
	get loaded(): boolean {
		return this.#views.every(({ loaded }) => loaded);
	}

	/** Lets go of the documents. */
	close(): void {
		for (const view of this.#views) view.close();
	}
}
