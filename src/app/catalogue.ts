import { createCatalogue } from '#core/catalogue';
import { modules } from './modules.ts';

/** What all modules of the application say together. */
export const catalogue = createCatalogue(modules);
