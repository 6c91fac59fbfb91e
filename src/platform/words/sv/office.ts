import { peopleTexts } from './people.ts';
import { registrationTexts } from '#modules/work-orders/words/sv/registration.ts';
import { reportTexts } from '#modules/work-orders/words/sv/reports.ts';

/** Svenska texter för kontoret: personer, inställningar, registrering, rapporter och utskrift. */
export const svOffice = { ...peopleTexts, ...registrationTexts, ...reportTexts };
