import type { navigationTexts as swedish } from '../sv/navigation.ts';

/** English names of the visits' pages in the navigation: the only texts of the module that every page loads. */
export const navigationTexts: typeof swedish = { visits: 'Visits' };
