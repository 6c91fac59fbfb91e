import { language, t as shared } from './index.ts';
import { accountTexts } from './sv/account.ts';

const account: typeof accountTexts = language === 'en' ? (await import('./en/account.ts')).accountTexts : accountTexts;

/** The texts that every page has, and those of the account, in the language in use. */
export const t = { ...shared, ...account };
