import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '#modules/work-orders/domain/index.ts';
import { t } from '#modules/work-orders/words/index.ts';
import { AMIR, KARIN, testOrder } from '#tests/support/work-orders.ts';
import { refusedHere } from './act-forms.ts';

type State = Parameters<typeof refusedHere>[2];
const { order, files } = testOrder();
const state = (author: State['author']): State => ({ order, files, author, settings: DEFAULT_SETTINGS, bundle: [] });

describe('an act that is refused here', () => {
	it('says what is not filled in', () => {
		expect(refusedHere('note', { event: 'information', phrase: '', text: ' \n' }, state(AMIR))).toBe(t.acts.noteEmpty);
		expect(refusedHere('plan', { planned: null }, state(AMIR))).toBe(t.acts.planDayMissing);
		expect(refusedHere('reassign', { contractor: '' }, state(KARIN))).toBe(t.acts.reassignMissing);
		expect(refusedHere('wasted-trip', { reason: '  ' }, state(AMIR))).toBe(t.acts.reasonMissing);
	});

	it('says what the rules say, and nothing when they allow it', () => {
		expect(refusedHere('done', { action: 'Bytt packning' }, state(AMIR))).not.toBeNull();
		expect(refusedHere('decline', { reason: 'Ingen rörmokare ledig' }, state(AMIR))).toBeNull();
	});

	it('takes a payload that no command has as malformed', () => {
		expect(refusedHere('decline', { reason: 7 }, state(AMIR))).toBe(t.refusal.malformed);
	});
});
