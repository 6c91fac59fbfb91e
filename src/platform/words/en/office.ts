import { peopleTexts } from './people.ts';
import { registrationTexts } from '#modules/work-orders/words/en/registration.ts';
import { reportTexts } from '#modules/work-orders/words/en/reports.ts';
import type { svOffice } from '../sv/office.ts';

/** English texts for the office: people, settings, registration, reports and print. */
export const enOffice: typeof svOffice = { ...peopleTexts, ...registrationTexts, ...reportTexts };
