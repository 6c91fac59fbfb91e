import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS, type OrderView } from '#modules/work-orders/domain/index.ts';
import { t } from '#modules/work-orders/words/index.ts';
import { AMIR, KARIN, after, testOrder } from '#tests/support/work-orders.ts';
import type { Orders } from './orders.svelte.ts';

const who = vi.hoisted((): { author: unknown } => ({ author: null }));
vi.mock('./orders.svelte.ts', () => ({ currentAuthor: () => who.author }));
const { changeInWords, takeBackOf } = await import('./take-back.ts');

const orders = { settings: DEFAULT_SETTINGS, bundleOf: () => [] } as unknown as Orders;
const planned = { day: '2026-11-24', from: '08:00', to: '12:00' };
const view = (whole: ReturnType<typeof testOrder>) => whole as unknown as OrderView;
const lineOf = ({ log }: OrderView, type: string) => log.findLastIndex((entry) => entry.type === type);

describe('a change of an order', () => {
	const accepted = after(testOrder(), [AMIR, { act: 'accept', payload: {} } as never]);
	const replanned = view(after(accepted, [AMIR, { act: 'plan', payload: { planned } } as never]));

	it('is told from and to', () => {
		const words = changeInWords(replanned, replanned.log.length - 1);
		expect(words).toBe(t.order.changed(t.order.noPlan, t.order.plannedWindow('tisdag 24 november', '08:00–12:00')));
	});

	it('is told by its own words where nothing was replaced, and not at all where there is no line', () => {
		expect(changeInWords(replanned, 99)).toBe('');
		const noted = view(
			after(accepted, [AMIR, { act: 'note', payload: { event: 'information', phrase: '', text: 'Ringt' } } as never])
		);
		expect(changeInWords(noted, lineOf(noted, noted.log.at(-1)?.type ?? ''))).toBe('Ringt');
	});

	it('is taken back by who may, while it still holds', () => {
		who.author = AMIR;
		expect(takeBackOf(replanned, replanned.log.length - 1, orders)).toMatchObject({ act: 'plan' });
		const cancelled = view(after(replanned, [KARIN, { act: 'cancel', payload: { reason: 'Fel adress' } } as never]));
		expect(takeBackOf(cancelled, replanned.log.length - 1, orders)).toBeNull();
	});
});
