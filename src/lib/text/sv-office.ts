import { peopleTexts } from './sv-people.ts';
import { registrationTexts } from './sv-registration.ts';
import { reportTexts } from './sv-reports.ts';

/** Svenska texter för kontoret: personer, inställningar, registrering, rapporter och utskrift. */
export const svOffice = { ...peopleTexts, ...registrationTexts, ...reportTexts };
