import { copyTexts } from './sv-copies.ts';
import { exchangeTexts } from './sv-exchange.ts';
import { keyTexts } from './sv-keys.ts';
import { moveTexts } from './sv-moves.ts';
import { outageTexts } from './sv-outage.ts';
import { outageSheetTexts } from './sv-outage-sheets.ts';
import { paperTexts } from './sv-paper.ts';
import { planTexts } from './sv-plan.ts';
import { replanTexts } from './sv-replan.ts';
import { togetherTexts } from './sv-together.ts';
import { visitTexts } from './sv-visits.ts';
import { weekTexts } from './sv-week.ts';

/** Svenska texter för besök och driftstopp. */
export const svCare = {
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
