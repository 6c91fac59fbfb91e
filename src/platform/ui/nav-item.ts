import type { IconComponent } from './icon.ts';

/** A link of the navigation, with how much waits there. */
export interface NavItem {
	href: string;
	text: string;
	icon: IconComponent;
	count?: number;
	current: boolean;
}
