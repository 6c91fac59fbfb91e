import { dialled, formatSwedishPhone, toSwedishMobile } from '#swedish/phone';
import type { WorkOrder } from '#modules/work-orders/domain/index.ts';
import { t } from '#modules/work-orders/words/index.ts';

type Row = readonly [label: string, value: string | null, href?: string | null];

/** A number that is called by a tap, and never breaks over a line. */
function phoneRow(label: string, number: string | null | undefined, isStarred = false): Row {
	if (!number) return [label, null];
	const shown = formatSwedishPhone(number).replaceAll(' ', '\u00a0');
	const href = `tel:${toSwedishMobile(number) ?? dialled(number)}`;
	return [label, isStarred ? t.order.starred(shown) : shown, href];
}

const yesNo = (value: boolean | null) => (value === null ? null : value ? t.order.yes : t.order.no);

/** What the order is about, for the detail page and the print. */
export function concernsRows({ concerns, phrase, newUnit, bundle, type }: WorkOrder): Row[] {
	const room = [concerns.room, concerns.roomCode && `(${concerns.roomCode})`].filter(Boolean).join(' ');
	return [
		[t.order.type, t.orderType[type]],
		[t.order.room, room],
		[t.order.unit, concerns.unit],
		[t.order.unitNote, concerns.unitNote],
		[t.order.properties, concerns.properties],
		[t.order.includedInRent, yesNo(concerns.includedInRent)],
		[t.order.serialNumber, concerns.serialNumber],
		[t.order.installed, concerns.installed],
		[t.order.lastMaintenance, concerns.lastMaintenance],
		[t.order.phrase, phrase],
		[t.order.replaceWith, newUnit?.replaceWith ?? null],
		[t.order.newUnitNote, newUnit?.note ?? null],
		[t.order.newUnitProperties, newUnit?.properties ?? null],
		[t.order.newUnitSerial, newUnit?.serialNumber ?? null],
		[t.order.bundleNumber, bundle, `/arbetsorder?bunt=${encodeURIComponent(bundle)}`]
	];
}

/** The tenant and the reporter; the number with the star is the one to use. */
export function tenantRows({ tenant, reporter }: WorkOrder): Row[] {
	const phone = (field: 'homePhone' | 'workPhone' | 'otherPhone') =>
		phoneRow(t.order[field], tenant[field], tenant.use === field);
	return [
		[t.order.tenantName, tenant.name || t.orders.vacant],
		phone('homePhone'),
		phone('workPhone'),
		phone('otherPhone'),
		[t.order.movingIn, tenant.movingIn],
		[t.order.keyInformation, tenant.keyInformation],
		[t.order.comment, tenant.comment],
		[t.order.reporter, reporter && reporter.name],
		phoneRow(t.order.reporterPhone, reporter?.phone)
	];
}

/** Who ordered it, and who does it. */
export function ordererRows({ orderer, contractorName }: WorkOrder): Row[] {
	return [
		[t.order.tenantName, orderer.name],
		[t.order.account, orderer.account],
		phoneRow(t.order.mobile, orderer.mobile),
		[t.order.email, orderer.email, orderer.email && `mailto:${orderer.email}`],
		[t.order.invoicing, orderer.invoicing],
		[t.order.contractor, contractorName]
	];
}
