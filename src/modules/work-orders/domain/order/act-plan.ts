import { swedishDay, swedishMoment } from '#swedish/dates';
import { workingDayBefore } from '#swedish/holidays';
import type { Payload } from './commands.ts';
import { smsToTenant } from './effects.ts';
import type { Planned, Prerequisite, Waited, WorkOrder } from './model.ts';
import { type Effect, type Moment, type OrderState, type Verdict, accept, logChange, refuse } from './verdict.ts';

const REMINDED_AT = '07:00';

/** The acts that say when an order is done, and after which others. */
export const planDeciders = {
	/** [WO26] [WO27] Sets, moves or takes away the planned day; the tenant is told, and whoever planned it is reminded. */
	plan({ planned }: Payload<'plan'>, state: OrderState, moment: Moment): Verdict {
		const { order } = state;
		const refused = refuseUnlessAccepted(order) ?? refuseWindow(planned, moment);
		if (refused) return refused;
		if (samePlan(order.planned, planned)) return accept([]);
		const replaced = { planned: order.planned, by: planned };
		return accept(
			[{ type: 'order', set: { planned } }, logChange(state, moment, 'planned', { replaced })],
			[
				...(order.planned ? [{ kind: 'withdraw-reminders' } as const] : []),
				...tellTenant(state, planned, moment),
				...(planned ? reminder(state, planned, moment.now) : [])
			]
		);
	},
	/** [WO32] Which orders of the bundle come first. Two cannot wait for each other. */
	sequence({ waitsFor }: Payload<'sequence'>, state: OrderState, moment: Moment): Verdict {
		const { order, bundle } = state;
		const first = bundle.filter(({ id }) => waitsFor.includes(id) && id !== order.id);
		if (first.some((other) => dependsOn(other, order.id, bundle))) return refuse('waits-for-itself');
		const replaced = { waitsFor: order.waitsFor.map(toWaited), by: first.map(toPrerequisite).map(toWaited) };
		return accept([
			{ type: 'order', set: { waitsFor: first.map(toPrerequisite) } },
			logChange(state, moment, 'sequence', { text: first.map(({ number }) => `AO${number}`).join(', '), replaced })
		]);
	}
};

/** A day that has passed when the server decides, since there was no network before, is no news to a tenant. */
function tellTenant(state: OrderState, planned: Planned | null, { now }: Moment): Effect[] {
	if (!planned) return smsToTenant(state, 'unplanned', state.order.planned);
	return planned.day < swedishDay(now) ? [] : smsToTenant(state, 'planned', planned);
}

function refuseUnlessAccepted({ status }: WorkOrder): Verdict | null {
	if (status === 'cancelled') return refuse('already-cancelled');
	if (status === 'done' || status === 'invoiced') return refuse('already-done');
	return status === 'accepted' ? null : refuse('not-accepted');
}

function refuseWindow(planned: Planned | null, { at }: Moment): Verdict | null {
	if (!planned) return null;
	if (planned.day < swedishDay(at)) return refuse('day-past');
	return planned.from && planned.to && planned.to <= planned.from ? refuse('window-backwards') : null;
}

/** True when `order` comes after the order `id`, directly or through others. */
function dependsOn(order: WorkOrder, id: string, bundle: readonly WorkOrder[], seen = new Set<string>()): boolean {
	if (seen.has(order.id)) return false;
	seen.add(order.id);
	return order.waitsFor.some((before) => {
		if (before.order === id) return true;
		const next = bundle.find((other) => other.id === before.order);
		return next !== undefined && dependsOn(next, id, bundle, seen);
	});
}

function toWaited({ order, number }: Prerequisite): Waited {
	return { order, number };
}

/** An order as those see it that wait for it. */
export function toPrerequisite({ id, number, phrase, contractorName, status, planned }: WorkOrder): Prerequisite {
	return { order: id, number, phrase, contractorName, status, planned };
}

/** True when both say the same day and window, or neither says one. */
export function samePlan(a: Planned | null, b: Planned | null): boolean {
	return a?.day === b?.day && a?.from === b?.from && a?.to === b?.to;
}

/** In the morning of the working day before, to whoever planned it; nothing when that has passed. */
function reminder({ order, author }: OrderState, planned: Planned, now: string): Effect[] {
	const at = swedishMoment(workingDayBefore(planned.day), REMINDED_AT);
	if (at === null || at <= Date.parse(now) || !author.email) return [];
	const window = [planned.from, planned.to].filter(Boolean).join('–');
	const subject = `Påminnelse: AO${order.number} ${planned.day} ${window}`.trim();
	const text = `${order.phrase || order.concerns.unit}, ${order.place.address}`;
	return [{ kind: 'mail', to: author.email, subject, text, notBefore: new Date(at).toISOString() }];
}
