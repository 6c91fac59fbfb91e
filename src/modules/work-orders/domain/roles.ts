import type { RoleContract } from '#core/roles';
import { CONTRACTOR, ORDERER } from './role-names.ts';

/** What people can be in work orders. */
export const roles: Readonly<Record<string, RoleContract>> = {
	[ORDERER]: {
		scope: 'organisation',
		acts: [
			'orders:read',
			'order-index:read',
			'order-texts:read',
			'landlord:read',
			'work-order-settings:read',
			'presence:read',
			'work-order:register',
			'work-order:work-orders.cancel',
			'work-order-file:read',
			'work-order-register:write'
		],
		comesWith: 'administrator' // who keeps a landlord's people has always ordered too
	},
	[CONTRACTOR]: {
		scope: 'company',
		acts: [
			'orders:read',
			'order-index:read',
			'order-texts:read',
			'order-texts:write',
			'landlord:read',
			'presence:read',
			'work-order:register',
			'work-order:work-orders.done',
			'work-order-file:read'
		],
		comesWith: 'company'
	}
};
