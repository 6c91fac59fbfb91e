import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modules } from '#app/modules';
import { pagesModules } from '#app/pages-modules';
import { serverModules } from '#app/server-modules';
import { createCatalogue } from '#core/catalogue';
import { newId } from '#core/id';
import { decodeCopies } from '#core/first-copy';
import type { SessionInfo } from '#core/answers';
import { explainRefusal, explanationsOf, nameOfAct } from '#pages/outbox/explain.ts';
import { atDesk, homeOf, underMore } from '#pages/shell/navigation.ts';
import { board, boardDocument, boardIndexDocument } from '../fixtures/board/module.ts';
import { boardOnPages } from '../fixtures/board/module.pages.ts';
import { boardOnServer } from '../fixtures/board/module.server.ts';
import { AMIR, DATABASES, KARIN, LANDLORD_ID, TestApplication } from '../support/application.ts';
import { TestDevice } from '../support/device.ts';

// A module is its own folder and three lines: here the three lists with one more in each.
const halves = {
	catalogue: createCatalogue([...modules, board]),
	serverModules: [...serverModules, boardOnServer]
};
const pages = [...pagesModules, boardOnPages];

describe.each(DATABASES)('a module that knows the contract alone, on %s', (database) => {
	let app: TestApplication;
	let karin: TestDevice;
	let amir: TestDevice;
	beforeAll(async () => {
		app = await TestApplication.open(database, { KEEP_BOARD_NOTES: '20' }, 1, halves);
		karin = await TestDevice.withSession(app, KARIN);
		amir = await TestDevice.withSession(app, AMIR);
	});
	afterAll(() => app.close());

	const pin = async (device: TestDevice, text: unknown) => {
		const about = newId();
		const [answer] = await device.post(await device.sign('', about, { text }, { kind: 'board.pin' }));
		await app.application.projector.settled();
		return { about, answer };
	};

	const get = (device: TestDevice, path: string) => fetch(`${app.url}${path}`, { headers: { cookie: device.cookie } });
	const copiesOf = async (device: TestDevice) =>
		decodeCopies(new Uint8Array(await (await get(device, '/api/copies')).arrayBuffer()));

	it('[AR14] has its tables, decides its commands, and its facts reach devices', async () => {
		const { about, answer } = await pin(karin, 'Tvättstugan är stängd i dag');
		expect(answer).toMatchObject({ status: 'accepted' });
		const opened = karin.open(boardDocument(LANDLORD_ID));
		await opened.synced();
		expect(opened.doc.getMap('notes').toJSON()).toEqual({ [about]: { text: 'Tvättstugan är stängd i dag' } });
		expect(opened.mayWrite()).toBe(false);
		opened.close();
	});

	it('[AR14] is in the first copy of whom it concerns', async () => {
		const names = (await copiesOf(karin)).map(([name]) => name);
		expect(names).toEqual(expect.arrayContaining([boardIndexDocument(LANDLORD_ID), boardDocument(LANDLORD_ID)]));
		const ofOthers = (await copiesOf(amir)).map(([name]) => name);
		expect(ofOthers).not.toContain(boardDocument(LANDLORD_ID));
	});

	it('[AR14] refuses by its own rules, and the outbox has a sentence for it', async () => {
		expect((await pin(amir, 'Jag är inte ert folk')).answer).toMatchObject({ status: 'refused', code: 'forbidden' });
		expect((await pin(karin, 7)).answer).toMatchObject({ status: 'refused', code: 'malformed' });
		await pin(karin, 'Två');
		const { answer } = await pin(karin, 'Tre');
		expect(answer).toMatchObject({ status: 'refused', code: 'board-full' });
		const words = await explanationsOf(pages);
		const row = { command: { kind: 'board.pin' }, code: 'board-full', detail: null } as never;
		expect(explainRefusal(row, words)).toBe('Tavlan är full.');
		expect(nameOfAct(row, words)).toBe('Sätt upp lapp');
	});

	it('[AR14] has routes, keeping rules that the environment sets, and rows of the navigation', async () => {
		const answer = await get(karin, '/api/board');
		expect(((await answer.json()) as { notes: unknown[] }).notes).toHaveLength(2);
		expect(app.configuration.keeping['oldNotes']).toBe(20);
		const session = { company: null, roles: ['orderer'], teams: [], mayRegister: true } as unknown as SessionInfo;
		expect(atDesk({ session, waiting: 0, modules: pages }).map(({ href }) => href)).toContain('/tavlan');
		expect(underMore(session, pages).map(({ href }) => href)).toContain('/tavlan');
		expect(homeOf(session, pages)).toBe('/arbetsorder');
	});

	it('[AR14] a command that no module has is answered as unknown', async () => {
		const [answer] = await karin.post(await karin.sign('', newId(), {}, { kind: 'board.burn' }));
		expect(answer).toMatchObject({ status: 'rejected', code: 'unknown-kind' });
	});
});

describe('what a module decides', () => {
	it('[AR15] is what it says it decides: every command has its decider, and no decider is without a command', async () => {
		const app = await TestApplication.open('sqlite', {}, 0);
		const decided = app.application.modules.map(({ commands }) => Object.keys(commands).sort());
		const said: string[][] = [];
		for (const { id } of serverModules) {
			const rules = await modules.find((module) => module.id === id)?.rules();
			said.push(Object.keys(rules?.commands ?? {}).sort());
		}
		expect(decided).toEqual(said);
		const kept = app.application.modules.map(({ keeping }) => Object.keys(keeping).sort());
		expect(kept).toEqual(serverModules.map(({ keepingRules }) => Object.keys(keepingRules).sort()));
		await app.close();
	});
});
