import type { Again } from '#modules/visits/domain/index.ts';
import { t } from '#modules/visits/words/index.ts';

/** What came back from devices, in a few words: people are what most of it is about. */
export function titleOf(again: readonly Again[]): string {
	const people = again.filter(({ root }) => root === 'carers' || root === 'recipients').length;
	return people > 0 ? t.broughtAgain.title(people) : t.broughtAgain.titleOfRest(again.length);
}
