import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { importDay, readImport, readPlan } from '#modules/visits/domain/index.ts';
import {
	type ReplanDay,
	assumeAway,
	breachesOf,
	buildProblem,
	objectiveOf,
	readProposal
} from '#modules/visits/domain/replan/index.ts';
import { solve } from '#modules/visits/domain/replan/solver/index.ts';
import { type HomeVisits, type SolvedVisits, rowsOf, teamOf, travelOf } from '../support/home-visits.ts';
import { ticking } from '../support/ticks.ts';
import { DAY } from './plans.ts';

const DATA = join(import.meta.dirname, '../../../shared/data/home-visits-uhhc');
const read = (file: string): unknown => JSON.parse(readFileSync(join(DATA, file), 'utf8'));

describe('a real day with one carer after the other away', () => {
	for (const name of ['i-116', 'i-134']) {
		it(`[VI81] ${name} is repaired without breaking a rule`, ({ skip }) => {
			if (!existsSync(join(DATA, `${name}.json`))) skip();
			const given = read(`${name}.json`) as HomeVisits;
			// In these days hardly two people can do the same: with everybody's skills there is something to give out.
			const abilities = given.caregivers.flatMap((each) => each.abilities);
			const instance = { ...given, caregivers: given.caregivers.map((each) => ({ ...each, abilities })) };
			const rows = rowsOf(instance, read(`${name}.sol.json`) as SolvedVisits, DAY);
			const team = teamOf(instance, DAY);
			const doc = new Y.Doc();
			importDay(doc, readImport(rows, team).days.get(DAY) ?? []);
			const plan = readPlan(doc, DAY);
			const day: ReplanDay = { plan, team, travel: travelOf(instance), around: [plan], now: null };
			let helped = 0;
			for (const carer of [...team.carers.keys()].slice(0, 6)) {
				const wish = { away: [carer], wide: true };
				const assumed = assumeAway(day, wish.away);
				const built = buildProblem(assumed, wish.wide);
				const drive = { budget: 15, seed: 1, clock: ticking() };
				const { changes } = readProposal(day, wish, built, solve(built.problem, drive));
				expect(breachesOf(assumed, changes)).toEqual([]);
				const left = objectiveOf(day, wish, changes).unassigned;
				helped += objectiveOf(day, wish, []).unassigned - left;
			}
			expect(helped).toBeGreaterThan(0);
		});
	}
});
