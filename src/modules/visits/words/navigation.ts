import { language } from '#words';
import { navigationTexts } from './sv/navigation.ts';

/** The names of the visits' pages in the navigation, in the language in use. */
export const words: typeof navigationTexts =
	language === 'en' ? (await import('./en/navigation.ts')).navigationTexts : navigationTexts;
