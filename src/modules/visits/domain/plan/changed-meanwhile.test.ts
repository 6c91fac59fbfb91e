import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Person, imported } from '#tests/merge/plans.ts';
import { changeVisit } from './change-visit.ts';
import { changedMeanwhile } from './changed-meanwhile.ts';
import { assign, cancelVisit, moveVisit } from './edit.ts';
import { moveToDay } from '../week/move-day.ts';
import { movedTo } from '../week/moved-to.ts';
import { readVisit } from './read-visit.ts';
import { writeSource } from './write-source.ts';

const per = new Person('per');

function meanwhile(act: (doc: Y.Doc) => unknown) {
	const doc = new Y.Doc();
	writeSource(doc, [imported('v1')]);
	const [taken] = [readVisit(doc, 'v1')];
	act(doc);
	const now = readVisit(doc, 'v1');
	if (!taken || !now) throw new Error('The visit is lost');
	return changedMeanwhile(taken, now);
}

describe('a visit that is held', () => {
	it('[VI121] was given to another carer, moved in time, shortened or cancelled: by whom, and what it says now', () => {
		expect(meanwhile((doc) => assign(doc, per, 'v1', 'a', 'E2'))).toEqual({ by: 'per', field: 'a', to: 'E2' });
		expect(meanwhile((doc) => moveVisit(doc, per, 'v1', { start: 600 }))).toEqual({
			by: 'per',
			field: 'start',
			to: 600
		});
		expect(meanwhile((doc) => changeVisit(doc, per, 'v1', { length: 15 }))?.field).toBe('length');
		expect(meanwhile((doc) => cancelVisit(doc, per, 'v1', 'Sjukhus'))).toMatchObject({
			field: 'cancel',
			to: 'Sjukhus'
		});
	});

	it('[VI121] went to another day: which one', () => {
		const change = meanwhile((doc) =>
			moveToDay(per, { doc, day: '2026-11-23' }, 'v1', { doc: new Y.Doc(), day: '2026-11-25' })
		);
		expect([change?.by, movedTo(change?.to ?? null)]).toEqual(['per', '2026-11-25']);
	});

	it('[VI121] was changed by its source: by nobody', () => {
		expect(meanwhile((doc) => writeSource(doc, [imported('v1', { start: 500 })]))).toEqual({
			by: '',
			field: 'start',
			to: 500
		});
	});

	it('[VI121] is the same to who holds it when only its tasks or its key changed', () => {
		expect(meanwhile((doc) => changeVisit(doc, per, 'v1', { tasks: ['Dusch'], key: true }))).toBeNull();
		expect(meanwhile(() => undefined)).toBeNull();
	});
});
