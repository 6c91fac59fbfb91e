import { language, t as shared } from '#words';
import { svOrders } from './sv/index.ts';

const orders: typeof svOrders = language === 'en' ? (await import('./en/index.ts')).enOrders : svOrders;

/** The texts that every page about work orders has, in the language in use. */
export const t = { ...shared, ...orders };
