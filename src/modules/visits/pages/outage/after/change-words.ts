import {
	type FieldName,
	type PlanChange,
	type PlanDay,
	type TeamFacts,
	clockTime
} from '#modules/visits/domain/index.ts';
import { t } from '#modules/visits/words/index.ts';
import { awayInWords, fieldInWords } from '../../visit-parts.ts';

const words = t.afterOutage;
const fields: Readonly<Record<string, string>> = words.fields;

/** What a change is about: the recipient and the time of the visit, or who is away. */
export function aboutInWords({ kind, visit }: PlanChange, plan: PlanDay | undefined, facts: TeamFacts): string {
	if (kind === 'absence') return facts.carers.get(visit)?.name ?? words.unknown;
	const found = plan?.byId.get(visit);
	if (!found) return words.unknown;
	return `${facts.recipients.get(found.recipient)?.name ?? words.unknown} ${clockTime(found.start.value)}`;
}

/** What was changed, from what to what. */
export function changeInWords({ kind, field, from, to }: PlanChange, facts: TeamFacts): string {
	if (kind === 'added') return words.added;
	if (kind === 'absence') return `${words.awayFrom}: ${awayInWords(to)}`;
	const name = fields[field];
	if (name === undefined) return words.otherField;
	const names = {
		nameOfCarer: (id: string | null) => (id === null ? '' : (facts.carers.get(id)?.name ?? '')),
		nameOfRecipient: (id: string) => facts.recipients.get(id)?.name ?? ''
	};
	const value = (of: PlanChange['from']) => fieldInWords(field as FieldName, of, names);
	return words.changed(name, value(from), value(to));
}
