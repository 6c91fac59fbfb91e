import { type RecurringShift, atTeam, clockTime } from '#modules/visits/domain/index.ts';
import { t } from '#modules/visits/words/index.ts';
import type { TeamDay } from '../plan/team-day.svelte.ts';
import { needWord } from '../plan/visit-form.ts';
import { hoursInWords } from './shift-form.ts';
import { rhythmInWords } from './team-forms.ts';

/** The lists of a team, by the root that their entries stand in. */
export const LISTS = ['carers', 'recipients', 'shifts', 'recurring'] as const;
export type ListName = (typeof LISTS)[number];

/** An entry of a team as a line of a list. */
export interface TeamLine {
	id: string;
	title: string;
	/** What is known beside the title, a sentence each. */
	about: readonly string[];
	/** What it is marked by: that it has ended. */
	mark: string | null;
	/** True while a change of it waits for the server. */
	waits: boolean;
}

const words = t.careTeam;

/** A list of a team, in the order in which people look. */
export function linesOfTeam(list: ListName, team: TeamDay): TeamLine[] {
	switch (list) {
		case 'carers':
			return carerLines(team);
		case 'recipients':
			return recipientLines(team);
		case 'shifts':
			return shiftLines(team);
		case 'recurring':
			return recurringLines(team);
	}
}

function carerLines({ facts, people }: TeamDay): TeamLine[] {
	return atTeam(facts.carers.values(), '').map((carer) => ({
		id: carer.id,
		title: carer.name,
		about: [
			carer.phone ?? '',
			carer.skills.join(', '),
			carer.delegations.map(({ code, until }) => [code, until].filter(Boolean).join(' ')).join(', '),
			carer.licence ? t.visitPlan.licence : '',
			carer.languages.join(', ')
		],
		mark: carer.ended && words.endedSince(carer.ended),
		waits: people.waits('carers', carer.id)
	}));
}

function recipientLines(team: TeamDay): TeamLine[] {
	const { facts, people } = team;
	return atTeam(facts.recipients.values(), '').map((recipient) => ({
		id: recipient.id,
		title: recipient.name,
		about: [
			recipient.address,
			recipient.namedContact ? `${words.namedContact}: ${team.people.nameOfCarer(recipient.namedContact)}` : '',
			recipient.needs.map(needWord).join(', '),
			recipient.double ? t.visitPlan.double : '',
			recipient.keyInformation ? t.visits.key : ''
		],
		mark: recipient.ended && words.endedSince(recipient.ended),
		waits: people.waits('recipients', recipient.id)
	}));
}

function shiftLines({ facts, people, day }: TeamDay): TeamLine[] {
	return atTeam(facts.carers.values(), day).flatMap(({ id, name }) =>
		(facts.recurringShifts.get(id) ?? []).map((shift) => ({
			id: shift.id,
			title: name,
			about: [rhythmInWords(shift), hoursInWords(shift.shift), untilWhen(shift)],
			mark: null,
			waits: people.waits('shifts', `recurring/${id}/${shift.id}`)
		}))
	);
}

function recurringLines(team: TeamDay): TeamLine[] {
	const { facts, people } = team;
	const lines = facts.recurrences.map((recurrence) => ({
		id: recurrence.id,
		title: `${team.people.nameOfRecipient(recurrence.visit.recipient)} ${clockTime(recurrence.visit.start)}`,
		about: [
			rhythmInWords(recurrence),
			t.visits.minutes(recurrence.visit.length),
			recurrence.visit.tasks?.join(', ') ?? '',
			[recurrence.visit.a, recurrence.visit.b]
				.flatMap((carer) => (carer ? team.people.nameOfCarer(carer) : []))
				.join(', ') || t.visits.unassigned,
			untilWhen(recurrence)
		],
		mark: null,
		waits: people.waits('recurring', recurrence.id)
	}));
	return lines.sort((a, b) => a.title.localeCompare(b.title, 'sv'));
}

function untilWhen({ to }: Pick<RecurringShift, 'to'>): string {
	return to === null ? '' : words.endedOn(to);
}
