import { describe, expect, it } from 'vitest';
import { type WholeOrder, applyChanges, mayAttach, replacementIn, takeBack } from '../index.ts';
import {
	AMIR,
	type AskedAct,
	KARIN,
	PAINTERS,
	PIPES,
	act,
	after,
	testId,
	testOrder
} from '#tests/support/work-orders.ts';

const accept: AskedAct = { act: 'accept', payload: {} };
const cancel: AskedAct = { act: 'cancel', payload: { reason: 'Dubblett' } };
const reopen: AskedAct = { act: 'reopen', payload: { text: 'Arbetet räknas' } };
const wastedTrip: AskedAct = { act: 'wasted-trip', payload: { reason: 'Ingen hemma' } };
const reassign: AskedAct = { act: 'reassign', payload: { contractor: PAINTERS, contractorName: 'Måla AB' } };
const planned = { day: '2026-11-24', from: '08:00', to: '12:00' };
const plan: AskedAct = { act: 'plan', payload: { planned } };

const lastChange = ({ order, log }: WholeOrder) => replacementIn(order, log, log.length - 1);
const lastTakenBack = ({ order, log }: WholeOrder) => takeBack(order, log, log.length - 1);

describe('a cancellation that is taken back', () => {
	it('[WO37] leaves the order where it stood, without its plan, and the contractor is mailed', () => {
		const cancelled = after(testOrder(), [AMIR, accept], [AMIR, plan], [KARIN, cancel]);
		const verdict = act(cancelled, KARIN, reopen);
		expect(verdict).toMatchObject({
			effects: [{ kind: 'mail', to: 'firma@soderror.example', text: 'Arbetet räknas' }]
		});
		const { order, log } = applyChanges(cancelled, verdict.changes);
		expect(order).toMatchObject({ status: 'accepted', planned: null, acceptedBy: 'Amir Haddad' });
		expect(log.at(-1)).toMatchObject({ type: 'reopened', text: 'Arbetet räknas' });
		expect(after(testOrder(), [KARIN, cancel], [KARIN, reopen]).order.status).toBe('ordered');
		const declined = after(testOrder(), [AMIR, { act: 'decline', payload: { reason: 'Fel yrke' } }], [KARIN, cancel]);
		expect(after(declined, [KARIN, reopen]).order.status).toBe('declined');
	});

	it('[WO37] lets work count that was done without a network', () => {
		const done: AskedAct = { act: 'done', payload: { action: 'Bytt packning' } };
		const late = after(testOrder(), [AMIR, accept], [KARIN, cancel]);
		expect(act(late, AMIR, done)).toMatchObject({ code: 'came-after-cancellation' });
		expect(after(late, [KARIN, reopen], [AMIR, done]).order.status).toBe('done');
	});

	it('[WO37] makes a wasted trip that it answered go on', () => {
		const cancelled = after(testOrder(), [AMIR, accept], [AMIR, wastedTrip], [KARIN, cancel]);
		const { wastedTrip: trip } = after(cancelled, [KARIN, reopen]).order;
		expect(trip?.answer).toMatchObject({ outcome: 'resumed', by: 'Karin Ekvall' });
	});

	it('[WO37] is the landlord’s, and needs a cancellation', () => {
		expect(act(after(testOrder(), [KARIN, cancel]), AMIR, reopen)).toMatchObject({ code: 'forbidden' });
		expect(act(testOrder(), KARIN, reopen)).toMatchObject({ code: 'not-cancelled' });
	});
});

describe('what a change says', () => {
	it('[WO39] each change of status says from what to what, a reopened one too', () => {
		const steps = after(testOrder(), [AMIR, accept], [KARIN, cancel], [KARIN, reopen]);
		const changes = steps.log.map((_entry, line) => replacementIn(steps.order, steps.log, line));
		expect(changes).toEqual([
			null,
			{ of: 'status', from: 'ordered', to: 'accepted' },
			{ of: 'status', from: 'accepted', to: 'cancelled' },
			{ of: 'status', from: 'cancelled', to: 'accepted' }
		]);
	});

	it('[WO39] plans, contractors and what comes first say from what to what; words do not', () => {
		const accepted = after(testOrder(), [AMIR, accept]);
		expect(lastChange(after(accepted, [AMIR, plan]))).toEqual({ of: 'planned', from: null, to: planned });
		const back: AskedAct = { act: 'reassign', payload: { contractor: PIPES, contractorName: 'Söder Rör AB' } };
		const twice = after(accepted, [KARIN, reassign], [KARIN, back]);
		const [first, second] = [2, 3].map((line) => replacementIn(twice.order, twice.log, line));
		expect(first).toEqual({ of: 'contractor', from: 'Söder Rör AB', to: 'Måla AB' });
		expect(second).toEqual({ of: 'contractor', from: 'Måla AB', to: 'Söder Rör AB' });
		expect(lastChange(sequenced())).toEqual({
			of: 'sequence',
			from: [],
			to: [{ order: OTHER.order.id, number: OTHER.order.number }]
		});
		const noted = after(testOrder(), [AMIR, { act: 'note', payload: { phrase: '', text: 'Hej' } }]);
		expect(lastChange(noted)).toBeNull();
	});
});

const OTHER = testOrder({}, 583215);

/** An order that waits for another of its bundle. */
function sequenced(whole = testOrder()): WholeOrder {
	const asked: AskedAct = { act: 'sequence', payload: { waitsFor: [OTHER.order.id] } };
	return applyChanges(whole, act(whole, KARIN, asked, { bundle: [OTHER.order] }).changes);
}

describe('what is taken back', () => {
	it('[WO59] plan, contractor, sequence and cancellation are put back as they were', () => {
		const accepted = after(testOrder(), [AMIR, accept]);
		expect(lastTakenBack(after(accepted, [AMIR, plan]))).toEqual({ act: 'plan', payload: { planned: null } });
		expect(lastTakenBack(after(accepted, [KARIN, reassign]))).toEqual({
			act: 'reassign',
			payload: { contractor: PIPES, contractorName: 'Söder Rör AB' }
		});
		expect(lastTakenBack(sequenced())).toEqual({ act: 'sequence', payload: { waitsFor: [] } });
		expect(lastTakenBack(after(accepted, [KARIN, cancel]))).toEqual({ act: 'reopen', payload: { text: '' } });
	});

	it('[WO59] not when something newer holds', () => {
		const moved: AskedAct = { act: 'plan', payload: { planned: { ...planned, day: '2026-11-25' } } };
		const twice = after(testOrder(), [AMIR, accept], [AMIR, plan], [AMIR, moved]);
		expect(takeBack(twice.order, twice.log, 2)).toBeNull();
		expect(lastTakenBack(twice)).toEqual({ act: 'plan', payload: { planned } });
		const reopened = after(testOrder(), [KARIN, cancel], [KARIN, reopen]);
		expect(takeBack(reopened.order, reopened.log, 1)).toBeNull();
		expect(takeBack(reopened.order, reopened.log, 0)).toBeNull();
		const waits = sequenced();
		const free = after(waits, [KARIN, { act: 'sequence', payload: { waitsFor: [] } }]);
		expect(takeBack(free.order, free.log, 1)).toBeNull();
	});
});

describe('files and acceptance', () => {
	it('[WO36] a contractor is offered to attach once it has accepted, the landlord’s people always', () => {
		expect(mayAttach(testOrder().order, PIPES)).toBe(false);
		expect(mayAttach(after(testOrder(), [AMIR, accept]).order, PIPES)).toBe(true);
		expect(mayAttach(after(testOrder(), [AMIR, accept], [KARIN, cancel]).order, PIPES)).toBe(true);
		expect(mayAttach(testOrder().order, null)).toBe(true);
		expect(mayAttach({ ...testOrder().order, number: 0 }, null)).toBe(false);
	});

	it('[WO36] a picture of work that is new again by now is kept', () => {
		const arrived = { id: testId('e'), mediaType: 'image/webp', bytes: 10, picture: true };
		const payload = { upload: testId('f'), sha256: '0'.repeat(64), name: 'a.jpg' };
		const back: AskedAct = { act: 'reassign', payload: { contractor: PIPES, contractorName: 'Söder Rör AB' } };
		const again = after(testOrder(), [AMIR, accept], [KARIN, reassign], [KARIN, back]);
		expect(again.order.status).toBe('ordered');
		expect(act(again, AMIR, { act: 'attach', payload }, { arrived })).toMatchObject({ verdict: 'accepted' });
	});
});
