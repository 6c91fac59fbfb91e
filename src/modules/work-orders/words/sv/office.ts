import { contractorTexts } from './contractors.ts';
import { registrationTexts } from './registration.ts';
import { reportTexts } from './reports.ts';

/** Svenska texter för kontoret: registrering, rapporter, utskrift, utförare och inställningar. */
export const svOrderOffice = { ...registrationTexts, ...reportTexts, ...contractorTexts };
