import type { FindingCode } from '../plan/finding.ts';
import type { FlagReason } from '../plan/conflicts.ts';
import type { VisitStatus } from '../plan/model.ts';
import type { BoxCode } from './geometry.ts';

/** The words of the sheets, in the language of whoever reads them. */
export interface SheetWords {
	clientList: string;
	overview: string;
	unassigned: string;
	unknownCarer: string;
	unknownRecipient: string;
	noVisits: string;
	/** Monday 23 November 2026 · week 48. */
	day(day: string): string;
	/** When it was made, and from which state of the plan. */
	made(moment: number, source: string): string;
	copy(number: string): string;
	page(page: number, pages: number): string;
	destroy(day: string): string;
	shift(from: string, to: string): string;
	minutes(minutes: number): string;
	window(from: string, to: string): string;
	together(name: string): string;
	second: string;
	couple(name: string): string;
	contested: string;
	key: string;
	needs(needs: string): string;
	travel(minutes: number): string;
	/** More lines than there is room for. */
	cut: string;
	came: string;
	left: string;
	boxes: Readonly<Record<BoxCode, string>>;
	status: Readonly<Record<VisitStatus, string>>;
	toLookOver: string;
	toDecide: string;
	findings: Readonly<Record<FindingCode, string>>;
	flags: Readonly<Record<FlagReason, string>>;
	away: string;
	free: string;
	phone(about: string, number: string): string;
}
