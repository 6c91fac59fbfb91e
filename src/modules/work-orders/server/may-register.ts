import type { Member } from '#server/auth/members';
import type { Connection } from '#server/database/open';
import { isOrderer, worksWithOrders } from '../domain/works-with-orders.ts';
import { loadSettings } from './settings/settings.ts';

declare module '#server/told' {
	interface ToldOfMember {
		/** Whether the member's side may register work orders. */
		mayRegister: boolean;
	}
}

/** Whether a member's side may register work orders: the landlord's orderers, and contractors where it lets them. */
export async function mayRegister(db: Connection, { actor }: Member): Promise<boolean> {
	if (!worksWithOrders(actor)) return false;
	return isOrderer(actor) || (await loadSettings(db, actor.organisation)).contractorsMayRegister;
}
