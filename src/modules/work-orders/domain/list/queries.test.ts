import { describe, expect, it } from 'vitest';
import type { Actor } from '#core/access';
import type { Command } from '#core/command';
import { formatStamp } from '#core/clock';
import { authorize } from '../access.ts';
import {
	DEFAULT_SETTINGS,
	type FactsMaps,
	type WholeOrder,
	bundleNumber,
	compareForWork,
	countMatrix,
	invoiceReference,
	isListed,
	projectOrder,
	readOrders,
	searchOrders
} from '../index.ts';
import { withWaiting } from './waiting.ts';
import { AMIR, KARIN, LANDLORD, NOON, PAINTERS, PIPES, after, testId, testOrder } from '#tests/support/work-orders.ts';

const now = Date.parse(NOON);
const waitingCommand = (act: string, payload: Record<string, unknown>, id = testId('8')): Command => ({
	v: 1,
	id,
	kind: `work-orders.${act}`,
	about: testOrder().order.id,
	payload,
	author: AMIR.member,
	device: testId('7'),
	at: formatStamp({ wall: now, counter: 0, device: testId('7') }),
	signature: ''
});

function toMaps(wholes: readonly WholeOrder[], audience: 'orderer' | 'contractor'): FactsMaps {
	const entries = wholes.map((whole) => projectOrder(whole, audience));
	const map = (root: 'orders' | 'log' | 'files') => new Map(entries.flatMap((entry) => Object.entries(entry[root])));
	return { orders: map('orders'), log: map('log'), files: map('files') };
}

describe('numbers', () => {
	it('[WO16] bundle and invoice reference', () => {
		expect(bundleNumber('61380004', '2024-01-15')).toBe('61380004-20240115');
		expect(invoiceReference({ number: 583214 })).toBe('AO583214');
		expect(testOrder({ orderedAt: '2026-11-21T23:30:00.000Z' }).order.bundle).toBe('61380004-20261122');
	});
});

describe('facts', () => {
	it('[WO17] a contractor sees neither former contractors nor what they did later', () => {
		const moved = after(
			testOrder({ externalId: 'FS-1' }),
			[AMIR, { act: 'accept', payload: {} }],
			[KARIN, { act: 'reassign', payload: { contractor: PAINTERS, contractorName: 'Måla AB' } }],
			[AMIR, { act: 'note', payload: { phrase: '', text: 'hemligt' } }]
		);
		const entries = projectOrder(moved, 'contractor');
		expect(JSON.stringify(entries)).not.toContain('hemligt');
		expect(JSON.stringify(entries)).not.toContain('FS-1');
		expect(entries.orders[moved.order.id]?.formerContractors).toEqual([]);
		expect(JSON.stringify(projectOrder(moved, 'orderer'))).toContain('hemligt');
	});

	it('[WO22] months are read as one list, newest first, with logs in order', () => {
		const older = testOrder({ orderedAt: '2026-10-02T08:00:00.000Z' }, 1);
		const newer = after(testOrder({ orderedAt: '2026-11-02T08:00:00.000Z' }, 2), [
			AMIR,
			{ act: 'accept', payload: {} }
		]);
		const read = readOrders([toMaps([older], 'contractor'), toMaps([newer], 'contractor')]);
		expect(read.map(({ order }) => order.number)).toEqual([2, 1]);
		expect(read[0]?.log.map(({ type }) => type)).toEqual(['registered', 'accepted']);
	});
});

describe('lists', () => {
	it('[WO18] new, ongoing, and done for 30 days; urgent first', () => {
		const accepted = after(testOrder(), [AMIR, { act: 'accept', payload: {} }]);
		const { order: done } = after(accepted, [AMIR, { act: 'done', payload: { action: 'Klart' } }]);
		expect(isListed(testOrder().order, 'new', now)).toBe(true);
		expect(isListed(accepted.order, 'ongoing', now)).toBe(true);
		expect(isListed(done, 'done', now + 29 * 86_400_000)).toBe(true);
		expect(isListed(done, 'done', now + 31 * 86_400_000)).toBe(false);
		const urgent = testOrder({ priority: 'urgent', orderedAt: '2020-01-01T00:00:00.000Z' }).order;
		expect([testOrder().order, urgent].sort(compareForWork)[0]).toBe(urgent);
	});

	it('[WO18] urgent orders that are done are not urgent any more: the last done comes first', () => {
		const doneAt = (day: string, priority: 'urgent' | 'normal') => {
			const { order } = testOrder({ priority, orderedAt: `2026-11-${priority === 'urgent' ? 20 : 10}T08:00:00.000Z` });
			return { ...order, status: 'done' as const, doneAt: `2026-11-${day}T08:00:00.000Z` };
		};
		const [urgent, normal] = [doneAt('21', 'urgent'), doneAt('22', 'normal')];
		expect([urgent, normal].sort(compareForWork)).toEqual([normal, urgent]);
	});

	it('[WO19] the matrix counts by status and type', () => {
		const orders = [
			testOrder(),
			testOrder({ type: 'hlu' }),
			after(testOrder(), [AMIR, { act: 'accept', payload: {} }])
		];
		const matrix = countMatrix(
			orders.map(({ order }) => order),
			now
		);
		expect(matrix.ordered).toMatchObject({ fault: 1, hlu: 1, option: 0, total: 2 });
		expect(matrix.accepted).toMatchObject({ fault: 1, total: 1 });
	});

	it.each([
		['läckage MONTÖRS', 1],
		['583214', 1],
		['ao583214', 1],
		['alma', 1],
		['målning', 0],
		['  ', 2]
	])('[WO20] %j finds %i', (typed, found) => {
		const other = testOrder({ phrase: 'Byte frys', place: { number: '1', address: 'Skördegatan 1' }, tenant: {} }, 7);
		expect(searchOrders([testOrder(), other], typed)).toHaveLength(found);
	});
});

const CONTEXT = { author: AMIR, settings: DEFAULT_SETTINGS, bundle: [], now: NOON };

describe('waiting commands', () => {
	it('[WO21] show as if decided', () => {
		const view = withWaiting(testOrder(), [waitingCommand('accept', {})], CONTEXT);
		expect(view.order.status).toBe('accepted');
		expect(view.waiting).toHaveLength(1);
	});

	it('[WO21] show once, not again when their result is in the facts', () => {
		const command = waitingCommand('note', { phrase: '', text: 'hej' });
		const decided = withWaiting(testOrder(), [command], CONTEXT);
		const view = withWaiting({ order: decided.order, log: decided.log, files: [] }, [command], CONTEXT);
		expect(view.log.filter(({ text }) => text === 'hej')).toHaveLength(1);
		expect(view.waiting).toEqual([]);
	});

	it('[WO21] a command that the rules refuse by now changes nothing, and still waits', () => {
		const view = withWaiting(testOrder(), [waitingCommand('done', { action: 'x' })], CONTEXT);
		expect(view.order.status).toBe('ordered');
		expect(view.waiting).toHaveLength(1);
	});
});

describe('access', () => {
	const contractor: Actor = {
		member: AMIR.member,
		organisation: LANDLORD,
		company: PIPES,
		device: null,
		roles: ['contractor']
	};
	const orderer: Actor = { ...contractor, member: KARIN.member, company: null, roles: ['orderer'] };
	const stranger: Actor = { ...orderer, organisation: testId('9') };

	it.each([
		['orders', contractor, 'read', PIPES, true],
		['orders', contractor, 'write', PIPES, false],
		['orders', contractor, 'read', PAINTERS, false],
		['orders', orderer, 'read', LANDLORD, true],
		['orders', orderer, 'read', PIPES, false],
		['order-texts', contractor, 'write', PIPES, true],
		['order-texts', contractor, 'read', PAINTERS, false],
		['order-texts', orderer, 'read', PIPES, true],
		['order-texts', orderer, 'write', PIPES, false],
		['order-texts', stranger, 'read', PIPES, false],
		['unknown', orderer, 'read', LANDLORD, false]
	] as const)('[WO23] %s', (type, actor, action, scope, allowed) => {
		expect(authorize(actor, action, { type, scope, organisation: LANDLORD })).toBe(allowed);
	});
});
