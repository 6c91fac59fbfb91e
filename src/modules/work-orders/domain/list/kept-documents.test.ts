import { describe, expect, it } from 'vitest';
import { createCatalogue } from '#core/catalogue';
import { workOrders } from '../../module.ts';

const { keptDocuments } = createCatalogue([workOrders]);

const NOW = Date.parse('2026-11-22T12:00:00Z');
const kept = (entries: Record<string, object>) =>
	keptDocuments(
		Object.entries(entries).map(([name, more]) => [name, { kind: 'orders', month: name, ...more }] as const),
		NOW
	);

describe('documents on a device', () => {
	it('[WO35] the last 400 days are kept, older months are not', () => {
		expect(kept({ '2026-11': {}, '2025-10': {}, '2025-09': {}, '2019-01': {} })).toEqual(['2026-11', '2025-10']);
	});

	it('[WO35] an older month is kept while something in it is open, or was changed lately', () => {
		const months = {
			'2024-01': { open: true },
			'2024-02': { changed: '2026-11-01' },
			'2024-03': { open: false, changed: '2026-01-01' }
		};
		expect(kept(months)).toEqual(['2024-01', '2024-02']);
	});

	it('[WO35] texts are kept with the orders of their month; what belongs to no month is kept always', () => {
		const entries = [
			['orders', { kind: 'orders', month: '2024-01', open: true }],
			['texts', { kind: 'order-texts', month: '2024-01' }],
			['old texts', { kind: 'order-texts', month: '2023-01' }],
			['settings', { kind: 'landlord', month: 'all' }]
		] as const;
		expect(keptDocuments(entries, NOW)).toEqual(['orders', 'texts', 'settings']);
	});
});
