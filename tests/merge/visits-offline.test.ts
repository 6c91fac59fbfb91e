import { describe, expect, it } from 'vitest';
import {
	addVisit,
	assign,
	BOTH,
	cancelVisit,
	clientList,
	findingsOf,
	moveVisit,
	openFlags,
	overviewRows,
	pinVisit,
	readPlan,
	readTeam,
	registerVisit,
	restoreVisit,
	settle,
	swap,
	writeSource
} from '#modules/visits/domain/index.ts';
import { DAY, type Scene, everyWay, imported, reasons, shown, visitOf } from './plans.ts';

const TEAM = readTeam({});
const travel = () => 0;

/** Ann settles the only flag by the side that `pick` chooses; gives the plan as everybody has it afterwards. */
function settleOnly(scene: Scene, pick: (flag: ReturnType<typeof openFlags>[number]) => string) {
	const [flag] = openFlags(readPlan(scene.doc, DAY));
	if (!flag) throw new Error('Nothing to settle');
	expect(settle(scene.doc, scene.ann, DAY, flag, pick(flag)).ok).toBe(true);
	const plan = scene.meet();
	expect(openFlags(plan)).toEqual([]);
	expect(settle(scene.other, scene.bo, DAY, flag, pick(flag))).toEqual({ ok: false, code: 'already-settled' });
	return plan;
}

describe('what two people do without a network', () => {
	it('[VI1] a visit given to two carers stands in both rows, marked, until one choice settles it', () =>
		everyWay({
			ann: (doc, author) => assign(doc, author, 'v1', 'a', 'Anna'),
			bo: (doc, author) => assign(doc, author, 'v1', 'a', 'Berit'),
			then: (plan, flags, scene) => {
				expect(reasons(flags)).toEqual(['later-change v1/a']);
				expect(flags[0]?.winner.device).toBeTruthy();
				const rows = overviewRows(plan, TEAM, travel).map((row) =>
					[...row.visits, ...row.contested].map(({ id }) => id)
				);
				expect(rows).toEqual([['v1'], ['v1']]);
				for (const carer of ['Anna', 'Berit']) {
					expect(clientList(plan, TEAM, carer, travel)).toMatchObject([{ visit: { id: 'v1' }, contested: true }]);
				}
				const after = settleOnly(scene, (flag) => flag.losers[0]?.op ?? '');
				expect(visitOf(after).a.value).toBe(flags[0]?.losers[0]?.value);
				expect(overviewRows(after, TEAM, travel)).toHaveLength(1);
			}
		}));

	it('[VI2] another time and another carer: both apply, and the overlap that comes of it is found', () =>
		everyWay({
			visits: [imported('v1'), imported('v2', { a: 'Berit', start: 540 })],
			ann: (doc, author) => moveVisit(doc, author, 'v1', { start: 550 }),
			bo: (doc, author) => moveVisit(doc, author, 'v1', { carer: 'Berit' }),
			then: (plan, flags) => {
				expect(flags).toEqual([]);
				expect(visitOf(plan)).toMatchObject({ start: { value: 550 }, a: { value: 'Berit' } });
				expect(findingsOf(plan, { team: TEAM, travel })).toMatchObject([{ code: 'overlap', numbers: { minutes: 20 } }]);
			}
		}));

	it.each(['cancelled', 'moved'])('[VI3] cancelled by one and moved by the other is flagged; settled as %s', (as) =>
		everyWay({
			ann: (doc, author) => cancelVisit(doc, author, 'v1', 'sjukhus'),
			bo: (doc, author) => moveVisit(doc, author, 'v1', { carer: 'Berit', start: 600 }),
			then: (_plan, flags, scene) => {
				expect(reasons(flags)).toEqual(['cancelled-and-changed v1/cancel']);
				expect(shown(flags[0])).toEqual([600, 'Berit', 'sjukhus']);
				const after = settleOnly(scene, (flag) => (as === 'cancelled' ? flag.winner.op : (flag.losers[0]?.op ?? '')));
				expect(visitOf(after)).toMatchObject({
					status: as === 'cancelled' ? 'cancelled' : 'planned',
					a: { value: 'Berit' }
				});
			}
		})
	);

	it('[VI4] two visits given to one carer at one time: both apply, and the overlap is found', () =>
		everyWay({
			visits: [imported('v1', { a: null }), imported('v2', { a: null, start: 490 })],
			ann: (doc, author) => assign(doc, author, 'v1', 'a', 'Anna'),
			bo: (doc, author) => assign(doc, author, 'v2', 'a', 'Anna'),
			then: (plan, flags) => {
				expect(flags).toEqual([]);
				expect(findingsOf(plan, { team: TEAM, travel })).toMatchObject([
					{ code: 'overlap', carers: ['Anna'], numbers: { minutes: 20 }, ops: [expect.any(String), expect.any(String)] }
				]);
			}
		}));

	it.each(['one', 'both'])(
		'[VI5] the same unplanned visit added by both is kept twice and doubted; settled as %s',
		(as) =>
			everyWay({
				visits: [],
				ann: (doc, author) => addVisit(doc, author, { id: 'x1', recipient: 'elsa', start: 600, length: 30 }),
				bo: (doc, author) => addVisit(doc, author, { id: 'x2', recipient: 'elsa', start: 610, length: 20 }),
				then: (plan, flags, scene) => {
					expect(plan.visits).toHaveLength(2);
					expect(reasons(flags).map((text) => text.split(' ')[0])).toEqual(['possible-duplicate']);
					const after = settleOnly(scene, (flag) => (as === 'both' ? BOTH : flag.winner.op));
					const cancelled = after.visits.filter(({ status }) => status === 'cancelled');
					expect(cancelled.map(({ id }) => id)).toEqual(as === 'both' ? [] : [flags[0]?.visit]);
				}
			})
	);

	it('[VI5] two visits of one import are not doubted, nor those far apart or of others', () =>
		everyWay({
			visits: [imported('v1', { recipient: 'elsa' }), imported('v2', { recipient: 'elsa' })],
			ann: (doc, author) => addVisit(doc, author, { id: 'x1', recipient: 'elsa', start: 900, length: 30 }),
			bo: (doc, author) => addVisit(doc, author, { id: 'x2', recipient: 'karl', start: 480, length: 30 }),
			then: (_plan, flags) => expect(flags).toEqual([])
		}));

	it.each(['kept', 'put back'])(
		'[VI6] done by a carer and moved by a planner: the registration stands; the move is %s',
		(as) =>
			everyWay({
				ann: (doc, author) => registerVisit(doc, author, 'v1', { person: 'E1', outcome: 'done', start: 485, end: 515 }),
				bo: (doc, author) => moveVisit(doc, author, 'v1', { start: 900, carer: 'Berit' }),
				then: (plan, flags, scene) => {
					expect(visitOf(plan)).toMatchObject({
						status: 'done',
						registrations: [{ person: 'E1', start: 485, end: 515 }]
					});
					expect(reasons(flags)).toEqual(['registered-and-moved v1']);
					const after = settleOnly(scene, (flag) => (as === 'kept' ? (flag.losers[0]?.op ?? '') : flag.winner.op));
					expect(visitOf(after)).toMatchObject({
						status: 'done',
						start: { value: as === 'kept' ? 900 : 480 },
						a: { value: as === 'kept' ? 'Berit' : 'E1' }
					});
				}
			})
	);

	it.each(['restored', 'cancelled'])(
		'[VI6] done by a carer and cancelled by a planner: the registration stands; %s',
		(as) =>
			everyWay({
				ann: (doc, author) => registerVisit(doc, author, 'v1', { person: 'E1', outcome: 'done' }),
				bo: (doc, author) => cancelVisit(doc, author, 'v1', 'reser bort'),
				then: (plan, flags, scene) => {
					expect(visitOf(plan).status).toBe('done');
					expect(reasons(flags)).toEqual(['registered-and-cancelled v1/cancel']);
					const after = settleOnly(scene, (flag) => (as === 'restored' ? flag.winner.op : (flag.losers[0]?.op ?? '')));
					expect(visitOf(after)).toMatchObject({
						status: 'done',
						cancel: { value: as === 'restored' ? null : 'reser bort' }
					});
				}
			})
	);
});

describe('knowing of each other', () => {
	it('[VI9] moved, then cancelled by one who saw it: no flag; nor restored and moved again', () =>
		everyWay({
			before: (doc, author) => moveVisit(doc, author, 'v1', { start: 600 }),
			ann: (doc, author) => cancelVisit(doc, author, 'v1', 'sjukhus'),
			bo: () => null,
			then: (_plan, flags, scene) => {
				expect(flags).toEqual([]);
				moveVisit(scene.other, scene.bo, 'v1', { start: 700 });
				expect(openFlags(scene.meet())).toEqual([]);
				restoreVisit(scene.other, scene.bo, 'v1');
				moveVisit(scene.other, scene.bo, 'v1', { start: 800 });
				const plan = scene.meet();
				expect([openFlags(plan), visitOf(plan).status]).toEqual([[], 'planned']);
			}
		}));

	it('[VI9] registered after a move that the carer saw, and moved after a registration that the planner saw: no flag', () =>
		everyWay({
			before: (doc, author) => moveVisit(doc, author, 'v1', { start: 600 }),
			ann: (doc, author) => registerVisit(doc, author, 'v1', { person: 'E1', outcome: 'done' }),
			bo: () => null,
			then: (_plan, flags, scene) => {
				expect(flags).toEqual([]);
				assign(scene.other, scene.bo, 'v1', 'a', 'E2');
				expect(openFlags(scene.meet())).toEqual([]);
			}
		}));

	it('[VI9] one after the other is no conflict', () =>
		everyWay({
			before: (doc, author) => assign(doc, author, 'v1', 'a', 'E2'),
			ann: () => null,
			bo: (doc, author) => assign(doc, author, 'v1', 'a', 'E3'),
			then: (plan, flags) => {
				expect(visitOf(plan).a.value).toBe('E3');
				expect(flags).toEqual([]);
			}
		}));
});

describe('settling', () => {
	it.each(['where it was pinned', 'where it is'])('[VI10] a pinned visit that was moved is pinned %s', (where) =>
		everyWay({
			ann: (doc, author) => pinVisit(doc, author, 'v1'),
			bo: (doc, author) => moveVisit(doc, author, 'v1', { start: 900, carer: 'E2' }),
			then: (_plan, _flags, scene) => {
				const stay = where === 'where it is';
				const after = settleOnly(scene, (flag) => (stay ? flag.winner.op : (flag.losers[0]?.op ?? '')));
				expect(visitOf(after).pinned).toMatchObject(stay ? { start: 900, a: 'E2' } : { start: 480, a: 'E1' });
				expect(visitOf(after).start.value).toBe(stay ? 900 : 480);
			}
		})
	);

	it.each(['plan', 'source'])('[VI10] a source that changed under a plan is settled by the %s', (by) =>
		everyWay({
			ann: (doc) => writeSource(doc, [imported('v1', { start: 510 })]),
			bo: (doc, author) => moveVisit(doc, author, 'v1', { start: 900 }),
			then: (_plan, _flags, scene) => {
				const after = settleOnly(scene, (flag) => (by === 'plan' ? flag.winner.op : (flag.losers[0]?.op ?? '')));
				expect(visitOf(after).start.value).toBe(by === 'plan' ? 900 : 510);
			}
		})
	);

	it('[VI10] two registrations are settled by a third that is a copy of the chosen one', () =>
		everyWay({
			ann: (doc, author) =>
				registerVisit(doc, author, 'v1', { person: 'E1', outcome: 'done', documentation: 'Allt väl' }),
			bo: (doc, author) => registerVisit(doc, author, 'v1', { person: 'E1', outcome: 'not-home' }),
			then: (_plan, _flags, scene) => {
				const after = settleOnly(scene, (flag) => flag.losers[0]?.op ?? '');
				expect(visitOf(after)).toMatchObject({ status: 'not-home' });
				expect(visitOf(after).registrations).toHaveLength(3);
			}
		}));

	it('[VI10] both settle the same flag in different ways: a conflict again, lost by nobody', () =>
		everyWay({
			before: (doc, author) => assign(doc, author, 'v1', 'a', 'E2'),
			ann: (doc, author) => correctAway(doc, author, 'E3'),
			bo: (doc, author) => correctAway(doc, author, 'E4'),
			then: (_plan, flags) => expect(shown(flags[0])).toEqual(['E3', 'E4'])
		}));

	it.each(['whole', 'not at all'])('[VI11] a broken swap holds %s', (as) =>
		everyWay({
			visits: [imported('v1', { a: 'E1' }), imported('v2', { a: 'E2', start: 600 })],
			ann: (doc, author) => swap(doc, author, { visit: 'v1', slot: 'a' }, { visit: 'v2', slot: 'a' }),
			bo: (doc, author) => assign(doc, author, 'v1', 'a', 'E9'),
			then: (_plan, flags, scene) => {
				if (flags[0]?.reason !== 'swap-broken') return;
				const after = settleOnly(scene, (flag) => (as === 'whole' ? (flag.losers[0]?.op ?? '') : flag.winner.op));
				const carers = ['v1', 'v2'].map((id) => visitOf(after, id).a.value);
				expect(carers).toEqual(as === 'whole' ? ['E2', 'E1'] : ['E9', 'E2']);
			}
		})
	);

	it('[VI10] a correction that both make of one registration is flagged, and both are there', () => {
		const first = (doc: Scene['doc']) => visitOf(readPlan(doc, DAY)).registrations[0]?.key ?? '';
		everyWay({
			before: (doc, author) => registerVisit(doc, author, 'v1', { person: 'E1', outcome: 'started' }),
			ann: (doc, author) => registerVisit(doc, author, 'v1', { person: 'E1', outcome: 'done', corrects: [first(doc)] }),
			bo: (doc, author) =>
				registerVisit(doc, author, 'v1', { person: 'E1', outcome: 'refused', corrects: [first(doc)] }),
			then: (_plan, flags) => expect(shown(flags[0])).toEqual(['done', 'refused'])
		});
	});

	it('[VI15] a line of a sheet that both read is one registration; read as different things it is flagged', () => {
		everyWay({
			ann: (doc, author) => registerVisit(doc, author, 'v1', { person: 'E1', outcome: 'done', line: 'sheet-3' }),
			bo: (doc, author) => registerVisit(doc, author, 'v1', { person: 'E1', outcome: 'done', line: 'sheet-3' }),
			then: (plan, flags) => expect([visitOf(plan).registrations.length, flags]).toEqual([1, []])
		});
		everyWay({
			ann: (doc, author) => registerVisit(doc, author, 'v1', { person: 'E1', outcome: 'done', line: 'sheet-3' }),
			bo: (doc, author) => {
				registerVisit(doc, author, 'v1', { person: 'E1', outcome: 'done', line: 'sheet-3' });
				const [own] = visitOf(readPlan(doc, DAY)).registrations;
				registerVisit(doc, author, 'v1', { person: 'E1', outcome: 'refused', corrects: [own?.key ?? ''] });
			},
			then: (plan, flags) => expect([visitOf(plan).status, flags]).toEqual(['refused', []])
		});
		everyWay({
			ann: (doc, author) => registerVisit(doc, author, 'v1', { person: 'E1', outcome: 'done', line: 'sheet-3' }),
			bo: (doc, author) => registerVisit(doc, author, 'v1', { person: 'E1', outcome: 'not-home', line: 'sheet-3' }),
			then: (_plan, flags) => expect(reasons(flags)).toEqual(['double-registration v1'])
		});
	});
});

function correctAway(doc: Scene['doc'], author: Scene['ann'], carer: string) {
	return assign(doc, author, 'v1', 'a', carer);
}
