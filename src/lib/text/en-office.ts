import { peopleTexts } from './en-people.ts';
import { registrationTexts } from './en-registration.ts';
import { reportTexts } from './en-reports.ts';
import type { svOffice } from './sv-office.ts';

/** English texts for the office: people, settings, registration, reports and print. */
export const enOffice: typeof svOffice = { ...peopleTexts, ...registrationTexts, ...reportTexts };
