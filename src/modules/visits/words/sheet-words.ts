import type { SheetWords } from '#modules/visits/domain/copies/index.ts';
import type { copyTexts } from './sv/copies.ts';
import type { visitTexts } from './sv/visits.ts';

/** What stands on sheets of paper, out of a language's catalogue. */
export function sheetWords({ sheets, visits }: typeof copyTexts & typeof visitTexts): SheetWords {
	const phones: Readonly<Record<string, (number: string) => string>> = sheets.phones;
	return {
		...sheets,
		status: visits.status,
		findings: visits.findings,
		flags: visits.flags.reasons,
		phone: (about, number) => (phones[about] ?? sheets.phones.other)(number)
	};
}
