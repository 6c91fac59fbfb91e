import type { Reader } from '#core/module';
import { CONTRACTOR, ORDERER } from './role-names.ts';

type Person = Pick<Reader, 'company' | 'roles'>;

/** The landlord's own people who order. */
export function isOrderer({ company, roles }: Person): boolean {
	return company === null && roles.includes(ORDERER);
}

/** The people of a contractor. */
export function isContractor({ company, roles }: Person): boolean {
	return company !== null && roles.includes(CONTRACTOR);
}

/** Whether somebody works with orders, on one side or the other. */
export function worksWithOrders(person: Person): boolean {
	return isOrderer(person) || isContractor(person);
}
