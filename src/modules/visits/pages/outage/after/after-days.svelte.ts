import { swedishDay, swedishMinute } from '#swedish/dates';
import { parseStamp } from '#core/clock';
import { registeredAfterwards } from '#modules/visits/domain/outage/index.ts';
import {
	BY_SOURCE,
	type Flag,
	type OutageSummary,
	type PlanDay,
	isWithin,
	planDocument,
	readPlan,
	summariseOutage
} from '#modules/visits/domain/index.ts';
import { deviceClock } from '#device/device-clock.svelte.ts';
import { device } from '#device/device.svelte.ts';
import type { WorkspaceView } from '#device/workspace-view.svelte.ts';
import { reportedVisits } from '../report/reported-visits.ts';
import { type Period, daysToRead } from './periods.ts';
import { whenIdle } from '#pages/parts/when-idle.ts';

const WHOLE_DAY = 1440; // minutes

/** A day as it is looked through. */
interface LookedThrough {
	plan: PlanDay;
	summary: OutageSummary;
}

/** The days of a period, read one by one while nothing else is done: its own first, then those that were planned ahead. */
export class AfterDays {
	readonly isWhole: boolean;
	readonly #span: { from: number; until: number };
	#views: readonly WorkspaceView<LookedThrough>[] = $state.raw([]);
	#left = $state(0);
	#closed = false;

	readonly #read = $derived.by(() => this.#views.filter(({ loaded }) => loaded).map(({ value }) => value));
	readonly plans = $derived.by(() => this.#read.map(({ plan }) => plan));
	/** Days with something to decide, and how much. */
	readonly flags = $derived.by(() =>
		this.#read.flatMap(({ plan, summary }) =>
			summary.flags.length > 0 ? [{ day: plan.day, count: summary.flags.length }] : []
		)
	);
	/** Days with visits of that time that have begun and that nobody has registered. */
	readonly unregistered = $derived.by(() =>
		this.#read.flatMap(({ plan: { day }, summary }) => {
			const missing = summary.unregistered.map(({ visit }) => visit);
			const visits = missing.filter((visit) => isWithin(visit, day, this.#span));
			return visits.length > 0 ? [{ day, visits }] : [];
		})
	);
	/** What was changed, registrations left out, with its day: by person. */
	readonly changes = $derived.by(() => byPerson(this.#read));
	/** What was registered of them later than at the visit. */
	readonly afterwards = $derived.by(() =>
		registeredAfterwards(
			this.plans.flatMap(reportedVisits).filter(({ start, end }) => end > this.#span.from && start < this.#span.until)
		)
	);

	constructor(team: string, period: Period, now = deviceClock.now()) {
		const { own, ahead, isWhole } = daysToRead(period, now);
		this.isWhole = isWhole;
		this.#span = { from: period.from, until: period.until ?? now };
		const days = [...own, ...ahead];
		this.#left = days.length;
		const openNext = () => {
			const day = days.shift();
			this.#left = days.length;
			if (this.#closed || day === undefined) return;
			this.#views = [...this.#views, openDay(team, day, period, now)];
			whenIdle(openNext, 50);
		};
		openNext();
	}

	/** What others changed meanwhile, and what there is to decide because of it. */
	get news(): { flags: number; changes: number } {
		const others = this.changes.filter(({ by }) => by !== device.session?.member && by !== BY_SOURCE);
		return {
			flags: this.#read.flatMap(({ summary }) => summary.flags).filter(({ flag }) => isSince(flag, this.#span.from))
				.length,
			changes: others.reduce((total, { changes }) => total + changes.length, 0)
		};
	}

	/** True once every day has been read. */
	get loaded(): boolean {
		return this.#left === 0 && this.#views.every(({ loaded }) => loaded);
	}

	/** Lets go of the documents. */
	close(): void {
		this.#closed = true;
		for (const view of this.#views) view.close();
	}
}

function openDay(team: string, day: string, { from, until }: Period, now: number): WorkspaceView<LookedThrough> {
	const before = until === null ? {} : { before: until };
	return device.openWorkspace(planDocument(team, day), (doc) => ({
		plan: readPlan(doc, day),
		summary: summariseOutage([{ doc, day, since: from, ...before, until: minuteOf(day, now) }])
	}));
}

/** The minute of a day until which visits should be registered at `now`. */
function minuteOf(day: string, now: number): number {
	const today = swedishDay(now);
	if (day < today) return 2 * WHOLE_DAY; // a night's visits may stand with more than 24 hours
	if (day > today) return 0;
	return swedishMinute(now);
}

function isSince({ winner, losers }: Flag, from: number): boolean {
	return [winner, ...losers].some(({ at }) => {
		const stamp = parseStamp(at);
		return stamp.ok && stamp.value.wall >= from;
	});
}

function byPerson(days: readonly LookedThrough[]) {
	const found = new Map<string, { day: string; change: OutageSummary['changes'][number]['changes'][number] }[]>();
	for (const { plan, summary } of days) {
		for (const { by, changes } of summary.changes) {
			const planned = changes.filter(({ kind }) => kind !== 'registration');
			if (planned.length > 0)
				found.set(by, [...(found.get(by) ?? []), ...planned.map((change) => ({ day: plan.day, change }))]);
		}
	}
	return [...found].map(([by, changes]) => ({ by, changes }));
}
