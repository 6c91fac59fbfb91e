import { describe, expect, it } from 'vitest';
import {
	addVisit,
	assign,
	cancelVisit,
	changeVisit,
	endOf,
	findingsOf,
	lastGroup,
	moveVisit,
	pinVisit,
	readTeam,
	registerVisit,
	restoreVisit,
	setAbsence,
	swap,
	undo,
	visitsByCarer,
	writeSource
} from '#modules/visits/domain/index.ts';
import { everyWay, imported, reasons, shown, visitOf, DAY } from './plans.ts';

const NOTHING_KNOWN = { team: readTeam({}), travel: () => 0 };
const three = [
	imported('v1', { a: 'E1' }),
	imported('v2', { a: 'E2', start: 600 }),
	imported('v3', { a: 'E3', start: 700 })
];
const place = (visit: string) => ({ visit, slot: 'a' as const });

describe('the merge catalogue, rows that concern plans', () => {
	it('[VI7] rows 1 and 2: moved to two carers: one shown, both kept, flagged', () =>
		everyWay({
			ann: (doc, author) => assign(doc, author, 'v1', 'a', 'E2'),
			bo: (doc, author) => assign(doc, author, 'v1', 'a', 'E3'),
			then: (plan, flags, { boLater }) => {
				expect(visitOf(plan).a.value).toBe(boLater ? 'E3' : 'E2');
				expect(reasons(flags)).toEqual(['later-change v1/a']);
				expect(shown(flags[0])).toEqual(['E2', 'E3']);
				expect(flags[0]?.losers[0]).toMatchObject({ by: boLater ? 'ann' : 'bo' });
			}
		}));

	it('[VI7] row 3: two who give a day another order: each visit once, in the order of its start', () =>
		everyWay({
			visits: three,
			ann: (doc, author) => moveVisit(doc, author, 'v3', { start: 300 }),
			bo: (doc, author) => moveVisit(doc, author, 'v1', { start: 900 }),
			then: (plan, flags) => {
				expect(plan.visits.map(({ id }) => id)).toEqual(['v3', 'v2', 'v1']);
				expect(flags).toEqual([]);
			}
		}));

	it('[VI7] rows 4, 6 and 7: cancelled by one, changed by the other: both kept, flagged', () =>
		everyWay({
			ann: (doc, author) => cancelVisit(doc, author, 'v1', 'sjukhus'),
			bo: (doc, author) => moveVisit(doc, author, 'v1', { start: 540 }),
			then: (plan, flags) => {
				expect(visitOf(plan)).toMatchObject({
					status: 'cancelled',
					cancel: { value: 'sjukhus' },
					start: { value: 540 }
				});
				expect(reasons(flags)).toEqual(['cancelled-and-changed v1/cancel']);
				expect(shown(flags[0])).toEqual([540, 'sjukhus']);
			}
		}));

	it('[VI7] row 5: time by one, carer by the other: both, without a flag', () =>
		everyWay({
			ann: (doc, author) => moveVisit(doc, author, 'v1', { start: 540 }),
			bo: (doc, author) => assign(doc, author, 'v1', 'a', 'E2'),
			then: (plan, flags) => {
				expect(visitOf(plan)).toMatchObject({ start: { value: 540 }, a: { value: 'E2' } });
				expect(flags).toEqual([]);
			}
		}));

	it('[VI7] row 8: both create the same visit: one visit with what both said', () =>
		everyWay({
			ann: (doc) => writeSource(doc, [imported('new', { tasks: ['Dusch'] })]),
			bo: (doc) => writeSource(doc, [imported('new', { key: true })]),
			then: (plan, flags) => {
				expect(visitOf(plan, 'new')).toMatchObject({ key: true, tasks: [{ text: 'Dusch' }] });
				expect(flags).toEqual([]);
			}
		}));

	it('[VI7] row 9: both register a first thing of a visit: both are there', () =>
		everyWay({
			visits: [imported('v1', { b: 'E2', double: true })],
			ann: (doc, author) => registerVisit(doc, author, 'v1', { person: 'E1', outcome: 'done' }),
			bo: (doc, author) => registerVisit(doc, author, 'v1', { person: 'E2', outcome: 'done' }),
			then: (plan, flags) => {
				expect(
					visitOf(plan)
						.registrations.map(({ person }) => person)
						.sort()
				).toEqual(['E1', 'E2']);
				expect(flags).toEqual([]);
			}
		}));

	it('[VI7] row 10: imported again by one, moved by the other: the move stays, and the new source is flagged', () =>
		everyWay({
			ann: (doc) => writeSource(doc, [imported('v1', { start: 510, tasks: ['Medicin'] })]),
			bo: (doc, author) => moveVisit(doc, author, 'v1', { start: 900 }),
			then: (plan, flags) => {
				expect(visitOf(plan)).toMatchObject({ start: { value: 900, source: 510 }, tasks: [{ text: 'Medicin' }] });
				expect(reasons(flags)).toEqual(['source-moved-under-plan v1/start']);
				expect(shown(flags[0])).toEqual([510, 900]);
			}
		}));

	it('[VI7] row 10: imported again without another time: no flag', () =>
		everyWay({
			ann: (doc) => writeSource(doc, [imported('v1', { tasks: ['Medicin'] })]),
			bo: (doc, author) => moveVisit(doc, author, 'v1', { start: 900 }),
			then: (plan, flags) => {
				expect(visitOf(plan).start.value).toBe(900);
				expect(flags).toEqual([]);
			}
		}));

	it('[VI7] row 11: a swap by one, one of its halves moved by the other: flagged, as a broken swap when half of it was lost', () =>
		everyWay({
			visits: three,
			ann: (doc, author) => swap(doc, author, place('v1'), place('v2')),
			bo: (doc, author) => assign(doc, author, 'v1', 'a', 'E9'),
			then: (_plan, flags, { boLater }) => {
				expect(reasons(flags)).toEqual([boLater ? 'swap-broken v1/a' : 'later-change v1/a']);
				expect(shown(flags[0])).toEqual(['E2', 'E9']);
				expect(flags[0]?.others).toEqual(boLater ? ['v2'] : []);
			}
		}));

	it('[VI7] row 12: the same swap by both: done once, without a flag', () =>
		everyWay({
			visits: three,
			ann: (doc, author) => swap(doc, author, place('v1'), place('v2')),
			bo: (doc, author) => swap(doc, author, place('v1'), place('v2')),
			then: (plan, flags) => {
				expect([visitOf(plan, 'v1').a.value, visitOf(plan, 'v2').a.value]).toEqual(['E2', 'E1']);
				expect(flags).toEqual([]);
			}
		}));

	it('[VI7] row 13: two swaps that share a visit: one is broken, and flagged so', () =>
		everyWay({
			visits: three,
			ann: (doc, author) => swap(doc, author, place('v1'), place('v2')),
			bo: (doc, author) => swap(doc, author, place('v2'), place('v3')),
			then: (_plan, flags, { boLater }) => {
				expect(reasons(flags)).toEqual(['swap-broken v2/a']);
				expect(flags[0]?.others).toEqual([boLater ? 'v1' : 'v3']);
			}
		}));

	it('[VI7] row 14: two visits to one carer at one time: both, and the overlap names both settings', () =>
		everyWay({
			visits: [imported('v1', { a: null }), imported('v2', { a: null })],
			ann: (doc, author) => assign(doc, author, 'v1', 'a', 'E1'),
			bo: (doc, author) => assign(doc, author, 'v2', 'a', 'E1'),
			then: (plan, flags) => {
				expect(flags).toEqual([]);
				const [overlap] = findingsOf(plan, NOTHING_KNOWN);
				expect(overlap).toMatchObject({ code: 'overlap', carers: ['E1'], numbers: { minutes: 30 } });
				const causes = ['v1', 'v2'].map((id) => visitOf(plan, id).a.set?.op);
				expect([...(overlap?.ops ?? [])].sort()).toEqual(causes.sort());
			}
		}));

	it('[VI7] row 17: away by one, given a visit by the other: found, with both as the cause', () =>
		everyWay({
			visits: [imported('v1', { a: null })],
			ann: (doc, author) => setAbsence(doc, author, 'E1', DAY, { from: 0, to: 1440 }),
			bo: (doc, author) => assign(doc, author, 'v1', 'a', 'E1'),
			then: (plan) => {
				const found = findingsOf(plan, NOTHING_KNOWN);
				expect(found.map(({ code }) => code)).toEqual(['absent']);
				expect(found[0]?.ops).toHaveLength(2);
			}
		}));

	it('[VI7] row 18: pinned by one, moved by the other: flagged with where it was pinned', () =>
		everyWay({
			ann: (doc, author) => pinVisit(doc, author, 'v1'),
			bo: (doc, author) => moveVisit(doc, author, 'v1', { start: 900 }),
			then: (plan, flags) => {
				expect(visitOf(plan)).toMatchObject({ start: { value: 900 }, pinned: { start: 480 } });
				expect(reasons(flags)).toEqual(['pinned-and-moved v1/start']);
				expect(shown(flags[0])).toEqual([480, 900]);
			}
		}));

	it('[VI7] row 18: moved first and pinned there by one who saw it: no flag', () =>
		everyWay({
			before: (doc, author) => moveVisit(doc, author, 'v1', { start: 900 }),
			ann: (doc, author) => pinVisit(doc, author, 'v1'),
			bo: () => null,
			then: (plan, flags) => {
				expect(visitOf(plan).pinned?.start).toBe(900);
				expect(flags).toEqual([]);
			}
		}));

	it('[VI7] row 19: taken from everybody by one, given to a carer by the other: flagged, both within reach', () =>
		everyWay({
			ann: (doc, author) => assign(doc, author, 'v1', 'a', null),
			bo: (doc, author) => assign(doc, author, 'v1', 'a', 'E3'),
			then: (_plan, flags) => {
				expect(reasons(flags)).toEqual(['later-change v1/a']);
				expect(shown(flags[0]).includes(null)).toBe(true);
				expect(shown(flags[0]).includes('E3')).toBe(true);
			}
		}));

	it('[VI7] row 20: later start by one, shorter by the other: still a visit', () =>
		everyWay({
			visits: [imported('v1', { start: 480, length: 60 })],
			ann: (doc, author) => moveVisit(doc, author, 'v1', { start: 570 }),
			bo: (doc, author) => changeVisit(doc, author, 'v1', { length: 30 }),
			then: (plan, flags) => {
				expect([visitOf(plan).start.value, endOf(visitOf(plan))]).toEqual([570, 600]);
				expect(flags).toEqual([]);
			}
		}));

	it('[VI7] row 21: done by one, wasted trip by the other: done first, both there, flagged', () =>
		everyWay({
			ann: (doc, author) => registerVisit(doc, author, 'v1', { person: 'E1', outcome: 'done' }),
			bo: (doc, author) => registerVisit(doc, author, 'v1', { person: 'E1', outcome: 'wasted-trip' }),
			then: (plan, flags) => {
				expect(visitOf(plan).status).toBe('done');
				expect(reasons(flags)).toEqual(['double-registration v1']);
				expect(shown(flags[0])).toEqual(['done', 'wasted-trip']);
			}
		}));

	it('[VI7] row 22: each replaces one of two carers: both are replaced', () =>
		everyWay({
			visits: [imported('v1', { a: 'E1', b: 'E2', double: true })],
			ann: (doc, author) => assign(doc, author, 'v1', 'a', 'E3'),
			bo: (doc, author) => assign(doc, author, 'v1', 'b', 'E4'),
			then: (plan, flags) => {
				expect(visitOf(plan)).toMatchObject({ a: { value: 'E3' }, b: { value: 'E4' } });
				expect(flags).toEqual([]);
			}
		}));

	it('[VI7] row 23: the same carer in both places: found', () =>
		everyWay({
			visits: [imported('v1', { a: null, b: null, double: true })],
			ann: (doc, author) => assign(doc, author, 'v1', 'a', 'E5'),
			bo: (doc, author) => assign(doc, author, 'v1', 'b', 'E5'),
			then: (plan) => {
				const found = findingsOf(plan, NOTHING_KNOWN);
				expect(found.map(({ code, carers }) => [code, carers])).toEqual([['same-carer-twice', ['E5']]]);
			}
		}));

	it('[VI7] row 24: a need added by each: both', () =>
		everyWay({
			visits: [imported('v1', { needs: ['insulin'] })],
			ann: (doc, author) => changeVisit(doc, author, 'v1', { needs: ['insulin', 'licence'] }),
			bo: (doc, author) => changeVisit(doc, author, 'v1', { needs: ['insulin', 'lift'] }),
			then: (plan) => expect(visitOf(plan).needs).toEqual(['insulin', 'licence', 'lift'])
		}));

	it('[VI7] row 25: a visit given by each: the load is counted, not stored', () =>
		everyWay({
			visits: [imported('v1', { a: null }), imported('v2', { a: null, start: 600 })],
			ann: (doc, author) => assign(doc, author, 'v1', 'a', 'E1'),
			bo: (doc, author) => assign(doc, author, 'v2', 'a', 'E1'),
			then: (plan) => expect(visitsByCarer(plan).get('E1')?.length).toBe(2)
		}));

	it('[VI7] row 29: undone by one while another has moved it: the other move stands', () =>
		everyWay({
			before: (doc, author) => assign(doc, author, 'v1', 'a', 'E2'),
			ann: () => null,
			bo: (doc, author) => assign(doc, author, 'v1', 'a', 'E3'),
			then: (_plan, _flags, scene) => {
				expect(undo(scene.doc, scene.ann)).toMatchObject({
					ok: true,
					value: { undone: 0, left: [{ reason: 'changed-later' }] }
				});
				expect(visitOf(scene.meet()).a.value).toBe('E3');
			}
		}));

	it('[VI7] row 30: a swap undone while another moved one half: asks first, then undoes the rest', () =>
		everyWay({
			visits: three,
			ann: (doc, author) => swap(doc, author, place('v1'), place('v2')),
			bo: (doc, author) => assign(doc, author, 'v1', 'a', 'E9'),
			then: (_plan, _flags, scene) => {
				expect(undo(scene.doc, scene.ann)).toMatchObject({
					value: { undone: 0, left: [{ register: 'v1/a', by: 'bo' }] }
				});
				expect(undo(scene.doc, scene.ann, 'parts')).toMatchObject({
					ok: true,
					value: { left: [{ reason: 'set-beside' }] }
				});
				const after = scene.meet();
				expect([visitOf(after, 'v1').a.value, visitOf(after, 'v2').a.value]).toEqual(['E9', 'E2']);
				expect(lastGroup(scene.doc, 'ann')).toBeNull();
			}
		}));

	it('[VI7] row 31: an edit of a visit that is cancelled and restored is not lost', () =>
		everyWay({
			before: (doc, author) => cancelVisit(doc, author, 'v1', 'reser bort'),
			ann: (doc, author) => restoreVisit(doc, author, 'v1'),
			bo: (doc, author) => moveVisit(doc, author, 'v1', { start: 600 }),
			then: (plan, flags) => {
				expect(visitOf(plan)).toMatchObject({ status: 'planned', start: { value: 600 } });
				expect(flags).toEqual([]);
			}
		}));

	it('[VI7] an id that is taken is not added over', () =>
		everyWay({
			ann: (doc, author) =>
				expect(addVisit(doc, author, { id: 'v1', recipient: 'x', start: 1, length: 5 })).toEqual({
					ok: false,
					code: 'already-there'
				}),
			bo: () => null,
			then: (plan) => expect(visitOf(plan).recipient).toBe('r-v1')
		}));
});
