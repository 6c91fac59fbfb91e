import { deviceClock } from '#device/device-clock.svelte.ts';
import type { SheetPage } from '#core/sheet';
import {
	type CopyWhat,
	type SheetDay,
	clientSheets,
	clientSheetsOfTeam,
	destroyDay,
	overviewSheets
} from '#modules/visits/domain/copies/index.ts';
import { browserTools } from './browser-tools.ts';
import { nextNumber, sayMade } from './copy-number.ts';
import { type TeamDays, stateHere } from './team-days.svelte.ts';

/** What somebody wants on paper. */
export interface PrintWish {
	days: readonly string[];
	what: 'client-list' | 'overview' | 'both';
	/** One carer's lists; null for everybody's. */
	carer: string | null;
}

/** The pages of a print. Each kind of a day is a copy of its own, with a number that is told to the server in time. */
export async function printSheets(days: TeamDays, { days: asked, what, carer }: PrintWish): Promise<SheetPage[]> {
	const tools = browserTools();
	const pages: SheetPage[] = [];
	const kinds = what === 'both' ? (['overview', 'client-list'] as const) : [what];
	for (const day of asked) {
		const of = days.sheetDay(day);
		if (!of) continue;
		for (const kind of kinds) {
			const madeAt = deviceClock.now();
			const copy = await nextNumber();
			const stamp = { copy, madeAt, source: stateHere(), destroyBy: destroyDay(day) };
			pages.push(...drawKind(kind, of, carer, stamp, tools));
			await say(days.team.id, copy, kind, day, madeAt);
		}
	}
	return pages;
}

function drawKind(
	kind: 'client-list' | 'overview',
	day: SheetDay,
	carer: string | null,
	...[stamp, tools]: [Parameters<typeof overviewSheets>[1], Parameters<typeof overviewSheets>[2]]
): SheetPage[] {
	if (kind === 'overview') return overviewSheets(day, stamp, tools);
	return carer === null ? clientSheetsOfTeam(day, stamp, tools) : clientSheets(day, carer, stamp, tools);
}

function say(team: string, number: string, what: CopyWhat, day: string, madeAt: number): Promise<string> {
	const paper = { place: 'paper', sha256: null, locked: false, replaces: null } as const;
	return sayMade({ ...paper, team, number, what, from: day, to: day, madeAt }, { quiet: false });
}
