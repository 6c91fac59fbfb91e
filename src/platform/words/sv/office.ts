import { peopleTexts } from './people.ts';

/** Svenska texter för kontoret: personer, inställningar och utskick. */
export const svOffice = { ...peopleTexts };
