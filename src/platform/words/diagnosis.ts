import { language, t as shared } from './index.ts';
import { diagnosisTexts } from './sv/diagnosis.ts';

const diagnosis: typeof diagnosisTexts =
	language === 'en' ? (await import('./en/diagnosis.ts')).diagnosisTexts : diagnosisTexts;

/** The texts that every page has, and those of the diagnosis, in the language in use. */
export const t = { ...shared, ...diagnosis };
