import type * as Y from 'yjs';
import type { RegisterValue } from '#core/register';
import {
	FIELD_NAMES,
	type FieldName,
	type PlanVisit,
	SLOTS,
	type SourceVisit,
	type TimeWindow,
	takesPlace
} from './model.ts';
import { type Author, type Edit, type PlanAct, edit, editVisit, fits } from './plan-act.ts';
import { taskId } from './read-visit.ts';
import { LAST_MINUTE, betweenText } from './schemas.ts';
import { ABSENCE } from './workspace.ts';

/** What a person wants a visit to be; what is not named stays. */
export type VisitChange = Partial<
	Pick<
		SourceVisit,
		| 'start'
		| 'length'
		| 'a'
		| 'b'
		| 'kind'
		| 'double'
		| 'window'
		| 'address'
		| 'key'
		| 'secondRecipient'
		| 'needs'
		| 'tasks'
	>
>;

const NEED = /^[\p{L}\p{N}-]{1,40}$/u;
const LONGEST_TASK = 200; // characters

/** Changes any of a visit's fields as one act, so that one undo takes all of it back. What is the same is not set. */
export function changeVisit(doc: Y.Doc, author: Author, id: string, change: VisitChange): Edit {
	return editVisit(doc, author, id, (act, visit) => {
		const { needs, tasks, window, ...plain } = change;
		const values: Partial<Record<FieldName, RegisterValue>> = {
			...plain,
			...(window === undefined ? {} : { window: betweenText(window) })
		};
		const named = FIELD_NAMES.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]] as const]));
		if (named.some(([name, value]) => !fits(name, value))) return 'impossible-value';
		if (window && window.from >= window.to) return 'impossible-value';
		if (needs?.some((code) => !NEED.test(code))) return 'impossible-value';
		if (tasks?.some((text) => text.trim() === '' || text.length > LONGEST_TASK)) return 'impossible-value';
		for (const [name, value] of named) act.set(visit, name, value);
		if (needs) setNeeds(act, visit, needs);
		if (tasks) setTasks(act, visit, tasks);
		return null;
	});
}

/** Says what a visit needs of its carer, inside an act. */
export function setNeeds(act: PlanAct, visit: PlanVisit, needs: readonly string[]): void {
	for (const code of visit.needs) if (!needs.includes(code)) act.setRegister(`${visit.id}/need.${code}`, false);
	for (const code of new Set(needs)) {
		if (!visit.needs.includes(code)) act.setRegister(`${visit.id}/need.${code}`, true);
	}
}

/** Says what is done at a visit, inside an act; a task of the source that is left out stays away. */
export function setTasks(act: PlanAct, visit: PlanVisit, tasks: readonly string[]): void {
	for (const { id, text } of visit.tasks) {
		if (tasks.includes(text)) continue;
		const task = id.startsWith('source-') ? taskId(text) : id;
		act.setRegister(`${visit.id}/task.${task}`, null, { base: text }); // the base is what undoing brings back
	}
	const known = new Set(visit.tasks.map(({ text }) => text));
	for (const text of new Set(tasks)) {
		if (!known.has(text)) act.setRegister(`${visit.id}/task.${taskId(text)}`, text);
	}
}

/** Visits of a carer from a minute of the day on that can be given to others: not begun, not pinned. */
export function releasable(visits: readonly PlanVisit[], carer: string, from = 0): PlanVisit[] {
	return visits.filter(
		(visit) =>
			takesPlace(visit) &&
			SLOTS.some((slot) => visit[slot].value === carer) &&
			visit.start.value >= from &&
			visit.registrations.length === 0 &&
			visit.pin.value === null
	);
}

/**
 * Says that a carer is away on a day, and takes these visits from the carer in the same act: they then wait for somebody
 * else. Visits that are not named stay, and are found.
 */
export function markAway(
	doc: Y.Doc,
	author: Author,
	{ carer, day, away }: { carer: string; day: string; away: TimeWindow },
	release: readonly string[] = []
): Edit {
	return edit(doc, author, (act) => {
		const visits = release.map((id) => act.visit(id));
		if (away.from >= away.to || away.to > LAST_MINUTE) return 'impossible-value';
		if (visits.includes(null)) return 'unknown-visit';
		act.setRegister(`${ABSENCE}/${carer}/${day}`, betweenText(away));
		for (const visit of visits) {
			for (const slot of SLOTS) if (visit?.[slot].value === carer) act.set(visit, slot, null);
		}
		return null;
	});
}
