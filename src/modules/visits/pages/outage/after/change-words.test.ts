import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { type PlanChange, type TeamFacts, readPlan, writeSource } from '#modules/visits/domain/index.ts';
import { t } from '#modules/visits/words/index.ts';
import { DAY, imported } from '#tests/merge/plans.ts';

vi.mock('../../visit-parts.ts', async () => ({
	awayInWords: (await import('../../plan/visit-words.ts')).awayInWords,
	fieldInWords: (await import('../../plan/field-words.ts')).fieldInWords
}));
const { aboutInWords, changeInWords } = await import('./change-words.ts');

const words = t.afterOutage;
const facts = {
	carers: new Map([['E1', { name: 'Anna Ek' }]]),
	recipients: new Map([['r-v1', { name: 'Elsa Alm' }]])
} as unknown as TeamFacts;
const change = (more: object) =>
	({ kind: 'field', visit: 'v1', field: 'a', from: null, to: 'E1', ...more }) as PlanChange;

function plan() {
	const doc = new Y.Doc();
	writeSource(doc, [imported('v1'), imported('v2')]);
	return readPlan(doc, DAY);
}

describe('a change in words', () => {
	it('is about a visit, or about who is away', () => {
		expect(aboutInWords(change({}), plan(), facts)).toBe('Elsa Alm 08:00');
		expect(aboutInWords(change({ kind: 'absence', visit: 'E1' }), plan(), facts)).toBe('Anna Ek');
	});

	it('is about somebody unknown when the plan or the person is not here', () => {
		expect(aboutInWords(change({}), undefined, facts)).toBe(words.unknown);
		expect(aboutInWords(change({ visit: 'v2' }), plan(), facts)).toBe(`${words.unknown} 08:00`);
		expect(aboutInWords(change({ kind: 'absence', visit: 'E9' }), plan(), facts)).toBe(words.unknown);
	});

	it('says from what to what, and nothing more of a field that it has no name for', () => {
		expect(changeInWords(change({}), facts)).toContain('Anna Ek');
		expect(changeInWords(change({}), facts)).toContain(t.visits.unassigned);
		expect(changeInWords(change({ field: 'of-a-later-version' }), facts)).toBe(words.otherField);
		expect(changeInWords(change({ kind: 'added' }), facts)).toBe(words.added);
		expect(changeInWords(change({ kind: 'absence', to: '600-1440' }), facts)).toContain('10:00');
	});
});
