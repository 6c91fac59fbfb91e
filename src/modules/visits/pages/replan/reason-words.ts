import { clockTime } from '#modules/visits/domain/index.ts';
import type { Breach, Reasons } from '#modules/visits/domain/replan/index.ts';
import { t } from '#modules/visits/words/index.ts';
import type { TeamDay } from '../plan/team-day.svelte.ts';
import { needWord } from '../plan/visit-form.ts';

const words = t.replan;

/** A broken rule as a sentence with its figures, where it is written, and the visits that stand in the way. */
export function breachInWords({ code, numbers, need, source, visits }: Breach, team: TeamDay, asked: string): string {
	const broken: Readonly<Record<string, (figures: Breach['numbers'], need: string) => string>> = words.broken;
	const sentence = broken[code]?.(numbers, need ? needWord(need) : '') ?? code;
	const others = source ? [] : visits.filter((id) => id !== asked).map((id) => visitInWords(id, team));
	return [sentence, source, others.join(', ')].filter(Boolean).join(' · ');
}

/** `Elsa Andersson 08:15`. */
export function visitInWords(id: string, team: TeamDay): string {
	const visit = team.plan.byId.get(id);
	return visit ? `${team.people.nameOfRecipient(visit.recipient)} ${clockTime(visit.start.value)}` : '';
}

/** What speaks for or against a carer: whom the recipient meets, what the carer can, the way, the time to spare. */
export function reasonsInWords({ faces, has, travel, slack }: Reasons, team: TeamDay): string[] {
	const least = Math.min(slack.before ?? Infinity, slack.after ?? Infinity);
	return [
		...faces.map(({ recipient, number, isNew }) =>
			words.faces[isNew ? 'new' : 'known'](team.people.nameOfRecipient(recipient), number)
		),
		...(has.length > 0 ? [words.has(has.map(needWord).join(', '))] : []),
		travel === 0 ? words.noTravel : words.travel(travel),
		...(Number.isFinite(least) && least >= 0 ? [words.slack(least)] : [])
	];
}
