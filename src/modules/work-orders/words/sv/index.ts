import { actTexts } from './acts.ts';
import { workOrderTexts } from './orders.ts';
import { searchTexts } from './search.ts';

/** Svenska texter som varje sida om arbetsorder har. */
export const svOrders = { ...workOrderTexts, ...searchTexts, ...actTexts };
