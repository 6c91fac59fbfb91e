import { commandTexts } from './commands.ts';
import { copyTexts } from './copies.ts';
import { handoverTexts } from './handover.ts';
import { keyTexts } from './keys.ts';
import { moveTexts } from './moves.ts';
import { outageTexts } from './outage.ts';
import { outageSheetTexts } from './outage-sheets.ts';
import { paperTexts } from './paper.ts';
import { planTexts } from './plan.ts';
import { replanTexts } from './replan.ts';
import { togetherTexts } from './together.ts';
import { visitTexts } from './visits.ts';
import { weekTexts } from './week.ts';

/** Svenska texter för besök och driftstopp. */
export const svCare = {
	...commandTexts,
	...copyTexts,
	...handoverTexts,
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
