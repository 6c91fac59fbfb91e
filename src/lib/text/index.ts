import { sv } from './sv.ts';

/** Every text of the interface, by area. Other languages have to bring the same keys. */
export type Texts = typeof sv;

/** The texts of the language in use. */
export const t: Texts = sv;
