import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { HybridClock } from '#core/clock';
import {
	type Author,
	OUTAGE_KIND,
	type Outage,
	addOutageNote,
	copyGone,
	endOutage,
	handCopy,
	markReached,
	nameCoordinator,
	readOutages,
	runningOutage,
	sayCopy,
	sayHeld,
	startOutage,
	tickItem
} from '#modules/visits/domain/outage/index.ts';
import { isOutageEntry } from '#modules/visits/domain/outage/entries.ts';
import { guardUpdate } from '#sync/guard/judge';
import { Replicas, sortedContent } from './replicas.ts';
import { tries } from '../support/size.ts';

const T0 = 1_795_000_000_000;
const MINUTE = 60_000;
const ITEMS = [
	{ id: 'print', text: null },
	{ id: 'tell', text: 'Ring alla' }
];
const COPY = { copy: 'c1', number: 'AB12CD-1', what: 'overview', place: 'paper', from: '2026-11-23', to: '2026-11-23' };

/** Somebody with a device, whose clock says what the test wants. */
class Person implements Author {
	now = T0;
	readonly member: string;
	readonly device: string;
	readonly clock: HybridClock;
	constructor(name: string, skew = 0) {
		this.member = name;
		this.device = name.padEnd(32, '0').replace(/[^0-9a-f]/g, 'a');
		this.clock = new HybridClock({ now: () => this.now + skew }, this.device);
	}
}

const begin = (doc: Y.Doc, who: Person, why = 'Ingen kommer in') => {
	const begun = startOutage(doc, who, why, ITEMS);
	if (!begun.ok) throw new Error(begun.code);
	return begun.value;
};
const only = (doc: Y.Doc): Outage => {
	const [outage, ...others] = readOutages(doc);
	if (!outage) throw new Error('There is no outage');
	expect(others).toEqual([]);
	return outage;
};

describe('an outage', () => {
	it('[OM5] is begun once by who knows of it', () => {
		const doc = new Y.Doc();
		const ann = new Person('ann');
		const id = begin(doc, ann, '  Ingen kommer in  ');
		expect(startOutage(doc, ann, 'igen', ITEMS)).toEqual({ ok: false, code: 'already-running' });
		expect(only(doc)).toMatchObject({ id, endedAt: null, begun: [{ by: 'ann', why: 'Ingen kommer in', at: T0 }] });
		expect(only(doc).checklist.map((item) => item.text)).toEqual([null, 'Ring alla']);
	});

	for (const order of [
		[0, 1],
		[1, 0]
	] as const) {
		it(`[OM6] that two begin apart is one, and so is what was said in it, clocks ${order.join()}`, () => {
			const replicas = new Replicas(3, [7, 8, 9]);
			const [ann, bo, eva] = [new Person('ann'), new Person('bo'), new Person('eva')];
			[ann, bo][order[0]]!.now = T0;
			[ann, bo][order[1]]!.now = T0 + MINUTE;
			const mine = begin(replicas.at(0), ann, 'Nätet');
			const theirs = begin(replicas.at(1), bo, 'Servern');
			tickItem(replicas.at(0), ann, mine, 'print', true);
			addOutageNote(replicas.at(1), bo, theirs, 'decision', 'Vi kör på papper');
			replicas.syncAll();
			const outages = replicas.docs.map(only);
			expect(outages[1]).toEqual(outages[0]);
			expect(outages[2]).toEqual(outages[0]);
			expect(outages[0]).toMatchObject({ id: order[0] === 0 ? mine : theirs, startedAt: T0, endedAt: null });
			expect(outages[0]?.begun).toHaveLength(2);
			expect(outages[0]?.notes.map(({ text }) => text)).toEqual(['Vi kör på papper']);
			expect(outages[0]?.checklist.find(({ id }) => id === 'print')?.done).toMatchObject({ by: 'ann' });
			// Somebody who came later takes the tick back, under whichever beginning it was set.
			eva.now = T0 + 2 * MINUTE;
			expect(tickItem(replicas.at(2), eva, theirs, 'print', false)).toMatchObject({ ok: true });
			replicas.syncAll();
			for (const doc of replicas.docs) expect(only(doc).checklist[0]?.done).toBe(null);
		});
	}

	it('[OM7] ends for what its ender knew of, and lasts for who began apart', () => {
		const replicas = new Replicas(2);
		const [ann, bo] = [new Person('ann'), new Person('bo')];
		const mine = begin(replicas.at(0), ann);
		bo.now = T0 + MINUTE;
		const theirs = begin(replicas.at(1), bo);
		ann.now = T0 + 10 * MINUTE;
		expect(endOutage(replicas.at(0), ann, mine, 'Servern är igång')).toMatchObject({ ok: true });
		expect(runningOutage(readOutages(replicas.at(0)))).toBe(null);
		replicas.syncAll();
		for (const doc of replicas.docs) expect(only(doc)).toMatchObject({ startedAt: T0, endedAt: null });
		bo.now = T0 + 20 * MINUTE;
		expect(endOutage(replicas.at(1), bo, theirs, '')).toMatchObject({ ok: true });
		replicas.syncAll();
		for (const doc of replicas.docs) expect(only(doc).endedAt).toBe(T0 + 20 * MINUTE);
		expect(endOutage(replicas.at(0), ann, mine, '')).toEqual({ ok: false, code: 'not-running' });
		ann.now = T0 + 30 * MINUTE;
		begin(replicas.at(0), ann, 'En ny');
		expect(readOutages(replicas.at(0)).map(({ begun }) => begun[0].why)).toEqual(['En ny', 'Ingen kommer in']);
	});

	it('[OM8] two who lead are both kept, and naming again settles it', () => {
		const replicas = new Replicas(2);
		const [ann, bo] = [new Person('ann'), new Person('bo')];
		const id = begin(replicas.at(0), ann);
		replicas.syncAll();
		ann.now = T0 + MINUTE;
		nameCoordinator(replicas.at(0), ann, id, 'Petra Norén', '070-174 06 91');
		bo.now = T0 + 2 * MINUTE;
		nameCoordinator(replicas.at(1), bo, id, 'Per Åkerblom', '');
		replicas.syncAll();
		for (const doc of replicas.docs) {
			expect(only(doc).coordinator).toMatchObject({
				value: 'Per Åkerblom',
				by: 'bo',
				others: [{ value: 'Petra Norén' }]
			});
		}
		nameCoordinator(replicas.at(0), ann, id, 'Petra Norén', '070-174 06 91');
		replicas.syncAll();
		for (const doc of replicas.docs) {
			expect(only(doc)).toMatchObject({ coordinator: { value: 'Petra Norén', others: [] }, phone: { others: [] } });
		}
	});

	it('[OM9] [OM12] ticks have a person and a time, and the timeline has what was taken back', () => {
		const doc = new Y.Doc();
		const [ann, bo] = [new Person('ann'), new Person('bo')];
		const id = begin(doc, ann);
		bo.now = T0 + MINUTE;
		tickItem(doc, bo, id, 'print', true);
		expect(only(doc).checklist[0]?.done).toEqual({ by: 'bo', at: T0 + MINUTE, device: bo.device });
		bo.now = T0 + 2 * MINUTE;
		tickItem(doc, bo, id, 'print', false);
		ann.now = T0 + 3 * MINUTE;
		markReached(doc, ann, id, 'anna', true);
		ann.now = T0 + 4 * MINUTE;
		addOutageNote(doc, ann, id, 'note', 'Bilen står i Kvarnby');
		ann.now = T0 + 5 * MINUTE;
		endOutage(doc, ann, id, 'Klart');
		expect(only(doc).timeline.map(({ kind, by, text, at }) => [kind, by, text, (at - T0) / MINUTE])).toEqual([
			['started', 'ann', 'Ingen kommer in', 0],
			['checked', 'bo', 'print', 1],
			['unchecked', 'bo', 'print', 2],
			['reached', 'ann', 'anna', 3],
			['note', 'ann', 'Bilen står i Kvarnby', 4],
			['ended', 'ann', 'Klart', 5]
		]);
		expect(only(doc).reached.get('anna')).toMatchObject({ value: true, by: 'ann' });
	});

	it('[OM10] a copy is there once, with who has it, until it is gone', () => {
		const replicas = new Replicas(2);
		const [ann, bo] = [new Person('ann'), new Person('bo')];
		const id = begin(replicas.at(0), ann);
		replicas.syncAll();
		sayCopy(replicas.at(0), ann, id, COPY);
		expect(sayCopy(replicas.at(0), ann, id, COPY)).toEqual({ ok: false, code: 'no-change' });
		sayCopy(replicas.at(1), bo, id, COPY);
		replicas.syncAll();
		handCopy(replicas.at(1), bo, id, 'c1', 'Anna Ek');
		expect(copyGone(replicas.at(1), bo, id, 'c1')).toMatchObject({ ok: true });
		replicas.syncAll();
		const { copies, timeline } = only(replicas.at(0));
		expect(copies).toMatchObject([{ number: 'AB12CD-1', holder: { value: 'Anna Ek' }, gone: { by: 'bo' } }]);
		expect(timeline.map(({ text }) => text)).toContain('AB12CD-1 → Anna Ek');
		expect(handCopy(replicas.at(0), ann, id, 'c2', 'Anna Ek')).toEqual({ ok: false, code: 'no-change' });
	});

	it('[OM11] a device is there once, with what it said last', () => {
		const doc = new Y.Doc();
		const [ann, bo] = [new Person('ann'), new Person('bo')];
		const id = begin(doc, ann);
		const held = { confirmedAt: T0 - MINUTE, exchangedAt: null, phone: true };
		sayHeld(doc, ann, id, held);
		expect(sayHeld(doc, ann, id, held)).toEqual({ ok: false, code: 'no-change' });
		bo.now = T0 + MINUTE;
		sayHeld(doc, bo, id, { ...held, confirmedAt: null });
		ann.now = T0 + 5 * MINUTE;
		sayHeld(doc, ann, id, { ...held, exchangedAt: T0 + 4 * MINUTE });
		expect(only(doc).devices.map(({ by, confirmedAt, exchangedAt }) => [by, confirmedAt, exchangedAt])).toEqual([
			['ann', T0 - MINUTE, T0 + 4 * MINUTE],
			['bo', null, null]
		]);
	});

	it('[OM13] what has an unknown shape is kept and not read', () => {
		const doc = new Y.Doc();
		const id = begin(doc, new Person('ann'));
		const events = doc.getMap('events');
		const odd = [null, 7, { at: 'x', by: 'y', device: 'z' }, { at: 'x' }, []];
		odd.forEach((value, at) => {
			for (const kind of ['start', 'end', 'note', 'copy', 'held', 'else']) events.set(`odd${at}/${kind}/1`, value);
			doc.getMap('ops').set(`${id}/coordinator/${at}`, value);
		});
		doc.getMap('ops').set(`${id}/check.print/x`, { to: 'ja', prev: [], at: 'x', by: 'y' });
		expect(only(doc)).toMatchObject({ id, coordinator: null, notes: [], copies: [], devices: [] });
		expect(events.size).toBe(31);
	});

	it('[OM16] what is impossible writes nothing and says why', () => {
		const doc = new Y.Doc();
		const ann = new Person('ann');
		const long = 'x'.repeat(5000);
		expect(startOutage(doc, ann, long, ITEMS)).toMatchObject({ code: 'too-long' });
		const id = begin(doc, ann);
		const before = sortedContent(doc.getMap('events')) + sortedContent(doc.getMap('ops'));
		const refusals = [
			endOutage(doc, ann, 'unknown', ''),
			endOutage(doc, ann, id, long),
			addOutageNote(doc, ann, id, 'note', '  '),
			addOutageNote(doc, ann, id, 'note', long),
			nameCoordinator(doc, ann, id, '', ''),
			nameCoordinator(doc, ann, id, 'x'.repeat(81), ''),
			tickItem(doc, ann, id, 'no such item', true),
			markReached(doc, ann, id, '../x', true),
			copyGone(doc, ann, id, 'c9')
		];
		expect(refusals.map((refusal) => (refusal.ok ? 'ok' : refusal.code))).toEqual([
			...['unknown-outage', 'too-long', 'empty', 'too-long', 'empty', 'too-long', 'no-change', 'empty', 'no-change']
		]);
		expect(sortedContent(doc.getMap('events')) + sortedContent(doc.getMap('ops'))).toBe(before);
	});
});

type Act = (doc: Y.Doc, who: Person) => unknown;
const newest = (doc: Y.Doc) => readOutages(doc)[0]?.id ?? '';
const ACTS: Record<string, Act> = {
	start: (doc, who) => startOutage(doc, who, who.member, ITEMS),
	end: (doc, who) => endOutage(doc, who, newest(doc), who.member),
	note: (doc, who) => addOutageNote(doc, who, newest(doc), 'note', who.member),
	name: (doc, who) => nameCoordinator(doc, who, newest(doc), who.member, ''),
	tick: (doc, who) => tickItem(doc, who, newest(doc), 'print', true),
	untick: (doc, who) => tickItem(doc, who, newest(doc), 'print', false),
	copy: (doc, who) => sayCopy(doc, who, newest(doc), { ...COPY, copy: who.member }),
	gone: (doc, who) => copyGone(doc, who, newest(doc), 'ann'),
	held: (doc, who) => sayHeld(doc, who, newest(doc), { confirmedAt: who.now, exchangedAt: null, phone: false })
};

describe('outages on several copies', () => {
	it('[OM14] converge for any acts, any order of exchange and any clocks', () => {
		const step = fc.record({
			who: fc.nat(2),
			act: fc.constantFrom(...Object.keys(ACTS)),
			wait: fc.nat(5),
			sync: fc.option(fc.tuple(fc.nat(2), fc.nat(2)))
		});
		const clocks = fc.tuple(fc.integer({ min: -30, max: 4 }), fc.integer({ min: -30, max: 4 }));
		fc.assert(
			fc.property(fc.array(step, { maxLength: 30 }), clocks, fc.boolean(), (steps, [second, third], turned) => {
				const replicas = new Replicas(3, turned ? [3, 2, 1] : [1, 2, 3]);
				const people = [new Person('ann'), new Person('bo', second * MINUTE), new Person('eva', third * MINUTE)];
				let now = T0;
				for (const { who, act, wait, sync } of steps) {
					now += wait * MINUTE;
					for (const person of people) person.now = now;
					ACTS[act]?.(replicas.at(who), people[who]!);
					if (sync && sync[0] !== sync[1]) replicas.sync(...sync);
				}
				const made = new Set(replicas.docs.flatMap((doc) => [...doc.getMap('events').keys()]));
				replicas.syncAll();
				const [first, ...others] = replicas.docs.map(readOutages);
				for (const other of others) expect(other).toEqual(first);
				expect(new Set(replicas.at(0).getMap('events').keys())).toEqual(made);
				const starts = [...made].filter((key) => key.endsWith('/start')).length;
				expect(first?.reduce((sum, { begun }) => sum + begun.length, 0)).toBe(starts);
				expect(first?.filter(({ endedAt }) => endedAt === null).length).toBeLessThanOrEqual(1);
			}),
			{ numRuns: tries(100, 3000) }
		);
	});

	it('[OM15] what devices send is let through, and nothing is taken away or replaced', () => {
		const server = new Y.Doc();
		const verdicts: string[] = [];
		const doc = new Y.Doc();
		const take = (bytes: Uint8Array) => {
			const author = new Person('ann');
			const verdict = guardUpdate(bytes, {
				document: server,
				kind: { ...OUTAGE_KIND, contents: { isEntry: isOutageEntry } },
				claims: new Map(),
				author
			});
			verdicts.push(verdict.ok ? 'ok' : verdict.code);
			if (verdict.ok) Y.applyUpdate(server, bytes, 'device');
		};
		doc.on('update', take);
		const ann = new Person('ann');
		const order = ['start', 'name', 'tick', 'untick', 'note', 'copy', 'gone', 'held', 'name', 'end', 'start'];
		for (const act of order) {
			ann.now += MINUTE;
			ACTS[act]?.(doc, ann);
		}
		expect(new Set(verdicts)).toEqual(new Set(['ok']));
		expect(readOutages(server)).toEqual(readOutages(doc));
		const events = doc.getMap('events');
		const [key = ''] = [...events.keys()];
		verdicts.length = 0;
		events.delete(key);
		events.set(key, { at: 'x' });
		doc.getMap('visits').set('x', 1);
		expect(verdicts.every((verdict) => verdict !== 'ok')).toBe(true);
		expect(server.getMap('events').has(key)).toBe(true);
	});
});
