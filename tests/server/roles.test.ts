import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#core/id';
import { type Grant, holdsOn } from '#core/roles';
import { CHANGE_TEAM, planDocument, teamChange } from '#modules/visits/domain/index.ts';
import { DEMO_CARE, DEMO_TEAM } from '#modules/visits/server/demo/team.ts';
import { findMember } from '#server/auth/members';
import { demoId } from '#server/demo/accounts';
import { giveRoles } from '#server/people/grants';
import { dayAfter, swedishDay } from '#swedish/dates';
import { AMIR, DATABASES, KARIN, LANDLORD_ID, PIPES_ID, SOFIA, TestApplication } from '../support/application.ts';
import { TestDevice } from '../support/device.ts';
import { until } from '../sync/support/device.ts';

const [PETRA, PER, ANNA, BERIT] = ['petra', 'per', 'anna', 'berit'].map((name) => `${name}@lovasa.example`) as [
	string,
	string,
	string,
	string
];
const [VINBERG, FOREIGN] = [newId(), newId()];
const TODAY = swedishDay(Date.now());
const YESTERDAY = dayAfter(TODAY, -1);
const ORGANISATION: Grant['scope'] = { kind: 'organisation', id: DEMO_CARE.id };
const team = (id: string): Grant['scope'] => ({ kind: 'team', id });
const refused = { status: 'refused', code: 'forbidden' };

/** What of the session's answer is asked for here. */
interface Told {
	roles: string[];
	teams: { id: string; name: string }[];
	carrying: { teamKeys: Record<string, string> };
}

describe.each(DATABASES)('roles on %s', (database) => {
	let app: TestApplication;
	beforeAll(async () => {
		app = await TestApplication.open(database, {}, 0);
		const { db } = app.services;
		await db.insertInto('teams').values({ id: VINBERG, organisation_id: DEMO_CARE.id, name: 'Vinberg' }).execute();
		await db.insertInto('teams').values({ id: FOREIGN, organisation_id: LANDLORD_ID, name: 'Fjärran' }).execute();
	});
	afterAll(() => app.close());

	const give = (username: string, role: string, scope: Grant['scope'], days?: Pick<Grant, 'from' | 'to'>) =>
		giveRoles(app.services.db, demoId(username), scope, [role], days);
	const rolesAt = async (username: string, moment: string) => {
		const clock = { now: () => Date.parse(moment) };
		return (await findMember(app.services.db, demoId(username), null, clock))?.actor;
	};
	const session = async (device: TestDevice) => (await device.request('GET', '/api/session')).body as Told;
	const addCarer = async (device: TestDevice, id: string) => {
		const changes = [teamChange('carers', newId(), null, { name: 'Åsa Ny' })];
		const [answer] = await device.post(await device.sign('', id, { changes }, { kind: CHANGE_TEAM }));
		return answer;
	};

	it.each([
		[
			'2027-06-01',
			'2027-06-30',
			'2027-05-31T23:59:59+02:00',
			'2027-06-01T00:00+02:00',
			'2027-06-30T23:59:59+02:00',
			'2027-07-01T00:00+02:00'
		],
		[
			'2027-03-28',
			'2027-03-28',
			'2027-03-27T23:59:59+01:00',
			'2027-03-28T00:00+01:00',
			'2027-03-28T23:59:59+02:00',
			'2027-03-29T00:00+02:00'
		],
		[
			'2027-10-31',
			'2027-10-31',
			'2027-10-30T23:59:59+02:00',
			'2027-10-31T00:00+02:00',
			'2027-10-31T23:59:59+01:00',
			'2027-11-01T00:00+01:00'
		],
		[
			'2028-02-29',
			'2028-02-29',
			'2028-02-28T23:59:59+01:00',
			'2028-02-29T00:00+01:00',
			'2028-02-29T23:59:59+01:00',
			'2028-03-01T00:00+01:00'
		]
	])(
		'[RO4] from %s to %s it holds from midnight to midnight in Sweden',
		async (from, to, before, first, last, after) => {
			const { db } = app.services;
			const id = newId();
			await giveRoles(db, demoId(PER), ORGANISATION, [id], { from, to });
			const holds = await Promise.all([before, first, last, after].map((at) => rolesAt(PER, at)));
			expect(holds.map((actor) => actor?.roles.includes(id))).toEqual([false, true, true, false]);
		}
	);

	it('[RO4] without days it holds always; a day too early or too late it does not', () => {
		expect(holdsOn({ from: null, to: null }, TODAY)).toBe(true);
		expect(holdsOn({ from: TODAY, to: null }, YESTERDAY)).toBe(false);
		expect(holdsOn({ from: null, to: YESTERDAY }, TODAY)).toBe(false);
		expect(holdsOn({ from: TODAY, to: YESTERDAY }, TODAY)).toBe(false);
	});

	it('[RO4] who was added yesterday is there, who comes tomorrow is not', async () => {
		const device = await TestDevice.withSession(app, PER);
		const tomorrow = dayAfter(TODAY, 1);
		await give(PER, 'carer', team(VINBERG), { from: tomorrow, to: null });
		expect((await session(device)).teams.map(({ id }) => id)).toEqual([DEMO_TEAM.id]);
		await give(PER, 'carer', team(VINBERG), { from: YESTERDAY, to: null });
		expect((await session(device)).teams.map(({ name }) => name)).toEqual([DEMO_TEAM.name, 'Vinberg']);
		expect((await session(device)).roles).toEqual(['carer', 'planner']);
	});

	it('[RO5] what is given for others’ places does not count', async () => {
		await give(AMIR, 'administrator', { kind: 'organisation', id: DEMO_CARE.id });
		await give(AMIR, 'contractor', { kind: 'company', id: newId() });
		await give(AMIR, 'planner', team(FOREIGN));
		await give(BERIT, 'planner', team(FOREIGN));
		await give(BERIT, 'planner', team(newId()));
		const amir = await rolesAt(AMIR, `${TODAY}T12:00Z`);
		expect(amir?.rolesIn).toEqual({ [PIPES_ID]: ['contractor'], [FOREIGN]: ['planner'] }); // of the own landlord
		expect((await rolesAt(BERIT, `${TODAY}T12:00Z`))?.rolesIn).toEqual({ [DEMO_TEAM.id]: ['carer'] });
	});

	it('[RO6] who plans one team and visits with another plans the one alone, also when it is claimed', async () => {
		const anna = await TestDevice.withSession(app, ANNA);
		expect(await addCarer(anna, DEMO_TEAM.id)).toMatchObject(refused);
		await give(ANNA, 'planner', team(VINBERG));
		expect((await session(anna)).roles).toEqual(['carer', 'planner']);
		expect(await addCarer(anna, VINBERG)).toMatchObject({ status: 'accepted' });
		expect(await addCarer(anna, DEMO_TEAM.id)).toMatchObject(refused);
		const pictures = await anna.request('GET', `/api/sheet-pictures?team=${DEMO_TEAM.id}&day=${TODAY}`);
		expect(pictures.status).toBe(404);
	});

	it('[RO6] of two teams, the one whose role has ended is left, and the other stays', async () => {
		const berit = await TestDevice.withSession(app, BERIT);
		await give(BERIT, 'planner', team(VINBERG), { from: null, to: YESTERDAY });
		expect((await session(berit)).teams.map(({ id }) => id)).toEqual([DEMO_TEAM.id]);
		expect(await addCarer(berit, VINBERG)).toMatchObject(refused);
		await expect(berit.open(planDocument(VINBERG, TODAY)).synced()).rejects.toThrow('forbidden');
	});

	it('[RO7] a role that ends is gone with the next request and from open sockets, and the team has a new key', async () => {
		const [petra, per] = [await TestDevice.withSession(app, PETRA), await TestDevice.withSession(app, PER)];
		const keyOf = async (device: TestDevice) => (await session(device)).carrying.teamKeys[DEMO_TEAM.id];
		const before = await keyOf(petra);
		expect(await keyOf(per)).toBe(before);
		const name = planDocument(DEMO_TEAM.id, TODAY);
		const { sync } = app.application;
		const opened = () => sync.counters().find(({ document }) => document === name)?.connections ?? 0;
		await petra.open(name).synced();
		await sync.recheck();
		expect(opened()).toBe(1);
		const { db } = app.services;
		await db.updateTable('role_grants').set({ to_day: YESTERDAY }).where('member_id', '=', demoId(PETRA)).execute();
		expect(await session(petra)).toMatchObject({ roles: [], teams: [] });
		expect(await addCarer(petra, DEMO_TEAM.id)).toMatchObject(refused);
		await sync.recheck();
		await until('the plan to close', () => opened() === 0);
		expect(await keyOf(per)).not.toBe(before);
	});

	it('[RO3] an administrator who is nothing else keeps people and opens no order', async () => {
		const { db } = app.services;
		const order = await app.newOrder();
		await db.deleteFrom('role_grants').where('member_id', '=', demoId(SOFIA)).where('role', '=', 'orderer').execute();
		const [sofia, karin] = [await TestDevice.withSession(app, SOFIA), await TestDevice.withSession(app, KARIN)];
		expect((await sofia.request('GET', '/api/orderers')).status).toBe(200);
		for (const [device, search, act] of [
			[sofia, 403, { status: 'refused', code: 'unknown-order' }],
			[karin, 200, { status: 'accepted' }]
		] as const) {
			expect((await device.request('POST', '/api/orders/search', {})).status).toBe(search);
			const [answer] = await device.post(await device.sign('cancel', order, { reason: 'Fel adress' }));
			expect(answer).toMatchObject(act);
		}
	});
});
