import { dayAfter, swedishDay, swedishMoment, swedishMinute } from '#swedish/dates';
import { type MadeCopy, type Outage, shouldPrint } from '#modules/visits/domain/outage/index.ts';
import { clockTime } from '#modules/visits/domain/index.ts';
import { deviceClock } from '#device/device-clock.svelte.ts';
import { device } from '#device/device.svelte.ts';
import { TeamOutages } from '../team-outages.svelte.ts';

const DONE = 'outage reminder done';
const LOOK = 60_000; // milliseconds: the reminder comes by itself
const NEWS = 15 * 60_000; // milliseconds of newer knowledge that are worth telling the others
const HERE = /Mobi|Android|iPhone|iPad/;

/** A copy that this device has made, as it has told the server. */
interface OwnCopy extends MadeCopy {
	id: string;
	team: string;
	number: string;
	what: string;
	place: string;
}

/** An outage that lasts, with its team. */
interface Running {
	outages: TeamOutages;
	outage: Outage;
}

/** What every page has to know of outages, and what this device tells the others of itself while one lasts. */
export class OutageWatch {
	readonly #teams: readonly TeamOutages[];
	readonly #timer: ReturnType<typeof setInterval>;
	#now = $state(deviceClock.now());
	#doneOn = $state<string | null>(null);
	#known = $state(false);

	readonly running: readonly Running[] = $derived.by(() =>
		this.#teams.flatMap((outages) => (outages.running ? [{ outages, outage: outages.running }] : []))
	);
	/** When a colleague's work last came here without the server. */
	readonly #exchangedAt = $derived.by(() =>
		device.carried.length > 0 ? Math.max(...device.carried.map(({ since }) => since)) : null
	);
	readonly #confirmedAt = $derived.by(() => {
		const { awaySince, exchange } = device;
		return exchange.confirmedAt ?? (awaySince === null ? null : Date.parse(awaySince));
	});
	/** The last moment at which this device knew the same as others. */
	readonly sharedAt = $derived.by(() => {
		const known = [this.#confirmedAt, this.#exchangedAt].filter((at) => at !== null);
		return known.length > 0 ? Math.max(...known) : null;
	});
	readonly #copies = $derived.by(ownCopies);
	/** True for a planner who should print tomorrow before leaving. */
	readonly remind = $derived.by(() => this.#known && this.#shouldPrint());

	constructor() {
		this.#teams = (device.session?.teams ?? []).map((team) => new TeamOutages(team));
		this.#timer = setInterval(() => {
			this.#now = deviceClock.now();
		}, LOOK);
		void device.recall<string>(DONE).then((day) => {
			this.#doneOn = day ?? null;
			this.#known = true;
		});
	}

	/** Reads everything that say() tells of: who follows this hears when there is something to say. */
	news(): unknown {
		return [this.running, this.#copies, this.#exchangedAt, this.#confirmedAt, this.#teams.map(({ loaded }) => loaded)];
	}

	/** Tells the others what this device holds, and which copies it has made since the outage began. */
	say(): void {
		const today = swedishDay(deviceClock.now());
		// What the server has confirmed is no longer listed here: that it was done today is kept by itself.
		if (this.#known && this.#doneOn !== today && this.#hasPrinted(today)) void this.remindedToday();
		for (const { outages, outage } of this.running) {
			if (!outages.loaded) continue;
			this.#sayHeld(outages, outage);
			for (const { id, team, number, what, place, from, to, madeAt } of this.#copies) {
				if (team === outages.team.id && madeAt >= outage.startedAt)
					outages.sayCopy(outage.id, { copy: id, number, what, place, from, to });
			}
		}
	}

	/** The person has seen to it. */
	async remindedToday(): Promise<void> {
		this.#doneOn = swedishDay(deviceClock.now());
		await device.remember(DONE, this.#doneOn);
	}

	/** Lets go of the documents. */
	close(): void {
		clearInterval(this.#timer);
		for (const team of this.#teams) team.close();
	}

	/** Told once, and again for what is worth it: each confirmation would else be confirmed by the next. */
	#sayHeld(outages: TeamOutages, outage: Outage): void {
		const said = outage.devices.find((held) => held.device === device.editor.device);
		const exchangedAt = latest(said?.exchangedAt ?? null, this.#exchangedAt);
		const confirmedAt = latest(said?.confirmedAt ?? null, this.#confirmedAt);
		const isNews = !said || exchangedAt !== said.exchangedAt || (confirmedAt ?? 0) - (said.confirmedAt ?? 0) > NEWS;
		if (isNews) outages.sayHeld(outage.id, { confirmedAt, exchangedAt, phone: HERE.test(navigator.userAgent) });
	}

	#hasPrinted(today: string): boolean {
		const tomorrow = dayAfter(today, 1);
		const isOfTomorrow = ({ from, to, madeAt }: OwnCopy) =>
			from <= tomorrow && to >= tomorrow && madeAt >= this.#since(today);
		return this.#copies.some(isOfTomorrow);
	}

	/** The moment from which planners are reminded on a day. */
	#since(day: string): number {
		const from = this.#teams.find(({ loaded }) => loaded)?.settings.remindFrom ?? 0;
		return swedishMoment(day, clockTime(from)) ?? 0;
	}

	#shouldPrint(): boolean {
		if (!device.session?.roles.includes('planner') || this.running.length > 0) return false;
		const settings = this.#teams.find(({ loaded }) => loaded)?.settings;
		if (!settings) return false;
		const today = swedishDay(this.#now);
		return shouldPrint({
			today,
			tomorrow: dayAfter(today, 1),
			minute: swedishMinute(this.#now),
			from: settings.remindFrom,
			since: this.#since(today),
			copies: this.#copies,
			doneOn: this.#doneOn
		});
	}
}

function latest(a: number | null, b: number | null): number | null {
	return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

/** Papers and saved files of this device; a folder that is kept up to date is one copy that changes all the time. */
function ownCopies(): OwnCopy[] {
	return device.commands.flatMap(({ command }) => {
		if (command.kind !== 'copies.made') return [];
		const { team, number, what, place, from, to, madeAt } = command.payload as Record<string, unknown>;
		if (place !== 'paper' && place !== 'saved-file') return [];
		if (typeof madeAt !== 'number') return [];
		const text = { team, number, what, from, to } as Record<'team' | 'number' | 'what' | 'from' | 'to', string>;
		return [{ ...text, id: command.about, place, madeAt }];
	});
}
