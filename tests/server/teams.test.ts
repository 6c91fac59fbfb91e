import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HybridClock } from '#core/clock';
import { newId } from '#core/id';
import { dayAfter, swedishDay } from '#swedish/dates';
import {
	CHANGE_TEAM,
	type TeamChange,
	assign,
	planDocument,
	readPlan,
	readTeam,
	recurringId,
	shiftsOf,
	teamChange,
	teamDocument,
	teamIndexDocument
} from '#modules/visits/domain/index.ts';
import { DEMO_TEAM, fillDemoPlans } from '#modules/visits/server/demo/team.ts';
import { AMIR, DATABASES, TestApplication } from '../support/application.ts';
import { TestDevice } from '../support/device.ts';
import { until } from '../sync/support/device.ts';

const TODAY = swedishDay(Date.now());

describe.each(DATABASES)('teams on %s', (database) => {
	let app: TestApplication;
	let petra: TestDevice;
	let anna: TestDevice;
	let amir: TestDevice;
	beforeAll(async () => {
		app = await TestApplication.open(database, {}, 0);
		await fillDemoPlans(app.application.write, Date.now());
		[petra, anna, amir] = (await Promise.all(
			['petra@lovasa.example', 'anna@lovasa.example', AMIR].map((name) => TestDevice.withSession(app, name))
		)) as [TestDevice, TestDevice, TestDevice];
	});
	afterAll(() => app.close());

	const open = async (device: TestDevice, name: string) => {
		const opened = device.open(name);
		await opened.synced();
		return opened;
	};

	it('[TE1] a team knows its people from its facts, and its days from its index', async () => {
		const { doc } = await open(petra, teamDocument(DEMO_TEAM.id));
		await until('the carers', () => doc.getMap('carers').size > 0);
		const roots = ['team', 'carers', 'recipients', 'shifts'];
		const team = readTeam(Object.fromEntries(roots.map((root) => [root, new Map(doc.getMap(root).entries())])));
		expect(team.team.name).toBe('Vallhed');
		expect([team.carers.size, team.recipients.size]).toEqual([8, 24]);
		const index = (await open(petra, teamIndexDocument(DEMO_TEAM.id))).doc.getMap('documents');
		expect(index.has(planDocument(DEMO_TEAM.id, TODAY))).toBe(true);
		expect(index.has(planDocument(DEMO_TEAM.id, dayAfter(TODAY, -14)))).toBe(true);
		expect(index.has(planDocument(DEMO_TEAM.id, dayAfter(TODAY, -15)))).toBe(false);
	});

	it('[TE2] planners and carers plan together; nobody else reads or writes a plan', async () => {
		const name = planDocument(DEMO_TEAM.id, TODAY);
		const [planner, carer] = [await open(petra, name), await open(anna, name)];
		const visit = readPlan(planner.doc, TODAY).visits[0];
		const author = { member: petra.member, device: petra.id, clock: new HybridClock({ now: Date.now }, petra.id) };
		expect(assign(planner.doc, author, visit?.id ?? '', 'a', null)).toMatchObject({ ok: true });
		await until('the change at the other device', () => {
			const seen = readPlan(carer.doc, TODAY).visits.find(({ id }) => id === visit?.id);
			return seen?.a.value === null;
		});
		expect(carer.mayWrite()).toBe(true);
		await expect(open(amir, name)).rejects.toThrow('forbidden');
	});

	/** Asks for a change of the team; gives the receipt. */
	const ask = async (device: TestDevice, changes: (TeamChange | null)[], team: string = DEMO_TEAM.id) => {
		const [answer] = await device.post(await device.sign('', team, { changes }, { kind: CHANGE_TEAM }));
		await app.application.projector.settled();
		return answer;
	};
	const factsNow = async () => {
		const { doc } = await open(petra, teamDocument(DEMO_TEAM.id));
		const roots = ['team', 'carers', 'recipients', 'shifts', 'recurring'];
		return readTeam(Object.fromEntries(roots.map((root) => [root, new Map(doc.getMap(root).entries())])));
	};

	it('[TE3] planners keep the team by commands, and every device learns of it', async () => {
		const id = newId();
		const added = await ask(petra, [
			teamChange('carers', id, null, { name: 'Åsa Ny' }),
			teamChange('shifts', `${id}/${TODAY}`, null, { from: 420, to: 960 })
		]);
		expect(added).toMatchObject({ status: 'accepted' });
		const facts = await factsNow();
		expect([facts.carers.get(id)?.name, shiftsOf(facts, id, TODAY).length]).toEqual(['Åsa Ny', 1]);
		const gone = teamChange('shifts', `${id}/${TODAY}`, { from: 420, to: 960, lunch: null }, null);
		expect(await ask(petra, [gone])).toMatchObject({ status: 'accepted' });
		expect(shiftsOf(await factsNow(), id, TODAY)).toEqual([]);
	});

	it('[TE3] carers, other teams and other organisations are refused alike, and nothing is written', async () => {
		const change = teamChange('carers', newId(), null, { name: 'Åsa Obehörig' });
		const refused = { status: 'refused', code: 'forbidden' };
		expect(await ask(anna, [change])).toMatchObject(refused);
		expect(await ask(amir, [change])).toMatchObject(refused);
		expect(await ask(petra, [change], newId())).toMatchObject(refused);
		expect([...(await factsNow()).carers.values()].map(({ name }) => name)).not.toContain('Åsa Obehörig');
		expect(await ask(petra, [])).toMatchObject({ status: 'refused', code: 'malformed' });
	});

	it('[TE4] a field that somebody else has changed since is not overwritten, however close they come', async () => {
		const id = newId();
		await ask(petra, [teamChange('recipients', id, null, { name: 'Rut Ny' })]);
		const to = (name: string) => teamChange('recipients', id, { name: 'Rut Ny' }, { name });
		const answers = await Promise.all([ask(petra, [to('Rut Ett')]), ask(petra, [to('Rut Två')])]);
		expect(answers.map((answer) => answer?.status).sort()).toEqual(['accepted', 'refused']);
		expect(answers.find((answer) => answer?.status === 'refused')).toMatchObject({ code: 'changed-meanwhile' });
	});

	it('[TE5] a recurring visit stands in the plans of the days ahead, follows its changes, and past days stay', async () => {
		const [id, recipient] = [newId(), newId()];
		await ask(petra, [teamChange('recipients', recipient, null, { name: 'Rut Åter' })]);
		const visit = { recipient, start: 480, length: 30 };
		const rhythm = {
			weekdays: [1, 2, 3, 4, 5, 6, 7],
			everyWeeks: 1,
			from: dayAfter(TODAY, -3),
			to: null,
			exceptions: []
		};
		const first = { ...rhythm, visit };
		expect(await ask(petra, [teamChange('recurring', id, null, first)])).toMatchObject({ status: 'accepted' });
		const onDay = async (day: string) => {
			const { doc } = await open(petra, planDocument(DEMO_TEAM.id, day));
			const found = readPlan(doc, day).byId.get(recurringId(id, day));
			return found ? [found.start.value, found.cancel.value] : null;
		};
		const days = [dayAfter(TODAY, -1), TODAY, dayAfter(TODAY, 14)];
		expect(await Promise.all(days.map(onDay))).toEqual([null, [480, null], [480, null]]);
		const stored = (await factsNow()).recurrences.find((each) => each.id === id);
		if (!stored) throw new Error('The recurrence is not there');
		const before = { exceptions: stored.exceptions, visit: stored.visit };
		const after = { exceptions: [TODAY], visit: { ...stored.visit, start: 600 } };
		expect(await ask(petra, [teamChange('recurring', id, before, after)])).toMatchObject({ status: 'accepted' });
		expect(await Promise.all(days.map(onDay))).toEqual([null, [480, 'not-in-source'], [600, null]]);
	});

	it('[TE2] a team’s facts are written by the server alone', async () => {
		const { mayWrite } = await open(anna, teamDocument(DEMO_TEAM.id));
		expect(mayWrite()).toBe(false);
	});
});
