import { swedishDay } from '#swedish/dates';
import {
	type ChosenColumns,
	type DayPreview,
	type ImportPreview,
	type TeamChange,
	type UnknownPeople,
	headingsKey,
	headingsOf,
	importDay,
	isEnough,
	knownColumns,
	planDays,
	planDocument,
	previewDay,
	readChosenColumns,
	readImport,
	teamChange,
	unknownPeople,
	withColumns
} from '#modules/visits/domain/index.ts';
import { deviceClock } from '#device/device-clock.svelte.ts';
import { device } from '#device/device.svelte.ts';
import { type ReadCell, type TableRefusal, readTable } from '#device/spreadsheet/read-table.ts';
import type { WorkspaceView } from '#device/workspace-view.svelte.ts';
import type { TeamDay } from '../plan/team-day.svelte.ts';

/** How many days one file is read for: each is a document that is opened. */
const MOST_DAYS = 62;
/** Who, which day, from when and how long: fewer columns give no visit. */
const FEWEST = 4;
const NOBODY: UnknownPeople = { carers: [], recipients: [] };

/** A day of a file, and what reading it in would do. */
export interface ImportedDay extends DayPreview {
	day: string;
	/** How many visits the file has for it. */
	visits: number;
	/** True for days that not all devices of the team hold. */
	outside: boolean;
}

/** A file that is looked at before anything of it is read in. Everything happens on the device. */
export class PlanImport {
	readonly #team: TeamDay;
	/** What stands in the file. */
	#file = $state.raw<readonly (readonly ReadCell[])[]>([]);
	/** Which columns say what, when the headings do not. */
	#columns = $state.raw<ChosenColumns | null>(null);
	#choosing = $state(false);
	/** As it is read; empty while there is nothing to read, or while columns are chosen. */
	readonly #cells = $derived.by(() => {
		if (this.#choosing) return [];
		return this.#columns ? withColumns(this.#file, this.#columns) : this.#file;
	});
	#name = $state('');
	#reading = $state(false);
	#problem = $state.raw<TableRefusal | 'no-header' | 'too-many-days' | null>(null);
	#views = $state.raw<ReadonlyMap<string, WorkspaceView<DayPreview>>>(new Map());
	#working = $state.raw<{ done: number; of: number } | null>(null);
	#done = $state.raw<number | null>(null);
	/** Whether visits of earlier files that this one lacks are withdrawn. */
	complete = $state(false);

	readonly preview: ImportPreview | null = $derived.by(() =>
		this.#cells.length === 0 ? null : readImport(this.#cells, this.#team.facts)
	);
	readonly unknown: UnknownPeople = $derived.by(() =>
		this.#cells.length === 0 ? NOBODY : unknownPeople(this.#cells, this.#team.facts, this.#team.team.id)
	);
	readonly days: readonly ImportedDay[] = $derived.by(() => this.#daysNow());
	/** How many visits would be added, changed or withdrawn. */
	readonly changes = $derived.by(() =>
		this.days.reduce((sum, { added, changed, missing }) => sum + added + changed + (this.complete ? missing : 0), 0)
	);

	constructor(team: TeamDay) {
		this.#team = team;
	}

	get name(): string {
		return this.#name;
	}
	get reading(): boolean {
		return this.#reading;
	}
	get problem() {
		return this.#problem;
	}
	/** How far reading in has come; null when it is not under way. */
	get working() {
		return this.#working;
	}
	/** How many visits were read in; null before. */
	get done(): number | null {
		return this.#done;
	}
	/** True once the plans of the file's days have been read from the device. */
	get compared(): boolean {
		return this.preview !== null && [...this.#views.values()].every(({ loaded }) => loaded);
	}

	/** Reads a file, and forgets the one before. */
	async choose(file: File): Promise<void> {
		this.#file = [];
		this.#columns = null;
		this.#choosing = false;
		this.#problem = null;
		this.#done = null;
		this.complete = false;
		this.#name = file.name;
		this.#reading = true;
		const table = await readTable(file);
		this.#reading = false;
		if (!table.ok) {
			this.#problem = table.code;
			return;
		}
		this.#file = table.value;
		if (!isEnough(knownColumns(table.value))) {
			this.#columns = readChosenColumns(await device.recall(this.#kept));
			this.#choosing = this.#columns === null;
		}
		this.#look();
	}

	/** The headings to choose among while columns are chosen; null when they are not. */
	get headings() {
		return this.#choosing ? headingsOf(this.#file) : null;
	}
	/** What is chosen to begin with. */
	get columns(): ChosenColumns {
		return this.#columns ?? knownColumns(this.#file);
	}
	/** True when a person has said which columns say what. */
	get byHand(): boolean {
		return this.#columns !== null;
	}

	/** Says which columns say what; files with the same headings are then read so on this device. */
	useColumns(chosen: ChosenColumns): void {
		this.#columns = chosen;
		this.#choosing = false;
		void device.remember(this.#kept, chosen);
		this.#look();
	}
	/** Lets the person choose anew. */
	chooseColumns(): void {
		this.#choosing = true;
		this.#done = null;
	}

	/** Opens the plans of the file's days, to compare with; called when the file or the team has changed. */
	compare(preview: ImportPreview | null): () => void {
		const { id } = this.#team.team;
		const views = [...(preview?.days ?? [])].map(
			([day, visits]) => [day, device.openWorkspace(planDocument(id, day), (doc) => previewDay(doc, visits))] as const
		);
		this.#views = new Map(views);
		return () => {
			for (const [, view] of views) view.close();
		};
	}

	/** Asks for the unknown people to be added to the team. */
	async addPeople(): Promise<void> {
		const carers = this.unknown.carers.map(({ id, name }) => teamChange('carers', id, null, { name }));
		const recipients = this.unknown.recipients.map(({ id, ...person }) => teamChange('recipients', id, null, person));
		await this.#team.people.change([...carers, ...recipients].filter((each): each is TeamChange => each !== null));
	}

	/** Writes the days into their plans, one at a time so that the page stays alive. */
	async readIn(): Promise<void> {
		const days = [...(this.preview?.days ?? [])];
		let visits = 0;
		for (const [index, [day, ofDay]] of days.entries()) {
			this.#working = { done: index + 1, of: days.length };
			await nextTurn();
			const complete = this.complete;
			this.#views.get(day)?.edit((doc) => importDay(doc, ofDay, complete));
			visits += ofDay.length;
		}
		this.#working = null;
		this.#done = visits;
	}

	get #kept(): string {
		return `columns ${headingsKey(this.#file)}`;
	}

	/** A file without two rows of several columns has nothing to choose among. */
	#look(): void {
		const [header = [], ...rows] = this.#file;
		if (this.#choosing && (rows.length === 0 || header.length < FEWEST)) this.#refuse('no-header');
		else if ((this.preview?.days.size ?? 0) > MOST_DAYS) this.#refuse('too-many-days');
	}

	#refuse(problem: 'no-header' | 'too-many-days'): void {
		this.#file = [];
		this.#choosing = false;
		this.#problem = problem;
	}

	#daysNow(): ImportedDay[] {
		const kept = new Set(planDays(Date.parse(swedishDay(deviceClock.now()))));
		const days = [...(this.preview?.days ?? [])].map(([day, visits]) => ({
			...(this.#views.get(day)?.value ?? { added: 0, changed: 0, same: 0, missing: 0 }),
			day,
			visits: visits.length,
			outside: !kept.has(day)
		}));
		return days.sort((a, b) => (a.day < b.day ? -1 : 1));
	}
}

function nextTurn(): Promise<void> {
	return new Promise((resolve) => {
		requestAnimationFrame(() => setTimeout(resolve));
	});
}
