import {
	type Minute,
	type NewVisit,
	type PlanVisit,
	type TeamFacts,
	VISIT_KINDS,
	type VisitChange,
	type VisitKind,
	atTeam,
	clockTime,
	nearPlanned,
	windowBetween
} from '#modules/visits/domain/index.ts';
import { t } from '#modules/visits/words/index.ts';
import { readClock } from './visit-words.ts';

/** A visit as it is written on the screen. */
export interface VisitForm {
	recipient: string;
	secondRecipient: string;
	start: string;
	/** The minutes of a planned visit and of its window: a time is the one nearest to them. Null for a new visit. */
	near: { start: Minute; window: Minute } | null;
	length: string;
	windowFrom: string;
	windowTo: string;
	kind: VisitKind;
	a: string;
	b: string;
	double: boolean;
	/** One a line. */
	tasks: string;
	needs: string[];
	address: string;
	key: boolean;
}

/** A choice of a Select. */
export interface Choice {
	value: string;
	text: string;
}

export const KINDS: readonly Choice[] = VISIT_KINDS.map((value) => ({ value, text: t.visitPlan.kinds[value] }));
const USUAL_LENGTH = 30; // minutes

/** An empty form; the visit begins where the person was looking. */
export function emptyForm(start = ''): VisitForm {
	return {
		recipient: '',
		secondRecipient: '',
		start,
		near: null,
		length: String(USUAL_LENGTH),
		windowFrom: '',
		windowTo: '',
		kind: 'ordinary',
		a: '',
		b: '',
		double: false,
		tasks: '',
		needs: [],
		address: '',
		key: false
	};
}

/** A planned visit as a form. */
export function fillForm(visit: PlanVisit): VisitForm {
	return {
		recipient: visit.recipient,
		secondRecipient: visit.secondRecipient ?? '',
		start: clockTime(visit.start.value),
		near: { start: visit.start.value, window: visit.window?.from ?? visit.start.value },
		length: String(visit.length.value),
		windowFrom: visit.window ? clockTime(visit.window.from) : '',
		windowTo: visit.window ? clockTime(visit.window.to) : '',
		kind: visit.kind,
		a: visit.a.value ?? '',
		b: visit.b.value ?? '',
		double: visit.double,
		tasks: visit.tasks.map(({ text }) => text).join('\n'),
		needs: [...visit.needs],
		address: visit.address ?? '',
		key: visit.key
	};
}

/** What a form says; null when a time or the length is no such thing. */
export function readForm(form: VisitForm): (VisitChange & Pick<NewVisit, 'start' | 'length'>) | null {
	const [clock, length] = [readClock(form.start), Number(form.length)];
	const start = clock === null || form.near === null ? clock : nearPlanned(clock, form.near.start);
	const window = readWindow(form);
	if (start === null || !Number.isInteger(length) || length < 1 || window === undefined) return null;
	return {
		start,
		length,
		window,
		kind: form.kind,
		double: form.double,
		a: form.a || null,
		b: form.b || null,
		secondRecipient: form.secondRecipient || null,
		address: form.address.trim() || null,
		key: form.key,
		needs: form.needs,
		tasks: linesOf(form.tasks)
	};
}

/** What of a form the person has changed: what others changed meanwhile is not set back by a field nobody touched. */
export function changesOf(before: VisitForm, after: VisitForm): VisitChange | null {
	const [was, is] = [readForm(before), readForm(after)];
	if (!is) return null;
	const changed = Object.entries(is).filter(
		([field, value]) => JSON.stringify(value) !== JSON.stringify(was?.[field as keyof VisitChange])
	);
	return Object.fromEntries(changed);
}

/** The lines of a text, without empty ones. */
export function linesOf(text: string): string[] {
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
}

/** What visits of the team can need, by code and in words. */
export function needChoices(team: TeamFacts, chosen: readonly string[]): Choice[] {
	const codes = new Set(['licence', ...chosen]);
	for (const { skills, delegations, languages } of team.carers.values()) {
		for (const skill of skills) codes.add(skill);
		for (const { code } of delegations) codes.add(code);
		for (const language of languages) codes.add(`language-${language}`);
	}
	return [...codes]
		.map((value) => ({ value, text: needWord(value) }))
		.sort((a, b) => a.text.localeCompare(b.text, 'sv'));
}

/** A need in words. */
export function needWord(code: string): string {
	if (code === 'licence') return t.visitPlan.licence;
	return code.startsWith('language-') ? t.visitPlan.speaks(code.slice(9)) : code;
}

/** The carers of a day for a Select, those who were chosen before included. */
export function carerChoices(team: TeamFacts, day: string, chosen: readonly string[] = []): Choice[] {
	const carers = [...team.carers.values()].filter((carer) => chosen.includes(carer.id) && carer.ended !== null);
	const all = new Map([...atTeam(team.carers.values(), day), ...carers].map(({ id, name }) => [id, name]));
	const unknown = chosen
		.filter((id) => id !== '' && !all.has(id))
		.map((value) => ({ value, text: t.visits.unknownCarer }));
	return [{ value: '', text: t.visits.unassigned }, ...[...all].map(([value, text]) => ({ value, text })), ...unknown];
}

/** The care recipients of a day for a Select. */
export function recipientChoices(team: TeamFacts, day: string, nobody: string): Choice[] {
	const recipients = atTeam(team.recipients.values(), day).map(({ id, name }) => ({ value: id, text: name }));
	return [{ value: '', text: nobody }, ...recipients];
}

/** Null: no window; undefined: half a window, or none that a visit fits into. */
function readWindow({ windowFrom, windowTo, near }: VisitForm): { from: number; to: number } | null | undefined {
	if (windowFrom === '' && windowTo === '') return null;
	const [first, last] = [readClock(windowFrom), readClock(windowTo)];
	if (first === null || last === null) return undefined;
	const window = windowBetween(first, last);
	if (!window) return undefined;
	const later = near === null ? 0 : nearPlanned(first, near.window) - first;
	return { from: window.from + later, to: window.to + later };
}
