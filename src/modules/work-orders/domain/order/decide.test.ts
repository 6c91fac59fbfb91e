import { describe, expect, it } from 'vitest';
import { type OrderFile, applyChanges } from '../index.ts';
import {
	AMIR,
	type AskedAct,
	KARIN,
	LENA,
	NOON,
	PAINTER,
	PAINTERS,
	act,
	after,
	testId,
	testOrder
} from '#tests/support/work-orders.ts';

const accept: AskedAct = { act: 'accept', payload: {} };
const cancel: AskedAct = { act: 'cancel', payload: { reason: 'Dubblett' } };
const done: AskedAct = { act: 'done', payload: { action: 'Bytt packning' } };
const wastedTrip: AskedAct = { act: 'wasted-trip', payload: { reason: 'Ingen hemma' } };
const reassign: AskedAct = { act: 'reassign', payload: { contractor: PAINTERS, contractorName: 'Måla AB' } };
const accepted = () => after(testOrder(), [AMIR, accept]);

describe('accepting and declining', () => {
	it('[WO1] accepting an ordered order makes it accepted, with who and when', () => {
		const { order } = accepted();
		expect(order).toMatchObject({
			status: 'accepted',
			acceptedBy: 'Amir Haddad',
			acceptedAt: '2026-11-22T12:00:00.000Z'
		});
	});

	it('[WO2] a second acceptance says who was first', () => {
		expect(act(accepted(), LENA, accept)).toMatchObject({
			code: 'already-accepted',
			detail: 'Amir Haddad',
			changes: []
		});
	});

	it('[WO3] declining takes the order from the contractor and tells the orderer why', () => {
		const verdict = act(testOrder(), AMIR, { act: 'decline', payload: { reason: 'Gäller målning' } });
		expect(verdict).toMatchObject({ verdict: 'accepted', effects: [{ kind: 'mail', to: 'karin@bjorkhem.example' }] });
		const { order } = applyChanges(testOrder(), verdict.changes);
		expect(order).toMatchObject({ status: 'declined', contractor: null, formerContractors: [AMIR.company] });
	});
});

describe('done', () => {
	it.each([
		['an order that is not accepted', testOrder(), done, 'not-accepted'],
		['an empty text', accepted(), { act: 'done', payload: { action: '' } }, 'action-missing'],
		['an order that is done', after(accepted(), [AMIR, done]), done, 'already-done']
	] as const)('[WO4] is refused for %s', (_name, whole, asked, code) => {
		expect(act(whole, AMIR, asked)).toMatchObject({ verdict: 'refused', code });
	});

	it('[WO4] asks for the serial number when a unit is replaced', () => {
		const replacing = after(testOrder({ newUnit: { replaceWith: 'Frys standard' } }), [AMIR, accept]);
		expect(act(replacing, AMIR, done)).toMatchObject({ code: 'new-unit-missing' });
		const newUnit = { note: 'EF 2210', properties: '', serialNumber: 'SN1' };
		const verdict = act(replacing, AMIR, { act: 'done', payload: { action: 'Bytt', newUnit } });
		expect(applyChanges(replacing, verdict.changes).order.newUnit).toMatchObject({
			serialNumber: 'SN1',
			replaceWith: 'Frys standard'
		});
	});

	it('[WO5] sends one SMS without names and one mail', () => {
		const verdict = act(accepted(), AMIR, done);
		if (verdict.verdict !== 'accepted') throw new Error(verdict.code);
		expect(verdict.effects).toMatchObject([
			{ kind: 'sms', to: '+46701740605' },
			{ kind: 'mail', to: 'karin@bjorkhem.example' }
		]);
		expect(JSON.stringify(verdict.effects[0])).not.toContain('Alma');
		expect(JSON.stringify(verdict.effects[0])).toContain('AO583214');
	});

	it.each([['08-465 004 21'], [''], ['070-999 88']])('[WO5] sends no SMS to %j', (otherPhone) => {
		const whole = after(testOrder({ tenant: { name: 'Alma', otherPhone, use: 'otherPhone' } }), [AMIR, accept]);
		const verdict = act(whole, AMIR, done);
		expect(verdict.verdict === 'accepted' && verdict.effects.map(({ kind }) => kind)).toEqual(['mail']);
	});

	it('[WO6] after a cancellation keeps the text and tells nobody outside', () => {
		const cancelled = after(accepted(), [KARIN, cancel]);
		const verdict = act(cancelled, AMIR, done);
		expect(verdict).toMatchObject({ verdict: 'refused', code: 'came-after-cancellation' });
		expect(verdict).not.toHaveProperty('effects');
		const { order, log } = applyChanges(cancelled, verdict.changes);
		expect(order.status).toBe('cancelled');
		expect(log.at(-1)).toMatchObject({ type: 'came-late', text: 'Bytt packning' });
	});
});

describe('an order that has moved', () => {
	const moved = () => after(accepted(), [KARIN, reassign]);

	it('[WO11] is with the new contractor as ordered, and the log says who had it', () => {
		const { order, log } = moved();
		expect(order).toMatchObject({ status: 'ordered', contractor: PAINTERS, acceptedBy: null });
		expect(log.at(-1)).toMatchObject({ type: 'contractor-changed', text: 'Söder Rör AB' });
	});

	it('[WO7] refuses the former contractor with who has it now', () => {
		expect(act(moved(), AMIR, accept)).toMatchObject({ code: 'moved', detail: 'Måla AB' });
	});

	it.each([
		['a note', { act: 'note', payload: { phrase: '', text: 'Ventilen är åtdragen' } }],
		['a done text', { act: 'done', payload: { action: 'Ventilen är åtdragen' } }],
		['a message', { act: 'message', payload: { text: 'Ventilen är åtdragen' } }]
	] as const)('[WO7] keeps %s for the orderer alone', (_name, asked) => {
		const verdict = act(moved(), AMIR, asked);
		const { log } = applyChanges(moved(), verdict.changes);
		expect(log.at(-1)).toMatchObject({ text: 'Ventilen är åtdragen', audience: 'orderer' });
	});

	it('[WO7] keeps a picture for the orderer alone', () => {
		const arrived = { id: testId('e'), mediaType: 'image/webp', bytes: 10, picture: true };
		const asked: AskedAct = {
			act: 'attach',
			payload: { upload: testId('f'), sha256: '0'.repeat(64), name: 'a.jpg' }
		};
		const { files } = applyChanges(moved(), act(moved(), AMIR, asked, { arrived }).changes);
		expect(files).toMatchObject([{ id: testId('e'), audience: 'orderer' }]);
	});
});

describe('a wasted trip', () => {
	const wasted = () => after(accepted(), [AMIR, wastedTrip]);

	it('[WO8] is logged, and done waits for the orderer', () => {
		expect(wasted().log.at(-1)).toMatchObject({ type: 'wasted-trip', text: 'Ingen hemma' });
		expect(act(wasted(), AMIR, done)).toMatchObject({ code: 'wasted-trip-open' });
		expect(act(wasted(), AMIR, wastedTrip)).toMatchObject({ code: 'wasted-trip-open' });
	});

	it('[WO8] the orderer answers by cancelling, by letting the work go on, or by another contractor', () => {
		expect(after(wasted(), [KARIN, cancel]).order).toMatchObject({
			status: 'cancelled',
			wastedTrip: { answer: { outcome: 'cancelled', by: 'Karin Ekvall' } }
		});
		const resumed = after(wasted(), [KARIN, { act: 'resume', payload: { text: 'Ny tid är avtalad' } }]);
		expect(after(resumed, [AMIR, done]).order.status).toBe('done');
		expect(after(wasted(), [KARIN, reassign]).order.wastedTrip).toBeNull();
		expect(act(accepted(), KARIN, { act: 'resume', payload: { text: '' } })).toMatchObject({ code: 'no-wasted-trip' });
	});

	it('[WO30] keeps its proof, mails the orderer and tells the tenant', () => {
		const proof = {
			reason: 'Ingen öppnade',
			agreedAt: '2026-11-22T09:00:00.000Z',
			attempts: ['called', 'rang-the-bell'] as ('called' | 'rang-the-bell')[],
			arrivedAt: '2026-11-22T08:55:00.000Z',
			leftAt: '2026-11-22T09:20:00.000Z'
		};
		const verdict = act(accepted(), AMIR, { act: 'wasted-trip', payload: proof });
		expect(applyChanges(accepted(), verdict.changes).order.wastedTrip).toMatchObject({ ...proof, answer: null });
		expect(verdict).toMatchObject({ effects: [{ kind: 'mail' }, { kind: 'sms', to: '+46701740605' }] });
	});

	it('[WO31] is invoiced on the order that was cancelled because of it', () => {
		const invoice: AskedAct = { act: 'invoice', payload: {} };
		expect(after(wasted(), [KARIN, cancel], [KARIN, invoice]).order.status).toBe('invoiced');
		expect(act(after(accepted(), [KARIN, cancel]), KARIN, invoice)).toMatchObject({ code: 'not-done' });
	});
});

describe('who may do what', () => {
	it.each(['accept', 'decline', 'message', 'done', 'wasted-trip'] as const)(
		'[WO9] the landlord does not %s',
		(name) => {
			const asked = { act: name, payload: { reason: 'x', text: 'x', action: 'x' } } as unknown as AskedAct;
			expect(act(accepted(), KARIN, asked)).toMatchObject({ code: 'forbidden' });
		}
	);

	it.each(['answer', 'cancel', 'reopen', 'invoice', 'reassign', 'resume', 'sequence'] as const)(
		'[WO9] a contractor does not %s',
		(name) => {
			const asked = {
				act: name,
				payload: { reason: 'x', text: 'x', contractor: PAINTERS, contractorName: 'Måla AB', waitsFor: [] }
			} as unknown as AskedAct;
			expect(act(accepted(), AMIR, asked)).toMatchObject({ code: 'forbidden' });
		}
	);

	it('[WO15] strangers can do nothing', () => {
		const note: AskedAct = { act: 'note', payload: { phrase: '', text: 'x' } };
		expect(act(testOrder(), PAINTER, note)).toMatchObject({ code: 'forbidden' });
		expect(act(testOrder(), { ...KARIN, organisation: testId('9') }, note)).toMatchObject({ code: 'forbidden' });
	});
});

describe('the landlord’s acts', () => {
	it('[WO10] cancels what is not done, invoices what is', () => {
		expect(act(testOrder(), KARIN, cancel).verdict).toBe('accepted');
		expect(act(after(testOrder(), [KARIN, cancel]), KARIN, cancel)).toMatchObject({ code: 'already-cancelled' });
		const finished = after(accepted(), [AMIR, done]);
		expect(act(finished, KARIN, cancel)).toMatchObject({ code: 'already-done' });
		expect(act(accepted(), KARIN, { act: 'invoice', payload: {} })).toMatchObject({ code: 'not-done' });
		expect(after(finished, [KARIN, { act: 'invoice', payload: {} }]).order.status).toBe('invoiced');
	});
});

describe('words and files', () => {
	it('[WO12] a note with the question phrase is a question', () => {
		const note = (phrase: string): AskedAct => ({ act: 'note', payload: { phrase, text: 'Ska hela bytas?' } });
		expect(after(testOrder(), [AMIR, note('Sökt kund')]).log.at(-1)?.type).toBe('note');
		expect(after(testOrder(), [AMIR, note('Beställningsfråga')]).log.at(-1)?.type).toBe('question');
	});

	it('[WO12] a note of the event "question" is a question, and the answer is mailed to the contractor', () => {
		const asked = after(testOrder(), [
			AMIR,
			{ act: 'note', payload: { event: 'question', phrase: 'Material', text: 'Ska hela bytas?' } }
		]);
		expect(asked.log.at(-1)?.type).toBe('question');
		expect(act(asked, KARIN, { act: 'answer', payload: { text: 'Ja' } })).toMatchObject({
			effects: [{ kind: 'mail', to: 'firma@soderror.example', text: 'Ja' }]
		});
	});

	it('[WO29] reading goes forward, and never beyond what there is', () => {
		const seen = (until: string): AskedAct => ({ act: 'seen', payload: { until } });
		const read = after(accepted(), [KARIN, seen('2027-01-01T00:00:00Z')]);
		expect(read.order.readBy).toMatchObject({ orderer: { by: 'Karin Ekvall', until: NOON }, contractor: null });
		expect(read.log).toHaveLength(2);
		expect(act(read, KARIN, seen('2026-11-22T11:00:00Z')).changes).toEqual([]);
		const both = after(read, [LENA, seen('2026-11-22T11:00:00+01:00')]);
		expect(both.order.readBy.contractor).toMatchObject({ by: 'Lena Forsberg', until: '2026-11-22T10:00:00.000Z' });
	});

	it('[WO13] a message is in the log and in the orderer’s mail', () => {
		const verdict = act(testOrder(), AMIR, { act: 'message', payload: { text: 'Kommer i morgon' } });
		expect(verdict).toMatchObject({ effects: [{ kind: 'mail', text: 'Kommer i morgon' }] });
		expect(applyChanges(testOrder(), verdict.changes).log.at(-1)).toMatchObject({
			type: 'message',
			text: 'Kommer i morgon'
		});
	});

	it('[WO14] only its author removes a file; the log keeps both', () => {
		const asked: AskedAct = {
			act: 'attach',
			payload: { upload: testId('f'), sha256: '0'.repeat(64), name: 'a.jpg' }
		};
		expect(act(testOrder(), AMIR, asked)).toMatchObject({ code: 'file-refused' });
		const arrived = { id: testId('e'), mediaType: 'image/webp', bytes: 10, picture: true };
		const whole = applyChanges(testOrder(), act(testOrder(), AMIR, asked, { arrived }).changes);
		const remove: AskedAct = { act: 'remove-file', payload: { file: testId('e') } };
		expect(act(whole, LENA, remove)).toMatchObject({ code: 'not-own-file', detail: 'Amir Haddad' });
		const removed = after(whole, [AMIR, remove]);
		expect((removed.files[0] as OrderFile).removedAt).not.toBeNull();
		expect(removed.log.map(({ type }) => type)).toEqual(['registered', 'file-attached', 'file-removed']);
		expect(act(removed, AMIR, remove)).toMatchObject({ code: 'file-missing' });
	});
});
