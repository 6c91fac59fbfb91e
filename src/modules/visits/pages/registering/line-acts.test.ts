import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { readPlan, writeSource } from '#modules/visits/domain/index.ts';
import type { AfterwardsLine } from '#modules/visits/domain/registering/afterwards/index.ts';
import { DAY, Person, imported } from '#tests/merge/plans.ts';
import { DayActs } from '../plan/day-acts.ts';
import { LastAct } from '../plan/last-act.svelte.ts';
import type { TeamDay } from '../plan/team-day.svelte.ts';

const device = vi.hoisted((): { editor: unknown } => ({ editor: null }));
vi.mock('#device/device.svelte.ts', () => ({ device }));
const { asPlanned, mayBeAsPlanned } = await import('./line-acts.ts');

const line = (person: string | null, state: string) => ({ person, state }) as unknown as AfterwardsLine;

describe('what is said of a line', () => {
	it('is as planned without a question when somebody was planned, and nothing final is said', () => {
		expect(mayBeAsPlanned(line('E1', 'open'))).toBe(true);
		expect(mayBeAsPlanned(line('E1', 'started'))).toBe(true);
		expect(mayBeAsPlanned(line('E1', 'differs'))).toBe(false);
		expect(mayBeAsPlanned(line(null, 'open'))).toBe(false);
	});

	it('registers each person at the planned times, and leaves out lines that nobody had', () => {
		const doc = new Y.Doc();
		writeSource(doc, [imported('v1'), imported('v2', { a: null })]);
		device.editor = new Person('ann');
		const last = new LastAct();
		const on = {
			day: DAY,
			editor: new Person('ann'),
			plan: readPlan(doc, DAY),
			edit: <Result>(change: (doc: Y.Doc) => Result) => change(doc)
		};
		const team = { day: DAY, acts: new DayActs(on, last) } as unknown as TeamDay;
		const [v1, v2] = on.plan.visits;
		const lines = [
			{ visit: v1, person: 'E1' },
			{ visit: v2, person: null }
		] as unknown as AfterwardsLine[];
		expect(asPlanned(team, lines, 'Klart').ok).toBe(true);
		expect(last.told).toEqual({ text: 'Klart', undoable: false });
		const after = readPlan(doc, DAY);
		expect(after.byId.get('v1')?.registrations).toEqual([
			expect.objectContaining({ outcome: 'done', start: 480, end: 510 })
		]);
		expect(after.byId.get('v2')?.registrations).toEqual([]);
	});
});
