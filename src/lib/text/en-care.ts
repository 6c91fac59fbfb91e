import type { svCare } from './sv-care.ts';
import { copyTexts } from './en-copies.ts';
import { exchangeTexts } from './en-exchange.ts';
import { keyTexts } from './en-keys.ts';
import { moveTexts } from './en-moves.ts';
import { outageTexts } from './en-outage.ts';
import { outageSheetTexts } from './en-outage-sheets.ts';
import { paperTexts } from './en-paper.ts';
import { planTexts } from './en-plan.ts';
import { replanTexts } from './en-replan.ts';
import { togetherTexts } from './en-together.ts';
import { visitTexts } from './en-visits.ts';
import { weekTexts } from './en-week.ts';

/** English texts for visits and outages. */
export const enCare: typeof svCare = {
	...copyTexts,
	...exchangeTexts,
	...keyTexts,
	...moveTexts,
	...outageTexts,
	...outageSheetTexts,
	...paperTexts,
	...planTexts,
	...replanTexts,
	...togetherTexts,
	...visitTexts,
	...weekTexts
};
