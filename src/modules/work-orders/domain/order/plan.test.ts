import { describe, expect, it } from 'vitest';
import { applyChanges, newsForWaiting } from '../index.ts';
import { AMIR, type AskedAct, KARIN, NOON, PAINTERS, act, after, testOrder } from '#tests/support/work-orders.ts';

const accept: AskedAct = { act: 'accept', payload: {} };
const accepted = () => after(testOrder(), [AMIR, accept]);
const on = (day: string, from = '08:00', to = '12:00'): AskedAct => ({
	act: 'plan',
	payload: { planned: { day, from, to } }
});
const TUESDAY = on('2026-11-24');

describe('planning', () => {
	it('[WO26] sets the day and tells the tenant day and window', () => {
		const verdict = act(accepted(), AMIR, TUESDAY);
		expect(applyChanges(accepted(), verdict.changes).order.planned).toEqual({
			day: '2026-11-24',
			from: '08:00',
			to: '12:00'
		});
		expect(verdict).toMatchObject({
			effects: [
				{ kind: 'sms', text: expect.stringContaining('tisdag 24 november kl. 08:00-12:00') as string },
				{ kind: 'mail' }
			]
		});
	});

	it.each([
		['yesterday', accepted(), on('2026-11-21'), 'day-past'],
		['a window that ends before it begins', accepted(), on('2026-11-24', '12:00', '08:00'), 'window-backwards'],
		['an order that nobody has accepted', testOrder(), TUESDAY, 'not-accepted']
	] as const)('[WO26] refuses %s', (_name, whole, asked, code) => {
		expect(act(whole, AMIR, asked)).toMatchObject({ code });
	});

	it('[WO26] the same plan again tells nobody', () => {
		expect(act(after(accepted(), [AMIR, TUESDAY]), AMIR, TUESDAY)).toMatchObject({ changes: [], effects: [] });
	});

	it('[WO26] the log keeps from and to, so that it can be taken back', () => {
		const { log } = after(accepted(), [AMIR, TUESDAY], [AMIR, on('2026-11-25')]);
		expect(log.at(-1)).toMatchObject({
			type: 'planned',
			replaced: { planned: { day: '2026-11-24' }, by: { day: '2026-11-25' } }
		});
	});

	it('[WO27] reminds whoever planned it, in the morning of the working day before', () => {
		// 30 November 2026 is a Monday: the working day before is Friday. In winter 07:00 in Sweden is 06:00 UTC.
		expect(act(accepted(), AMIR, on('2026-11-30'))).toMatchObject({
			effects: [{ kind: 'sms' }, { to: 'amir@soderror.example', notBefore: '2026-11-27T06:00:00.000Z' }]
		});
		expect(act(accepted(), AMIR, on('2026-11-22'))).toMatchObject({ effects: [{ kind: 'sms' }] });
	});

	it.each([
		['moved', on('2026-11-25'), ['withdraw-reminders', 'sms', 'mail']],
		['taken away', { act: 'plan', payload: { planned: null } }, ['withdraw-reminders', 'sms']],
		['done', { act: 'done', payload: { action: 'Klart' } }, ['sms', 'mail', 'withdraw-reminders']],
		['wasted', { act: 'wasted-trip', payload: { reason: 'x' } }, ['mail', 'sms', 'withdraw-reminders']]
	] as const)('[WO28] a plan that is %s reminds of nothing any more', (_name, asked, kinds) => {
		const verdict = act(after(accepted(), [AMIR, TUESDAY]), AMIR, asked);
		expect(verdict.verdict === 'accepted' && verdict.effects.map(({ kind }) => kind)).toEqual(kinds);
	});

	it.each([
		['cancelled', { act: 'cancel', payload: { reason: '' } }],
		['given to another', { act: 'reassign', payload: { contractor: PAINTERS, contractorName: 'Måla AB' } }]
	] as const)('[WO28] an order that is %s tells the tenant that the time is off', (_name, asked) => {
		expect(act(after(accepted(), [AMIR, TUESDAY]), KARIN, asked)).toMatchObject({
			effects: expect.arrayContaining([
				{ kind: 'withdraw-reminders' },
				expect.objectContaining({ kind: 'sms', text: expect.stringContaining('avbokad') as string })
			]) as unknown
		});
	});
});

describe('the order of a bundle', () => {
	const plumber = testOrder({ phrase: 'Byte blandare' }, 1);
	const painter = testOrder({ phrase: 'Målning', contractor: PAINTERS }, 2);
	const wait = (id: string): AskedAct => ({ act: 'sequence', payload: { waitsFor: [id] } });
	const waiting = () => {
		const verdict = act(painter, KARIN, wait(plumber.order.id), { bundle: [plumber.order] });
		return applyChanges(painter, verdict.changes);
	};

	it('[WO32] says which orders come first, and how they stand', () => {
		expect(waiting().order.waitsFor).toMatchObject([{ number: 1, status: 'ordered', phrase: 'Byte blandare' }]);
	});

	it('[WO32] two cannot wait for each other', () => {
		const verdict = act(plumber, KARIN, wait(painter.order.id), { bundle: [waiting().order] });
		expect(verdict).toMatchObject({ code: 'waits-for-itself' });
	});

	it('[WO32] orders of other bundles are left out', () => {
		expect(applyChanges(painter, act(painter, KARIN, wait(plumber.order.id)).changes).order.waitsFor).toEqual([]);
	});

	it('[WO33] a change of the first tells the next', () => {
		const before = plumber.order;
		const finished = after(plumber, [AMIR, accept], [AMIR, { act: 'done', payload: { action: 'Klart' } }]).order;
		const told = { now: NOON, contractorEmail: 'mala@example.se' };
		const news = newsForWaiting(waiting().order, before, finished, told);
		expect(news?.effects).toMatchObject([{ to: 'mala@example.se', text: 'AO1 Byte blandare är utförd' }]);
		const after33 = applyChanges(waiting(), news?.changes ?? []);
		expect(after33.order.waitsFor).toMatchObject([{ status: 'done' }]);
		expect(after33.log.at(-1)).toMatchObject({ type: 'bundle-changed', text: 'AO1 Byte blandare är utförd' });
		expect(newsForWaiting(waiting().order, finished, finished, told)).toBeNull();
		expect(newsForWaiting(painter.order, before, finished, told)).toBeNull();
	});
});
