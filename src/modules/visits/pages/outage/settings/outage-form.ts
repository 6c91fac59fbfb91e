import { type ContactKind, isDiallable } from '#core/support-numbers';
import { type OutageSettings, type OutageSettingsChange } from '#modules/visits/domain/outage/index.ts';
import { clockTime } from '#modules/visits/domain/index.ts';

/** A number as it stands in the form. */
export interface NumberRow {
	key: number;
	about: ContactKind;
	name: string;
	number: string;
}

/** The settings as they stand in the form. */
export interface OutageForm {
	numbers: NumberRow[];
	copiesAt: string;
	/** One item a line; empty for the routine's own. */
	checklist: string;
	remindFrom: string;
}

let last = 0;

/** A number that nobody has written yet. */
export function emptyRow(): NumberRow {
	last += 1;
	return { key: last, about: 'it-service', name: '', number: '' };
}

/** The form filled with what holds. */
export function fillForm({ numbers, copiesAt, checklist, remindFrom }: OutageSettings): OutageForm {
	return {
		numbers: numbers.map((each) => ({ ...emptyRow(), ...each })),
		copiesAt,
		checklist: (checklist ?? []).map(({ text }) => text ?? '').join('\n'),
		remindFrom: remindFrom === null ? '' : clockTime(remindFrom)
	};
}

/** Rows that say nothing are left out; what remains must be possible to dial. */
export function badRows({ numbers }: OutageForm): Set<number> {
	const written = numbers.filter(({ name, number }) => name.trim() + number.trim() !== '');
	return new Set(written.flatMap(({ key, number }) => (isDiallable(number) ? [] : [key])));
}

/** What the form sets. An item that stays keeps its id, so that its ticks stay with it. */
export function readForm(form: OutageForm, before: OutageSettings): OutageSettingsChange['set'] {
	const known = new Map((before.checklist ?? []).map(({ id, text }) => [text, id]));
	const lines = form.checklist.split('\n').map((line) => line.trim().slice(0, 200));
	const texts = [...new Set(lines.filter(Boolean))].slice(0, 40);
	const used = new Set(known.values());
	const items = texts.map((text) => ({ id: known.get(text) ?? freshId(used), text }));
	return {
		numbers: form.numbers
			.filter(({ number }) => isDiallable(number))
			.map(({ about, name, number }) => ({ about, name: name.trim(), number: number.trim() })),
		copiesAt: form.copiesAt.trim().slice(0, 300),
		checklist: items.length > 0 ? items : null,
		remindFrom: minuteOf(form.remindFrom)
	};
}

function freshId(used: Set<string>): string {
	let n = used.size + 1;
	while (used.has(`own-${n}`)) n += 1;
	used.add(`own-${n}`);
	return `own-${n}`;
}

/** What a time field says; null for an empty one. */
function minuteOf(time: string): number | null {
	const [hours, minutes] = time.split(':').map(Number);
	return hours === undefined || minutes === undefined ? null : hours * 60 + minutes;
}
