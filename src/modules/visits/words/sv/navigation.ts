/** Svenska namn på besökens sidor i navigeringen: de enda av modulens texter som varje sida läser in. */
export const navigationTexts = { visits: 'Besök' };
