import type { Actor } from '#core/access';
import type { Reader } from '#core/module';

/** The landlord's own people who order: its orderers and administrators. */
export function isOrderer(actor: Pick<Actor, 'roles'>): boolean {
	return actor.roles.includes('orderer') || actor.roles.includes('administrator');
}

/** Whether a member's side works with orders: every contractor, and the landlord's people; those of home care have teams. */
export function worksWithOrders({
	company,
	roles,
	teams = []
}: Pick<Reader, 'company' | 'roles'> & { teams?: readonly unknown[] }): boolean {
	if (company !== null || roles.includes('orderer')) return true;
	return isOrderer({ roles }) && teams.length === 0;
}
