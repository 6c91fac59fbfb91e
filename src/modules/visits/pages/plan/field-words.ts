import { type FieldName, VISIT_KINDS, clockTime } from '#modules/visits/domain/index.ts';
import { t } from '#modules/visits/words/index.ts';
import { cancelledInWords, windowInWords } from './visit-words.ts';

type Value = string | number | boolean | null;

/** Who knows the names of the team's people. */
interface Names {
	nameOfCarer(id: string | null): string;
	nameOfRecipient(id: string): string;
}

const flags = t.visits.flags;
const yesOrNo = (value: Value) => (value === true ? t.visitPlan.yes : t.visitPlan.no);
const carer = (value: Value, team: Names) => (value === null ? t.visits.unassigned : team.nameOfCarer(String(value)));

const WORDS: Readonly<Record<FieldName, (value: Value, team: Names) => string>> = {
	start: (value) => clockTime(Number(value)),
	length: (value) => t.visits.minutes(Number(value)),
	a: carer,
	b: carer,
	cancel: (value) => (value === null ? flags.takesPlace : cancelledInWords(String(value))),
	pin: () => flags.this,
	kind: (value) => VISIT_KINDS.flatMap((kind) => (kind === value ? t.visitPlan.kinds[kind] : [])).join(''),
	double: yesOrNo,
	window: windowInWords,
	address: (value) => (typeof value === 'string' ? value : t.visitPlan.ownAddress),
	key: yesOrNo,
	secondRecipient: (value, team) => team.nameOfRecipient(String(value ?? '')) || t.visitPlan.nobody
};

/** What a field of a visit says, in words. */
export function fieldInWords(field: FieldName, value: Value, team: Names): string {
	return WORDS[field](value, team);
}
