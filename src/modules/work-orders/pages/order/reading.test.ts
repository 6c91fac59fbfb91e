import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { OrderView } from '#modules/work-orders/domain/index.ts';
import { testOrder } from '#tests/support/work-orders.ts';
import { isRead, readByOthers, unreadUntil } from './reading.ts';

const session = vi.hoisted(() => ({ company: null as string | null }));
vi.mock('#device/device.svelte.ts', () => ({ device: { session } }));

const { order, log } = testOrder();
const entry = (side: 'orderer' | 'contractor', registeredAt: string) => ({ ...log[0], side, registeredAt });
const read = (until: string) => ({ until }) as NonNullable<OrderView['order']['readBy']['orderer']>;
const viewOf = (readBy: Partial<OrderView['order']['readBy']>, ...entries: ReturnType<typeof entry>[]) =>
	({
		order: { ...order, readBy: { orderer: null, contractor: null, ...readBy } },
		log: entries
	}) as unknown as OrderView;

describe('what has been read', () => {
	beforeEach(() => {
		session.company = null;
	});

	it('is up to a moment, that moment included', () => {
		expect(isRead(read('2026-11-22T12:00:00Z'), '2026-11-22T12:00:00Z')).toBe(true);
		expect(isRead(read('2026-11-22T12:00:00Z'), '2026-11-22T12:00:01Z')).toBe(false);
		expect(isRead(null, '2026-11-22T12:00:00Z')).toBe(false);
	});

	it('is the other side’s', () => {
		const view = viewOf({ contractor: read('b'), orderer: read('a') });
		expect(readByOthers(view)?.until).toBe('b');
		session.company = 'pipes';
		expect(readByOthers(view)?.until).toBe('a');
	});

	it('is no news when it is one’s own', () => {
		expect(unreadUntil(viewOf({}, entry('orderer', '2026-11-22T12:00:00Z')))).toBeNull();
		expect(unreadUntil(viewOf({}))).toBeNull();
	});

	it('is news up to the newest line, whoever wrote that', () => {
		const lines = [entry('contractor', '2026-11-22T12:00:00Z'), entry('orderer', '2026-11-22T13:00:00Z')];
		expect(unreadUntil(viewOf({}, ...lines))).toBe('2026-11-22T13:00:00Z');
		expect(unreadUntil(viewOf({ orderer: read('2026-11-22T12:00:00Z') }, ...lines))).toBeNull();
	});
});
