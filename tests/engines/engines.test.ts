import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEMO_PASSWORD } from '#server/demo/accounts';
import { swedishDay } from '#swedish/dates';
import { type NextVersion, nextVersion } from '../support/next-version.ts';
import { ServerProcess } from '../support/server-process.ts';
import { now } from '../support/time.ts';
import { type EnginePage, Visitor } from './engine-page.ts';
import { openFirefox } from './firefox.ts';
import { openWebKit } from './webkit.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const ACTION = 'textarea';

let server: ServerProcess;
let next: NextVersion;
beforeAll(async () => {
	server = await ServerProcess.create();
	next = await nextVersion('two');
});
afterAll(async () => {
	await server.remove();
	await next.remove();
});

async function signIn(visitor: Visitor, username: string): Promise<void> {
	await visitor.load('/');
	await visitor.fill('input[name=username]', username);
	await visitor.fill('input[name=password]', DEMO_PASSWORD);
	await visitor.press('Logga in');
	await visitor.sees('Allt är sparat');
	await visitor.until(() => navigator.serviceWorker.controller?.state === 'activated');
}

/** Opens an order that is under way, and waits until its text can be written in. */
async function openOrder(visitor: Visitor): Promise<string> {
	await visitor.load('/arbetsorder?lista=pagaende');
	await visitor.until(() => document.querySelector('a[href^="/arbetsorder/"]') !== null);
	const path = await visitor.run(
		() => document.querySelector<HTMLAnchorElement>('main a[href^="/arbetsorder/"]')?.pathname ?? ''
	);
	await visitor.load(path);
	await visitor.until((wanted) => document.querySelector<HTMLTextAreaElement>(wanted)?.readOnly === false, ACTION);
	return path;
}

/** Whether the visit of these hours stands as done. */
function isDone(hours: string): boolean {
	const rows = [...document.querySelectorAll<HTMLElement>('main li')];
	return rows.some(({ innerText }) => innerText.includes(hours) && innerText.includes('utfört'));
}

describe.each([
	['Firefox', openFirefox],
	['WebKit', openWebKit]
] as const)('in %s', (_name, open) => {
	let page: EnginePage;
	let visitor: Visitor;
	beforeEach(async () => {
		page = await open();
		visitor = new Visitor(page, server.origin);
	});
	afterEach(async () => {
		await page.close();
		if (server.pid === 0) await server.start();
	});

	it('[EN1] what is written is saved, stays without a server, and arrives; no page waits for the one before it', async () => {
		await signIn(visitor, 'amir@soderror.example');
		const path = await openOrder(visitor);
		await visitor.fill(ACTION, ' Bytte packning.', 'append');
		await visitor.sees('Allt är sparat');
		for (let time = 0; time < 3; time += 1) {
			await visitor.load('/arbetsorder');
			await visitor.until(() => document.querySelector('main a[href^="/arbetsorder/"]') !== null);
		}
		await server.kill();
		await visitor.load('/utkorg');
		await visitor.until(() => document.querySelector('h1') !== null);
		await visitor.load(path);
		await visitor.until((field) => /Bytte packning\.$/.test(document.querySelector('textarea')?.value ?? field), '');
		await visitor.fill(ACTION, ' I källaren.', 'append');
		await visitor.sees('skickas när du är online');
		await visitor.load(path);
		await visitor.until((field) => /I källaren\.$/.test(document.querySelector('textarea')?.value ?? field), '');
		await server.start();
		await visitor.sees('Allt är sparat');
		expect(await visitor.valueOf(ACTION)).toMatch(/ Bytte packning\. I källaren\.$/);
	});

	it('[EN2] lost databases are told, what is written is sent, and nothing is lost once they are back', async () => {
		await signIn(visitor, 'lena@soderror.example');
		const path = await openOrder(visitor);
		await visitor.run(() => {
			const lost = () => {
				throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
			};
			const { transaction } = IDBDatabase.prototype;
			const openDatabase = IDBFactory.prototype.open;
			IDBDatabase.prototype.transaction = lost;
			IDBFactory.prototype.open = lost;
			Object.assign(globalThis, {
				findDatabases() {
					IDBDatabase.prototype.transaction = transaction;
					IDBFactory.prototype.open = openDatabase;
				}
			});
		});
		await visitor.fill(ACTION, ' Stängde vattnet.', 'append');
		await visitor.sees('Enheten kan inte spara just nu');
		await visitor.run(() => {
			(globalThis as unknown as { findDatabases(): void }).findDatabases();
		});
		await visitor.press('Försök igen');
		await visitor.seesNot('Enheten kan inte spara just nu');
		await visitor.sees('Allt är sparat');
		await server.kill();
		await visitor.load(path);
		await visitor.until((field) => /vattnet\.$/.test(document.querySelector('textarea')?.value ?? field), '');
	});

	it('[EN3] a visit over midnight is registered without a server, and arrives', async () => {
		await signIn(visitor, 'anna@lovasa.example');
		const list = `/besok/brukarschema?dag=${swedishDay(now())}`;
		await visitor.load(list);
		await visitor.pressWithin('li', '', '.what button');
		await visitor.fill('input[name=start]', '23:40');
		await visitor.fill('input[name=length]', '40');
		await visitor.press('Spara');
		await visitor.sees('23:40–00:20');
		await visitor.sees('Allt är sparat');
		await server.kill();
		await visitor.load(list);
		await visitor.pressWithin('li', '23:40–00:20', '.what button');
		await visitor.press('Registrera');
		await visitor.until(() => document.querySelector<HTMLInputElement>('input[name=to]')?.value === '00:20');
		await visitor.press('Spara registreringen');
		await visitor.until(isDone, '23:40–00:20');
		await visitor.load(list);
		await visitor.until(isDone, '23:40–00:20');
		await server.start();
		await visitor.sees('Allt är sparat');
	});

	it('[EN4] a new version is taken into use, with what waited', async () => {
		await signIn(visitor, 'amir@soderror.example');
		const path = await openOrder(visitor);
		await server.stop();
		await visitor.fill(ACTION, ' Skrivet utan server.', 'append');
		await visitor.sees('skickas när du är online');
		await server.start(next.program);
		await visitor.until(() => {
			document.dispatchEvent(new Event('visibilitychange'));
			return document.body.innerText.includes('Uppdatera nu');
		});
		await visitor.press('Uppdatera nu');
		await visitor.until(() => document.documentElement.dataset['version'] === 'two');
		await visitor.sees('Allt är sparat');
		await visitor.load(path);
		await visitor.until((field) => /utan server\.$/.test(document.querySelector('textarea')?.value ?? field), '');
		await server.stop();
		await server.start();
	});
});
