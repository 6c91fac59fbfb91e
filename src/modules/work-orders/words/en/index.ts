import type { svOrders } from '../sv/index.ts';
import { actTexts } from './acts.ts';
import { workOrderTexts } from './orders.ts';
import { searchTexts } from './search.ts';

/** English texts that every page about work orders has. */
export const enOrders: typeof svOrders = { ...workOrderTexts, ...searchTexts, ...actTexts };
