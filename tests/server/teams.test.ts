import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HybridClock } from '#core/clock';
import { dayAfter, swedishDay } from '#core/swedish/dates';
import { assign, planDocument, readPlan, readTeam, teamDocument, teamIndexDocument } from '#domain/visits';
import { DEMO_TEAM, fillDemoPlans } from '#server/demo/team';
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
		expect(team.team.name).toBe('Ullared');
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

	it('[TE2] a team’s facts are written by the server alone', async () => {
		const { mayWrite } = await open(anna, teamDocument(DEMO_TEAM.id));
		expect(mayWrite()).toBe(false);
	});
});
