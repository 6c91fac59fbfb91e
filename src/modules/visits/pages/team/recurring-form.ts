import { type Recurrence, type SourceVisit, USUAL_VISIT, clockTime } from '#modules/visits/domain/index.ts';
import type { VisitForm } from '../plan/visit-form.ts';

/** The visit of a recurrence as a form. */
export function formOfRecurrence({ visit: written }: Recurrence): VisitForm {
	const visit: Omit<SourceVisit, 'id'> = { ...USUAL_VISIT, ...written };
	const { recipient, start, length, window, kind, double, key, tasks, needs } = visit;
	return {
		recipient,
		kind,
		double,
		key,
		secondRecipient: visit.secondRecipient ?? '',
		start: clockTime(start),
		near: { start, window: window?.from ?? start },
		length: String(length),
		windowFrom: window ? clockTime(window.from) : '',
		windowTo: window ? clockTime(window.to) : '',
		a: visit.a ?? '',
		b: visit.b ?? '',
		tasks: tasks.join('\n'),
		needs: [...needs],
		address: visit.address ?? ''
	};
}
