import type { navigationTexts as swedish } from '../sv/navigation.ts';

/** English names of the work orders' pages in the navigation: the only texts of the module that every page loads. */
export const navigationTexts: typeof swedish = {
	home: 'Main page',
	orders: 'Orders',
	new: 'New',
	ongoing: 'Ongoing',
	register: 'Register',
	reports: 'Reports'
};
