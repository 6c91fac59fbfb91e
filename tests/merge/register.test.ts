import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HybridClock } from '#core/clock';
import { headsOf, readRegister, setRegister } from '#core/register';
import { Replicas, sortedContent } from './replicas.ts';
import { tries } from '../support/size.ts';

const device = (index: number) => String(index).repeat(32);
const at = (milliseconds: number, index: number) => new HybridClock({ now: () => milliseconds }, device(index)).next();

describe('a register that two set apart', () => {
	it.each([
		[1, 2],
		[2, 1]
	])('[ME1] keeps both values and shows the later, with client ids %i and %i', (first, second) => {
		const replicas = new Replicas(2, [first, second]);
		const [a, b] = [replicas.at(0).getMap('ops'), replicas.at(1).getMap('ops')];
		setRegister(a, 'v1/carer', { to: 'E2', at: at(2000, 1), by: 'a' });
		setRegister(b, 'v1/carer', { to: 'E3', at: at(1000, 2), by: 'b' });
		replicas.syncAll();
		for (const map of [a, b]) {
			const state = readRegister(map, 'v1/carer');
			expect(state?.value).toBe('E2');
			expect(state?.losers.map(({ to, by }) => [to, by])).toEqual([['E3', 'b']]);
		}
	});

	it('[ME2] is settled by the next setting that has seen both', () => {
		const replicas = new Replicas(2);
		const [a, b] = [replicas.at(0).getMap('ops'), replicas.at(1).getMap('ops')];
		setRegister(a, 'v1/carer', { to: 'E2', at: at(1000, 1), by: 'a' });
		setRegister(b, 'v1/carer', { to: null, at: at(1000, 2), by: 'b' });
		replicas.syncAll();
		setRegister(a, 'v1/carer', { to: 'E3', at: at(2000, 1), by: 'a' });
		replicas.syncAll();
		expect(readRegister(b, 'v1/carer')).toMatchObject({ value: 'E3', losers: [] });
	});

	it('[ME3] does not read what has another shape, and keeps it', () => {
		const map = new Replicas(1).at(0).getMap('ops');
		setRegister(map, 'v1/carer', { to: 'E2', at: at(1000, 1), by: 'a' });
		map.set('v1/carer/later', { to: { nested: true }, prev: [], at: 'x', by: 'y' });
		map.set('v1/carer/__proto__', 'nonsense');
		expect(readRegister(map, 'v1/carer')?.value).toBe('E2');
		expect(map.has('v1/carer/later')).toBe(true);
	});

	it('[ME4] three copies, any order, any clocks: all agree, one winner each, nothing lost', () => {
		const step = fc.oneof(
			fc.record({
				kind: fc.constant('set' as const),
				who: fc.nat(2),
				register: fc.nat(4),
				to: fc.nat(9),
				skew: fc.integer({ min: -1e6, max: 1e6 })
			}),
			fc.record({ kind: fc.constant('sync' as const), from: fc.nat(2), to: fc.nat(2) })
		);
		fc.assert(
			fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
				const replicas = new Replicas(3);
				const set: string[] = [];
				steps.forEach((next, index) => {
					if (next.kind === 'sync') {
						replicas.sync(next.from, next.to);
						return;
					}
					const stamp = at(1e9 + index + next.skew, next.who);
					set.push(
						setRegister(replicas.at(next.who).getMap('ops'), `r${next.register}`, {
							to: next.to,
							at: stamp,
							by: `${next.who}`
						})
					);
				});
				replicas.syncAll();
				const [first = '', ...others] = replicas.docs.map((doc) => sortedContent(doc.getMap('ops')));
				expect(others).toEqual([first, first]);
				const map = replicas.at(0).getMap('ops');
				expect([...map.keys()].map((key) => key.split('/')[1]).sort()).toEqual(set.sort());
				for (const register of new Set([...map.keys()].map((key) => key.split('/')[0] ?? ''))) {
					expect(headsOf(map, register).length).toBeGreaterThan(0);
					const winners = replicas.docs.map((doc) => readRegister(doc.getMap('ops'), register)?.winner.id);
					expect(new Set(winners).size).toBe(1);
				}
			}),
			{ numRuns: tries(100, 3000) }
		);
	});
});
