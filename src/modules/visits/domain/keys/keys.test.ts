import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { dayAfter } from '#swedish/dates';
import { DAY, Person, imported } from '#tests/merge/plans.ts';
import { Replicas } from '#tests/merge/replicas.ts';
import { utf8 } from '#core/bytes';
import { assign, cancelVisit } from '../plan/edit.ts';
import { readPlan } from '../plan/read-plan.ts';
import { momentOf } from '../plan/wall-time.ts';
import { writeSource } from '../plan/write-source.ts';
import { encodeKeyPlan, isReason, keysToHold, readKeyPlan, readKnownKeys, reasonNeeded } from './index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (minute: number, day = DAY) => momentOf(day, minute) ?? 0;
const planOf = (...visits: ReturnType<typeof imported>[]) => {
	const doc = new Y.Doc();
	writeSource(doc, visits);
	return { doc, read: (day = DAY) => readPlan(doc, day) };
};

describe('key plans', () => {
	const plan = { keyNumber: 'U-1', keyPlace: '', doorCode: '4711', alarmCode: '', instruction: 'Åt höger' };

	it('[VI94] a plan reads back as it was written, and how long it is says nothing', () => {
		expect(readKeyPlan(encodeKeyPlan(plan))).toEqual(plan);
		const short = encodeKeyPlan({ ...plan, instruction: '' });
		expect(short.length).toBe(encodeKeyPlan({ ...plan, instruction: 'x'.repeat(200) }).length);
		for (const bad of ['', '{', '[]', '{"doorCode":7}', '{"more":"x"}', '{}', '{"doorCode":" "}'])
			expect(readKeyPlan(utf8(bad))).toBeNull();
	});

	it('[VI94] that there is a plan is read from facts, odd entries left out', () => {
		const good = { version: 2, at: '2026-11-23T08:00:00.000Z', by: 'm' };
		expect([...readKnownKeys({ a: good, b: 'x', c: { version: 1 } })]).toEqual([['a', good]]);
		for (const odd of [null, undefined, 'x', 7]) expect(readKnownKeys(odd).size).toBe(0);
	});
});

describe('looking', () => {
	it('[VI95] the own visit, from an hour before to an hour after, needs no reason', () => {
		const visit = planOf(imported('v1', { start: 480, length: 30, a: 'E1', b: 'E2', double: true }))
			.read()
			.byId.get('v1');
		const asked = (carer: string | null, now: number) => reasonNeeded({ visit: visit ?? null, day: DAY, carer, now });
		const cases: [string | null, number, string | null][] = [
			['E1', at(420), null],
			['E2', at(570), null],
			['E1', at(420) - 1, 'outside-time'],
			['E1', at(570) + 1, 'outside-time'],
			['E3', at(480), 'not-own'],
			[null, at(480), 'not-own']
		];
		for (const [carer, now, wanted] of cases) expect([carer, now, asked(carer, now)]).toEqual([carer, now, wanted]);
		expect(reasonNeeded({ visit: null, day: DAY, carer: 'E1', now: at(480) })).toBe('no-visit');
	});

	it('[VI95] a disputed visit is everybody’s whom it was given to; a cancelled one is nobody’s', () => {
		const [ann, bo] = [new Person('ann'), new Person('bo')];
		const replicas = new Replicas(2);
		const [one, other] = replicas.docs as [Y.Doc, Y.Doc];
		writeSource(one, [imported('v1', { start: 480 })]);
		replicas.syncAll();
		assign(one, ann, 'v1', 'a', 'E2');
		assign(other, bo, 'v1', 'a', 'E3');
		replicas.syncAll();
		const asked = (carer: string) =>
			reasonNeeded({ visit: readPlan(one, DAY).byId.get('v1') ?? null, day: DAY, carer, now: at(480) });
		expect(['E2', 'E3', 'E4'].map(asked)).toEqual([null, null, 'not-own']);
		cancelVisit(one, ann, 'v1', 'sjukhus');
		expect(asked('E2')).toBe('no-visit');
	});

	it('[VI95] a reason has at least ten characters that say something', () => {
		expect(['Larm hos Rut', ' 123456789 ', '1234567890', '          '].map(isReason)).toEqual([
			true,
			false,
			true,
			false
		]);
	});
});

describe('what a device is to hold', () => {
	it('[VI96] own visits that begin within 24 hours or ended within 12, until 12 hours after the last', () => {
		const { read } = planOf(
			imported('v1', { start: 480, length: 30, a: 'E1' }),
			imported('v2', { start: 600, length: 30, a: 'E2', b: 'E1', double: true }),
			imported('v3', { start: 700, length: 30, a: 'E2' }),
			imported('v4', { start: 900, length: 30, a: 'E1', recipient: 'r-v1', secondRecipient: 'r-v9' })
		);
		const held = (carer: string | null, now: number) => [...keysToHold([read()], carer, now)].sort();
		expect(held('E1', at(500))).toEqual([
			['r-v1', at(930) + 12 * HOUR],
			['r-v2', at(630) + 12 * HOUR],
			['r-v9', at(930) + 12 * HOUR]
		]);
		expect(held(null, at(500)).map(([id]) => id)).toEqual(['r-v1', 'r-v2', 'r-v3', 'r-v9']);
		expect(held('E3', at(500))).toEqual([]);
		expect(held('E2', at(600) - 24 * HOUR).map(([id]) => id)).toEqual(['r-v2']);
		expect(held('E2', at(600) - 24 * HOUR - 1)).toEqual([]);
		expect(held('E2', at(730) + 12 * HOUR).map(([id]) => id)).toEqual(['r-v3']);
		expect(held('E2', at(730) + 12 * HOUR + 1)).toEqual([]);
	});

	it('[VI96] nothing of what is cancelled, and the night belongs to the day that planned it', () => {
		const { doc, read } = planOf(imported('v1', { a: 'E1' }), imported('v2', { start: 1560, a: 'E1' }));
		cancelVisit(doc, new Person('ann'), 'v1', 'sjukhus');
		expect([...keysToHold([read()], 'E1', at(120, dayAfter(DAY, 1))).keys()]).toEqual(['r-v2']);
	});
});
