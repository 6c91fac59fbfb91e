import { language } from '#words';
import { t as office } from '#words/office';
import { t as orders } from './index.ts';
import { svOrderOffice } from './sv/office.ts';

const own: typeof svOrderOffice = language === 'en' ? (await import('./en/office.ts')).enOrderOffice : svOrderOffice;

/** The texts of what is done with work orders at an office: apart from the others, since who only does the work need not load them. */
export const t = { ...orders, ...office, ...own };
