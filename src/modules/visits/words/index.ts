import { language, t as shared } from '#words';
import { svCare } from './sv/index.ts';

/** The texts of visits and outages: apart from the others, since who repairs taps need not load them. */
const care: typeof svCare = language === 'en' ? (await import('./en/index.ts')).enCare : svCare;

/** All texts of the interface, those of visits and outages included, in the language in use. */
export const t = { ...shared, ...care };
