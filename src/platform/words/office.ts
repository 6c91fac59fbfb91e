import { language, t as shared } from './index.ts';
import { svOffice } from './sv/office.ts';

/** The texts of what is done at an office: apart from the others, since who only does the work need not load them. */
const office: typeof svOffice = language === 'en' ? (await import('./en/office.ts')).enOffice : svOffice;

/** The texts that every page has, and those of the office, in the language in use. */
export const t = { ...shared, ...office };
