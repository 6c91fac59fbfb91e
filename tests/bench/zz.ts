import { travelByDistance } from '#domain/visits';
import { buildProblem, readProposal, objectiveOf, breachesOf, assumeAway, whyNot, askedPlace } from '#domain/visits/replan';
import { solve } from '#domain/visits/replan/solver';
import { largeTeam } from '#tests/support/large-team.ts';
const DAY='2026-11-23';
const { plan, team } = largeTeam(40, DAY);
const day = { plan, team, travel: travelByDistance(team), around: [plan], now: null };
for (const wide of [false, true]) {
const wish = { away: ['c0'], wide };
const t0=performance.now();
const built = buildProblem(assumeAway(day, wish.away), wide);
const t1=performance.now();
const s = solve(built.problem, { budget: 2000, seed: 1, clock: performance, patience: 30000 });
const t2=performance.now();
const p = readProposal(day, wish, built, s);
const t3=performance.now();
console.log(wide, built.free.length, (t1-t0)|0,(t2-t1)|0,(t3-t2)|0, s.tried, s.cost, p.changes.length, p.left.length, s.placements.filter(Boolean).length);
console.log(objectiveOf(day, wish, []), objectiveOf(day, wish, p.changes), breachesOf(assumeAway(day,wish.away), p.changes));
const a = askedPlace(day, wish, p.changes, (p.left[0]??p.changes[0]).visit)!;
const t4=performance.now(); const w = whyNot(day, wish, p.changes, a); console.log('whynot', (performance.now()-t4)|0, w.length, JSON.stringify(w.slice(0,3)));
}
