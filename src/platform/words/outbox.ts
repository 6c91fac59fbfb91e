import { language, t as shared } from './index.ts';
import { outboxTexts } from './sv/outbox.ts';

const outbox: typeof outboxTexts = language === 'en' ? (await import('./en/outbox.ts')).outboxTexts : outboxTexts;

/** The texts that every page has, and those of the outbox, in the language in use. */
export const t = { ...shared, ...outbox };
