/** Longer than any field was made for. */
export const LONG =
	'Elcentralsutrymmesinventeringsprotokoll för trapphuset på Björkhagsgatan 14, uppgång C, tredje våningen till vänster';
/** What a text of the app can become, in the longest of its languages. */
export const LONG_WORDS = 'Återkalla beställningen och meddela hyresgästen att ingen kommer i dag';
export const SHORT = 'Droppande kran';
export const REQUIRED = 'obligatoriskt';
