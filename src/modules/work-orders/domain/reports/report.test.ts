import { describe, expect, it } from 'vitest';
import { REPORT_COLUMNS, type ReportKey, type WorkOrder, reportFileName, reportRows } from '../index.ts';
import { testOrder } from '#tests/support/work-orders.ts';

const words = {
	type: { fault: 'Fel', hlu: 'HLU', unplanned: 'UH oplanerat', option: 'Tillval', planned: 'Underhåll' },
	priority: { normal: 'Normal', urgent: 'Akut', 'hlu-new-tenant': 'HLU Ny HG' },
	status: {
		ordered: 'Beställd',
		accepted: 'Accepterad',
		done: 'Utförd',
		invoiced: 'Fakturerad',
		cancelled: 'Makulerad',
		declined: 'Avslagen'
	},
	vacant: 'Vakant'
};

function reportOf(order: WorkOrder): Record<ReportKey, unknown> {
	const [row = []] = [...reportRows([{ order }], words)];
	expect(row).toHaveLength(REPORT_COLUMNS.length);
	return Object.fromEntries(REPORT_COLUMNS.map(({ key }, index) => [key, row[index]])) as Record<ReportKey, unknown>;
}

describe('the order report', () => {
	it('[WO50] has every order on a row with every field that an office asks for', () => {
		const { order } = testOrder({
			orderedAt: '2026-11-21T07:31:00.000Z',
			priority: 'urgent',
			description: 'Det droppar.',
			place: {
				number: '00812',
				address: 'Åsögatan 12',
				postalCode: '118 29',
				city: 'Stockholm',
				area: 'Söder',
				administrativeArea: 'Innerstaden'
			},
			concerns: { room: 'Kök', roomCode: '21', unit: 'Vattenlås' }
		});
		expect(reportOf({ ...order, doneAction: 'Bytt packning.', doneAt: '2026-11-22T09:15:00.000Z' })).toEqual({
			number: 583214,
			bundle: '00812-20261121',
			type: 'Fel',
			priority: 'Akut',
			status: 'Beställd',
			ordered: '2026-11-21 08:31',
			registered: '2026-11-21 09:00',
			planned: null,
			plannedTime: '',
			accepted: null,
			done: '2026-11-22 10:15',
			object: '00812',
			address: 'Åsögatan 12',
			postalCode: '118 29',
			city: 'Stockholm',
			area: 'Söder',
			administrativeArea: 'Innerstaden',
			room: 'Kök (21)',
			unit: 'Vattenlås',
			phrase: 'Läckage under diskbänk',
			tenant: 'Alma Sundin',
			phone: '070-174 06 05',
			orderer: 'Karin Ekvall',
			contractor: 'Söder Rör AB',
			reference: 'AO583214',
			action: 'Bytt packning.',
			description: 'Det droppar.'
		});
	});

	it('[WO50] a home without tenant is vacant, and a planned window stands beside its day', () => {
		const { order } = testOrder({ tenant: {} });
		const planned = { day: '2026-11-24', from: '08:00', to: '12:00' };
		expect(reportOf({ ...order, planned })).toMatchObject({
			tenant: 'Vakant',
			phone: '',
			planned: '2026-11-24',
			plannedTime: '08:00–12:00'
		});
		expect(reportOf({ ...order, planned: { ...planned, to: '' } }).plannedTime).toBe('08:00');
	});

	it('[WO50] an order that was registered offline has neither number nor reference yet', () => {
		expect(reportOf({ ...testOrder().order, number: 0 })).toMatchObject({ number: null, reference: '' });
	});

	it('[WO50] rows are made one by one as they are read', () => {
		const made: number[] = [];
		const orders = function* () {
			for (const number of [1, 2, 3]) {
				made.push(number);
				yield testOrder({}, number);
			}
		};
		const rows = reportRows(orders(), words);
		rows.next();
		expect(made).toEqual([1]);
	});

	it.each([
		['2026-03-28T23:30:00.000Z', '2026-03-29 00:30'],
		['2026-03-29T01:30:00.000Z', '2026-03-29 03:30'],
		['2026-06-30T22:15:00.000Z', '2026-07-01 00:15'],
		['2026-10-25T00:30:00.000Z', '2026-10-25 02:30'],
		['2026-10-25T01:30:00.000Z', '2026-10-25 02:30'],
		['2026-12-31T23:00:00.000Z', '2027-01-01 00:00']
	])('[WO51] %s was %s in Sweden, whatever the machine is set to', (at, shown) => {
		expect(reportOf(testOrder({ orderedAt: at }).order).ordered).toBe(shown);
	});

	it('[WO51] the file is named after the Swedish day and after nobody', () => {
		expect(reportFileName('arbetsorder', Date.parse('2026-11-21T23:30:00.000Z'))).toBe('arbetsorder-2026-11-22.xlsx');
	});
});
