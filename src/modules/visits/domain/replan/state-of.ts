import type { ReplanDay } from './replan-day.ts';

/** Everything that a proposal depends on, as a text that is the same as long as none of it changes. */
export function stateOf({ plan, team }: Pick<ReplanDay, 'plan' | 'team'>): string {
	const visits = plan.visits.map((visit) => [
		...[visit.id, visit.start.value, visit.length.value, visit.a.value, visit.b.value, visit.cancel.value],
		...[visit.pin.value, visit.window, visit.double, visit.needs, visit.address, visit.recipient, visit.sequence],
		...[visit.registrations.length, [visit.a, visit.b, visit.start].map(({ losers }) => losers.length)]
	]);
	const absences = plan.absences.map(({ carer, away }) => [carer, away]);
	const people = [...team.carers.values()].map(({ name: _name, phone: _phone, ...rest }) => rest);
	const hours = [[...team.shifts], [...team.recurringShifts], [...team.absences]];
	return JSON.stringify([plan.day, visits, absences, people, hours]);
}
