import { describe, expect, it } from 'vitest';
import type { Outage } from '#modules/visits/domain/outage/index.ts';
import type { TeamFacts } from '#modules/visits/domain/index.ts';
import { copyText, itemText, timelineText } from './outage-words.ts';

type Entry = Parameters<typeof timelineText>[0];
const facts = { carers: new Map([['E1', { name: 'Anna Ek' }]]) } as unknown as TeamFacts;
const outage = { checklist: [{ id: 'own-1', text: 'Sätt upp lappen' }] } as unknown as Outage;
const entry = (kind: Entry['kind'], about: string, text = '') => ({ kind, about, text }) as Entry;

describe('words of an outage', () => {
	it('say an item by the organisation’s words, and one of a later version by its id', () => {
		expect(itemText({ id: 'own-1', text: 'Sätt upp lappen' })).toBe('Sätt upp lappen');
		expect(itemText({ id: 'later', text: null })).toBe('later');
	});
	it('say one day once', () => {
		const copy = { what: 'of-a-later-version', from: '2026-11-23', to: '2026-11-23' } as Parameters<typeof copyText>[0];
		expect(copyText(copy)).toBe('of-a-later-version 2026-11-23');
		expect(copyText({ ...copy, to: '2026-11-24' })).toBe('of-a-later-version 2026-11-23 – 2026-11-24');
	});
	it('say what a happening was about', () => {
		expect(timelineText(entry('checked', 'own-1'), outage, facts)).toBe('Sätt upp lappen');
		expect(timelineText(entry('checked', 'gone'), outage, facts)).toBe('gone');
		expect(timelineText(entry('reached', 'E1'), outage, facts)).toBe('Anna Ek');
		expect(timelineText(entry('reached', 'E9'), outage, facts)).toBe('');
		expect(timelineText(entry('note', '', 'Taxi bokad'), outage, facts)).toBe('Taxi bokad');
	});
});
