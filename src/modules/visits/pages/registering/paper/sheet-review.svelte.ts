import { type Edit, carersOf, clockTime, endOf, standing, timesNearPlanned } from '#modules/visits/domain/index.ts';
import {
	type ReadRow,
	type SheetRefusal,
	type SheetRow,
	confirmedEntry,
	isRegistered,
	proposeRow,
	rowsOfSheet
} from '#modules/visits/domain/registering/afterwards/sheets/index.ts';
import { BOX_CODES, type BoxCode } from '#modules/visits/domain/copies/index.ts';
import { t } from '#modules/visits/words/index.ts';
import type { TeamDay } from '../../plan/team-day.svelte.ts';
import { readClock } from '../../plan/visit-words.ts';
import { timesOf } from '../day-lines.ts';
import { register } from '../line-acts.ts';
import type { PhotographedRow, PhotographedSheet } from './read-rows.ts';

/** Nothing is registered of a row that says so. */
export const NOTHING = '';

/** A row of a sheet while a person looks it over. */
export class ReviewedRow {
	readonly row: SheetRow;
	readonly photographed: PhotographedRow;
	readonly read: ReadRow;
	/** What is registered of the visit already, in words; empty when nothing is. */
	readonly known: string;
	/** True when this very paper has been registered from. */
	readonly again: boolean;
	/** True when a person has to read the picture. */
	readonly mustAsk: boolean;
	outcome = $state<string>(NOTHING);
	who = $state('');
	from = $state('');
	to = $state('');
	documentation = $state('');
	answered = $state(false);

	constructor(row: SheetRow, photographed: PhotographedRow) {
		this.row = row;
		this.photographed = photographed;
		this.read = proposeRow(photographed.boxes);
		this.again = isRegistered(row);
		this.known = knownOf(row);
		const isNew = row.visit !== null && this.known === '';
		this.mustAsk =
			isNew && (this.read.kind === 'asked' || (this.read.kind === 'proposed' && photographed.timesWritten));
		if (isNew && this.read.kind === 'proposed') this.outcome = this.read.outcome;
		this.who = row.person ?? (row.visit ? carersOf(row.visit)[0] : undefined) ?? '';
		this.from = row.visit ? clockTime(row.visit.start.value) : '';
		this.to = row.visit ? clockTime(endOf(row.visit)) : '';
	}

	/** What is wrong with what the person has written; empty when nothing is. */
	get problem(): string {
		if (this.outcome === NOTHING) return '';
		if (this.who === '') return t.afterwards.chooseWho;
		return this.times ? '' : t.afterwards.badTime;
	}
	get times(): { start: number; end: number } | null {
		const [from, to] = [readClock(this.from), readClock(this.to)];
		const { visit } = this.row;
		return visit && from !== null && to !== null ? timesNearPlanned(visit, from, to) : null;
	}
	get entry() {
		const outcome: BoxCode | undefined = BOX_CODES.find((code) => code === this.outcome);
		if (!outcome || !this.times) return null;
		const said = { outcome, ...this.times, documentation: this.documentation.trim() };
		return confirmedEntry({ ...this.row, person: this.who || null }, said);
	}
}

function knownOf({ visit, person }: SheetRow): string {
	if (!visit) return '';
	const said = standing(visit.registrations).filter(({ outcome }) => outcome !== 'started');
	const own = said.find((each) => each.person === person) ?? (person === null || !visit.double ? said[0] : undefined);
	return own ? t.afterwards.happened(t.visits.status[own.outcome], timesOf(own)) : '';
}

/** A sheet that was read, while a person looks it over: nothing is registered before that. */
export class SheetReview {
	readonly sheet: PhotographedSheet;
	readonly rows: readonly ReviewedRow[];
	readonly refusal: SheetRefusal | null;
	readonly #team: TeamDay;
	readonly open = $derived.by(() => this.rows.filter(({ mustAsk, answered }) => mustAsk && !answered));
	readonly chosen = $derived.by(() => this.rows.filter(({ outcome }) => outcome !== NOTHING));

	/** `team` looks at the day of the sheet, and has loaded it. */
	constructor(team: TeamDay, sheet: PhotographedSheet) {
		this.#team = team;
		this.sheet = sheet;
		const rows = rowsOfSheet(sheet.code, team.team.id, team.plan, team.facts.carers.keys());
		this.refusal = typeof rows === 'string' ? rows : null;
		this.rows =
			typeof rows === 'string'
				? []
				: rows.flatMap((row, at) => {
						const photographed = sheet.rows[at];
						return photographed ? [new ReviewedRow(row, photographed)] : [];
					});
	}

	/** True when everything on this paper is registered from it already. */
	get again(): boolean {
		return this.rows.length > 0 && this.rows.every(({ again }) => again);
	}
	/** True when nothing is left to ask, and something to register. */
	get ready(): boolean {
		return this.open.length === 0 && this.chosen.length > 0 && this.chosen.every(({ problem }) => problem === '');
	}

	/** Registers what the person has confirmed. */
	register(): Edit {
		const entries = this.chosen.flatMap(({ entry }) => entry ?? []);
		return register(this.#team, entries, t.paper.done(entries.length));
	}
}
