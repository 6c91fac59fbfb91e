import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { groupEntries, setEntry } from '#core/grouped-entries';
import { readRegister, readRegisters, setRegister } from '#core/register';
import { Replicas } from './replicas.ts';

const plain = (map: Y.Map<unknown>) =>
	Object.fromEntries([...groupEntries(map)].map(([id, entries]) => [id, Object.fromEntries(entries)]));

describe('entries of a map with flat keys', () => {
	it('[ME8] are grouped by what stands before the first slash', () => {
		const map = new Y.Doc().getMap<unknown>('m');
		map.set('v1/start', 1);
		map.set('v1/a/x', 2);
		map.set('v2/start', 3);
		map.set('alone', 4);
		expect(plain(map)).toEqual({ v1: { start: 1, 'a/x': 2 }, v2: { start: 3 }, alone: { '': 4 } });
	});

	it('[ME8] are there within the transaction that sets them', () => {
		const doc = new Y.Doc();
		const map = doc.getMap<unknown>('m');
		doc.transact(() => {
			setEntry(map, 'v1/start', 1);
			expect(plain(map)).toEqual({ v1: { start: 1 } });
		});
	});

	it('[ME8] are there for observers that came first, also when another brings them', () => {
		const replicas = new Replicas(2);
		const map = replicas.at(0).getMap<unknown>('m');
		const heard: unknown[] = [];
		map.observe(() => heard.push(plain(map)));
		groupEntries(map);
		replicas.at(1).getMap('m').set('v1/start', 1);
		replicas.sync(1, 0);
		expect(heard).toEqual([{ v1: { start: 1 } }]);
	});

	it('[ME8] leave untouched groups as the same objects, and replace those that changed', () => {
		const map = new Y.Doc().getMap<unknown>('m');
		map.set('v1/start', 1);
		map.set('v2/start', 2);
		const [one, two] = [groupEntries(map).get('v1'), groupEntries(map).get('v2')];
		map.set('v2/length', 3);
		expect(groupEntries(map).get('v1')).toBe(one);
		expect(groupEntries(map).get('v2')).not.toBe(two);
		expect(two?.has('length')).toBe(false);
	});

	it('[ME8] go when they are deleted', () => {
		const map = new Y.Doc().getMap<unknown>('m');
		map.set('v1/start', 1);
		groupEntries(map);
		map.delete('v1/start');
		expect(plain(map)).toEqual({});
	});

	it('[ME8] are the same as those of a copy that reads them for the first time, whatever happened', () => {
		const step = fc.record({ from: fc.nat(2), to: fc.nat(2), key: fc.nat(9), value: fc.option(fc.nat(3)) });
		fc.assert(
			fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
				const replicas = new Replicas(3);
				for (const { from, to, key, value } of steps) {
					const map = replicas.at(from).getMap<unknown>('m');
					groupEntries(map);
					if (value === null) map.delete(`v${key % 3}/f${key}`);
					else map.set(`v${key % 3}/f${key}`, value);
					replicas.sync(from, to);
				}
				for (const doc of replicas.docs) {
					const fresh = new Y.Doc();
					Y.applyUpdate(fresh, Y.encodeStateAsUpdate(doc), 'copy');
					expect(plain(doc.getMap('m'))).toEqual(plain(fresh.getMap('m')));
				}
			})
		);
	});
});

describe('all registers at once', () => {
	it('[ME9] say what they say one by one', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(4), fc.nat(3)), { maxLength: 40 }), (sets) => {
				const replicas = new Replicas(3);
				sets.forEach(([who, register, to], index) => {
					const at = `${String(index % 5)}-${who}`;
					setRegister(replicas.at(who).getMap('ops'), `v${register % 2}/f${register}`, { to, at, by: `${who}` });
				});
				replicas.syncAll();
				const map = replicas.at(0).getMap<unknown>('ops');
				for (const [register, state] of readRegisters(map)) expect(readRegister(map, register)).toEqual(state);
				const names = new Set([...map.keys()].map((key) => key.slice(0, key.lastIndexOf('/'))));
				expect(new Set(readRegisters(map).keys())).toEqual(names);
			})
		);
	});

	it('[ME9] leave out what a register cannot hold, without losing what it replaced', () => {
		const map = new Y.Doc().getMap<unknown>('ops');
		setRegister(map, 'v1/start', { to: 480, at: '1', by: 'a' });
		setRegister(map, 'v1/start', { to: 'noon', at: '2', by: 'b' });
		const state = readRegisters(map, (_register, value) => typeof value === 'number').get('v1/start');
		expect(state).toMatchObject({ value: 480, losers: [] });
	});

	it('[ME9] read what older versions wrote, and do not read other shapes', () => {
		const map = new Y.Doc().getMap<unknown>('ops');
		map.set('v1/a/old', { to: 'E1', prev: [], at: '1', by: 'a' });
		map.set('v1/a/wrong1', { to: 'E2', prev: ['old'], at: '2', by: 'b', seen: 'all' });
		map.set('v1/a/wrong2', { to: 'E3', prev: ['old'], at: 2, by: 'b' });
		map.set('v1/a/wrong3', ['E4']);
		expect(readRegisters(map).get('v1/a')).toMatchObject({ value: 'E1', winner: { id: 'old' } });
	});
});
