import { describe, expect, it } from 'vitest';
import { t } from '#modules/work-orders/words/office.ts';
import { type Draft, completeDraft, emptyDraft, emptyOrder, readDraft, withKnownPlace } from './draft.ts';

const COMPANY = 'b'.repeat(32);
const { errors } = t.registration;

function filled(): Draft {
	const draft = emptyDraft(COMPANY);
	draft.place = { ...draft.place, number: ' 41 ', address: ' Storgatan 1 ' };
	draft.orders = draft.orders.map((order) => ({ ...order, phrase: ' Droppar ' }));
	return draft;
}

describe('a bundle that is filled in', () => {
	it('says what is missing, by field and by order', () => {
		const draft = emptyDraft('');
		const [id] = draft.orders.map((order) => order.id);
		expect(readDraft(draft)).toEqual({
			problems: {
				number: errors.number,
				address: errors.address,
				[`${id} contractor`]: errors.contractor,
				[`${id} phrase`]: errors.phrase
			}
		});
	});

	it('is read without the spaces around, and without what was left empty', () => {
		const read = readDraft(filled());
		expect(read).toMatchObject({
			orders: [
				{
					order: {
						phrase: 'Droppar',
						place: { number: '41', address: 'Storgatan 1' },
						tenant: { movingIn: null, use: null, masterKey: null },
						reporter: null,
						newUnit: null
					}
				}
			]
		});
	});

	it('takes a reporter without a name for nobody', () => {
		expect(readDraft({ ...filled(), reporter: { name: ' ', phone: '070' } })).toMatchObject({
			orders: [{ order: { reporter: null } }]
		});
	});

	it('takes what an earlier form has kept, with what that did not know', () => {
		const { place, reporter, use, masterKey, orders } = filled();
		const withoutOrder = orders.map(({ waitsFor: _unknown, ...order }) => order);
		const old = { place, reporter, use, masterKey, tenant: { name: 'Bo' }, orders: withoutOrder };
		const complete = completeDraft(old as unknown as Draft, COMPANY);
		expect(complete.tenant).toMatchObject({ name: 'Bo', keyInformation: '' });
		expect(complete.orders[0]?.waitsFor).toEqual([]);
	});

	it('is filled from a known object, with what was not known as unknown', () => {
		const { place, tenant } = filled();
		const known = { place, tenant: { ...tenant, movingIn: null, use: null, masterKey: false } };
		const draft = withKnownPlace(emptyDraft(COMPANY), known);
		expect(draft).toMatchObject({ use: 'none', masterKey: 'no', tenant: { movingIn: '' } });
	});

	it('gives each order an id of its own', () => {
		expect(emptyOrder(COMPANY).id).not.toBe(emptyOrder(COMPANY).id);
	});
});
