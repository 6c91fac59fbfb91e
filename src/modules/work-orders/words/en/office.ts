import type { svOrderOffice } from '../sv/office.ts';
import { contractorTexts } from './contractors.ts';
import { registrationTexts } from './registration.ts';
import { reportTexts } from './reports.ts';

/** English texts for the office: registering, reports, print, contractors and settings. */
export const enOrderOffice: typeof svOrderOffice = { ...registrationTexts, ...reportTexts, ...contractorTexts };
