import {
	type Flag,
	type PlanDay,
	flagsElsewhere,
	isDayHeld,
	otherDaysOf,
	planDocument,
	readPlan
} from '#modules/visits/domain/index.ts';
import { deviceClock } from '#device/device-clock.svelte.ts';
import { device } from '#device/device.svelte.ts';
import type { WorkspaceView } from '#device/workspace-view.svelte.ts';
import type { TeamDay } from './team-day.svelte.ts';

/** A flag of another day about a visit that stands on this one, with that day's plan and how it is settled there. */
export interface FlagHere {
	flag: Flag;
	of: { readonly plan: PlanDay; settle: (flag: Flag, choice: string) => Promise<void> };
}

/** The days that visits of the day were moved here from, and what waits there for a decision about them. */
export class MovedHere {
	readonly #views: readonly WorkspaceView<PlanDay>[];
	readonly #team: TeamDay;
	readonly flags: readonly FlagHere[] = $derived.by(() => {
		const homes = this.#views.filter(({ loaded }) => loaded).map(({ value }) => value);
		return flagsElsewhere(this.#team.plan, homes).map(({ home, flag }) => ({ flag, of: settledBy(this.#team, home) }));
	});

	constructor(team: TeamDay, days: readonly string[]) {
		this.#team = team;
		this.#views = days.map((day) => {
			const document = planDocument(team.team.id, day);
			if (!isDayHeld(day, deviceClock.now())) void device.bring(document);
			return device.openWorkspace(document, (doc) => readPlan(doc, day));
		});
	}

	/** Lets go of the documents. */
	close(): void {
		for (const view of this.#views) view.close();
	}
}

function settledBy(team: TeamDay, plan: PlanDay): FlagHere['of'] {
	return {
		plan,
		settle: (flag, choice) => {
			const own = plan.byId.get(flag.visit);
			return team.between.settleElsewhere(plan.day, { flag, choice, days: own ? otherDaysOf(own) : [] });
		}
	};
}
