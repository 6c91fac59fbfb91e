import type { svOffice } from '../sv/office.ts';
import { peopleTexts } from './people.ts';

/** English texts for the office: people, settings and outgoing messages. */
export const enOffice: typeof svOffice = { ...peopleTexts };
