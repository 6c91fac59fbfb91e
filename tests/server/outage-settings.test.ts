import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#core/id';
import {
	CHANGE_OUTAGE_SETTINGS,
	type OutageSettingsChange,
	SETTINGS_KEY,
	outageDocument,
	readOutageSettings,
	readOutages,
	startOutage
} from '#modules/visits/domain/outage/index.ts';
import { HybridClock } from '#core/clock';
import { teamDocument, teamIndexDocument } from '#modules/visits/domain/index.ts';
import { DEMO_TEAM } from '#modules/visits/server/demo/team.ts';
import { AMIR, DATABASES, SOFIA, TestApplication } from '../support/application.ts';
import { TestDevice } from '../support/device.ts';
import { until } from '../sync/support/device.ts';

const NUMBER = { about: 'telephony', name: 'Växeln', number: '0980-31 92 04' } as const;
const SET: OutageSettingsChange['set'] = { numbers: [NUMBER], copiesAt: 'I skåpet', checklist: null, remindFrom: null };

describe.each(DATABASES)('outages of a team on %s', (database) => {
	let app: TestApplication;
	let [ulla, petra, sofia, amir]: TestDevice[] = [];
	beforeAll(async () => {
		app = await TestApplication.open(database, {}, 0);
		const names = ['ulla@lovasa.example', 'petra@lovasa.example', SOFIA, AMIR];
		[ulla, petra, sofia, amir] = await Promise.all(names.map((name) => TestDevice.withSession(app, name)));
	});
	afterAll(() => app.close());

	const open = async (device: TestDevice | undefined, name: string) => {
		const opened = device!.open(name);
		await opened.synced();
		return opened;
	};
	const ask = async (device: TestDevice | undefined, payload: object, team = DEMO_TEAM.id) => {
		const [answer] = await device!.post(await device!.sign('', team, { ...payload }, { kind: CHANGE_OUTAGE_SETTINGS }));
		await app.application.projector.settled();
		return answer;
	};
	const settingsAt = async (device: TestDevice | undefined) => {
		const { doc } = await open(device, teamDocument(DEMO_TEAM.id));
		return readOutageSettings(doc.getMap('team').get(SETTINGS_KEY));
	};

	it('[OM21] administrators change a team’s settings, and its devices learn of it', async () => {
		expect(await ask(ulla, { version: 0, set: SET })).toMatchObject({ status: 'accepted' });
		expect(await settingsAt(petra)).toEqual({ ...SET, version: 1 });
		const refused = { status: 'refused', code: 'settings-changed' };
		expect(await ask(ulla, { version: 0, set: { ...SET, copiesAt: 'Någon annanstans' } })).toMatchObject(refused);
		expect((await settingsAt(petra)).copiesAt).toBe('I skåpet');
	});

	it('[OM21] nobody else may, and a team of others is as unknown as none', async () => {
		const refused = { status: 'refused', code: 'forbidden' };
		for (const device of [petra, sofia, amir])
			expect(await ask(device, { version: 1, set: SET })).toMatchObject(refused);
		expect(await ask(ulla, { version: 1, set: SET }, newId())).toMatchObject(refused);
		expect(await ask(ulla, { version: 1, set: { ...SET, remindFrom: 5000 } })).toMatchObject({ code: 'malformed' });
		expect((await settingsAt(petra)).version).toBe(1);
	});

	it('[OM17] the team’s index names its outages, and nobody else opens them', async () => {
		const name = outageDocument(DEMO_TEAM.id);
		const index = (await open(petra, teamIndexDocument(DEMO_TEAM.id))).doc.getMap('documents');
		await until('the index', () => index.has(name));
		const [here, there] = [await open(petra, name), await open(ulla, name)];
		const author = { member: petra!.member, device: petra!.id, clock: new HybridClock({ now: Date.now }, petra!.id) };
		expect(startOutage(here.doc, author, 'Ingen kommer in', [])).toMatchObject({ ok: true });
		await until('the outage at the other device', () => readOutages(there.doc).length === 1);
		for (const device of [sofia, amir]) await expect(open(device, name)).rejects.toThrow('forbidden');
	});
});
