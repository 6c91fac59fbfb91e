import { dayAfter } from '#core/swedish/dates';
import { type PlanDay, type TeamFacts, mondayOf, planDocument, readPlan, restOfDays, weekView } from '#domain/visits';
import { device } from '#offline/device.svelte.ts';
import { type FarDay, farDay } from '../far-day.svelte.ts';
import type { WorkspaceView } from '#offline/workspace-view.svelte.ts';

const DAYS = 7;

/** A team's week: its days as the device holds them, with the days before and after for what rest asks. */
export class TeamWeek {
	readonly monday: string;
	readonly #views: readonly WorkspaceView<PlanDay>[];
	readonly #facts: () => TeamFacts;
	/** Those of the days, with the ones before and after, that this device does not hold by itself. */
	readonly far: readonly FarDay[];
	/** The days of the week of which nothing is here. */
	readonly missing = $derived.by(() => {
		const away = new Set(this.far.filter(({ state }) => state !== 'here').map(({ day }) => day));
		return this.days.filter(({ day, visits }) => away.has(day) && visits.length === 0).map(({ day }) => day);
	});
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
		const days = Array.from({ length: DAYS + 2 }, (_unused, at) => dayAfter(this.monday, at - 1));
		this.far = days.flatMap((each) => farDay(team, each) ?? []);
		this.#views = days.map((each) => {
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
