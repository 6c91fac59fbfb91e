import { swedishDayAndTime } from '#swedish/dates';
import { type FactsMaps, type PlanDay, planDocument, readPlan, readTeam } from '#modules/visits/domain/index.ts';
import { type SheetDay, copyDays, sheetDay } from '#modules/visits/domain/copies/index.ts';
import { deviceClock } from '#device/device-clock.svelte.ts';
import { device } from '#device/device.svelte.ts';
import type { FactsView } from '#device/facts-view.svelte.ts';
import type { WorkspaceView } from '#device/workspace-view.svelte.ts';
import { t } from '#modules/visits/words/index.ts';

const ROOTS = ['team', 'carers', 'recipients', 'shifts', 'recurring'];

/** The days of a team that copies show, as this device holds them. */
export class TeamDays {
	readonly team: { id: string; name: string };
	readonly #facts: FactsView;
	readonly #plans: readonly { day: string; view: WorkspaceView<PlanDay> }[];
	readonly facts = $derived.by(() => readTeam((this.#facts.documents[0] ?? {}) as FactsMaps));

	constructor(team: { id: string; name: string }, days: readonly string[] = copyDays(deviceClock.now())) {
		this.team = team;
		this.#facts = device.openFacts('team', ROOTS, team.id);
		this.#plans = days.map((day) => {
			return { day, view: device.openWorkspace(planDocument(team.id, day), (doc) => readPlan(doc, day)) };
		});
	}

	/** True once all of it has been read from the device. */
	get loaded(): boolean {
		return this.#facts.loaded && this.#plans.every(({ view }) => view.loaded);
	}

	get days(): string[] {
		return this.#plans.map(({ day }) => day);
	}

	/** The plans as they are now: another array after each change. */
	get plans(): PlanDay[] {
		return this.#plans.map(({ view }) => view.value);
	}

	/** A day as its sheets show it; null for a day that is not among them. */
	sheetDay(day: string): SheetDay | null {
		const plan = this.plans.find((each) => each.day === day);
		return plan ? sheetDay(this.team.id, plan, this.facts) : null;
	}

	/** Lets go of the documents. */
	close(): void {
		this.#facts.close();
		for (const { view } of this.#plans) view.close();
	}
}

/** Which state of the plan a device knows, as it stands on a sheet: how long ago the server has confirmed it. */
export function stateHere(): string {
	const { confirmedAt } = device.exchange;
	return confirmedAt === null ? t.copies.stateHere : t.copies.confirmedHere(swedishDayAndTime(confirmedAt));
}
