/** Svenska namn på arbetsordernas sidor i navigeringen: de enda av modulens texter som varje sida läser in. */
export const navigationTexts = {
	home: 'Huvudsida',
	orders: 'Order',
	new: 'Nya',
	ongoing: 'Pågående',
	register: 'Registrera',
	reports: 'Rapporter'
};
