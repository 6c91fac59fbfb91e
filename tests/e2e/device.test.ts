import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ServerProcess } from '../support/server-process.ts';
import { DESK, PHONE, action, ordersIn, saving, signIn, signInOn } from './people.ts';
import { violations } from './planners.ts';
import { expect, launchProfile, test } from './test.ts';

let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

test('[E2] a page that is left right after typing keeps every keystroke', async ({ browser }) => {
	const page = await signIn(browser, server.origin, 'amir@soderror.example');
	const [number = 0] = await ordersIn(page, 'pagaende');
	await page.goto(`/arbetsorder/${number}`);
	await expect(action(page)).toBeEditable();
	for (const words of ['Bytt packning i blandaren. ', 'Provkört i tio minuter. ', 'Torkat upp under bänken. ']) {
		await action(page).press('Control+End');
		await action(page).pressSequentially(words);
		await page.reload();
		await expect(action(page)).toHaveValue(new RegExp(`${words}$`));
	}
	await page.context().close();
});

test('[E3] two tabs of one person write at once: one sends, both keep everything', async ({ browser }) => {
	const first = await signIn(browser, server.origin, 'lena@soderror.example');
	const [number = 0] = (await ordersIn(first, 'pagaende')).slice(1);
	await first.goto(`/arbetsorder/${number}`);
	const second = await first.context().newPage();
	await second.goto(`/arbetsorder/${number}`);
	await expect(action(second)).toBeEditable();
	const marks = (letter: string) => Array.from({ length: 100 }, (_unused, index) => `${letter}${index};`);
	await Promise.all([
		action(first).pressSequentially(marks('a').join('')),
		action(second).pressSequentially(marks('b').join(''))
	]);
	const letters = async (page: typeof first) => [...(await action(page).inputValue())].sort().join('');
	const expected = [...marks('a').join(''), ...marks('b').join('')].sort().join('');
	for (const page of [first, second]) {
		await expect.poll(() => letters(page)).toBe(expected);
		await expect(saving(page)).toContainText('Allt är sparat');
	}
	await first.context().close();
});

test('[E4] the app opens and works after the browser was started again without server', async () => {
	const profile = await mkdtemp(join(tmpdir(), 'avbrottsfri-profile-'));
	const { launchOptions = {} } = test.info().project.use;
	const open = () => launchProfile(profile, { ...launchOptions, ...PHONE, baseURL: server.origin });
	let context = await open();
	let page = context.pages()[0] ?? (await context.newPage());
	await signInOn(page, 'amir@soderror.example');
	const [number = 0] = await ordersIn(page, 'nya');
	await expect(saving(page)).toContainText('Allt är sparat');
	await context.close();
	await server.kill();

	context = await open();
	page = context.pages()[0] ?? (await context.newPage());
	await page.goto(`/arbetsorder/${number}`);
	await page.getByRole('button', { name: 'Acceptera' }).click();
	await expect(page.getByText('Accepterad', { exact: true }).first()).toBeVisible();
	await expect(saving(page)).toContainText('Sparat på telefonen – 1 ändring skickas när du är online');
	await context.close();

	context = await open();
	page = context.pages()[0] ?? (await context.newPage());
	await page.goto(`/arbetsorder/${number}`);
	await expect(page.getByText('Accepterad', { exact: true }).first()).toBeVisible();
	await server.start();
	await expect(saving(page)).toContainText('Allt är sparat', { timeout: 60_000 });
	await expect(page.getByText(/kvittens/)).toBeVisible();
	await context.close();
	await rm(profile, { recursive: true, force: true });
});

test('[E10] damaged copies are dropped and healed, and what was not sent is still there', async ({ browser }) => {
	const page = await signIn(browser, server.origin, 'amir@soderror.example');
	const [number = 0] = (await ordersIn(page, 'pagaende')).slice(2);
	await page.goto(`/arbetsorder/${number}`);
	await expect(action(page)).toBeEditable();
	await page.context().setOffline(true);
	await action(page).pressSequentially('Skrivet före skadan.');
	await expect(saving(page)).toContainText('Sparat på telefonen');
	await page.evaluate(damageCopies);
	await page.context().setOffline(false);
	await page.reload();
	await expect(action(page)).toHaveValue(/Skrivet före skadan/, { timeout: 30_000 });
	await expect(saving(page)).toContainText('Allt är sparat', { timeout: 30_000 });
	expect((await ordersIn(page, 'nya')).length).toBeGreaterThan(0);
	await page.context().close();
});

test('[E11] two who have the same order open see each other', async ({ browser }) => {
	const amir = await signIn(browser, server.origin, 'amir@soderror.example');
	const lena = await signIn(browser, server.origin, 'lena@soderror.example');
	const [number = 0] = (await ordersIn(amir, 'pagaende')).slice(3);
	for (const page of [amir, lena]) await page.goto(`/arbetsorder/${number}`);
	await expect(amir.getByText('du och Lena')).toBeVisible();
	await expect(lena.getByText('du och Amir')).toBeVisible();
	await lena.goto('/arbetsorder');
	await expect(amir.getByText('du och Lena')).toHaveCount(0);
	for (const page of [amir, lena]) await page.context().close();
});

/** Runs in the page: puts bytes that are no update into every copy. */
async function damageCopies(): Promise<void> {
	for (const { name } of await indexedDB.databases()) {
		if (!name?.startsWith('avbrottsfri-copy-')) continue;
		await new Promise<void>((resolve, reject) => {
			const opening = indexedDB.open(name);
			opening.onerror = () => {
				reject(new Error('No copy to damage'));
			};
			opening.onsuccess = () => {
				const transaction = opening.result.transaction('updates', 'readwrite');
				transaction.objectStore('updates').add(Uint8Array.from([255, 255, 255, 255]));
				transaction.oncomplete = () => {
					opening.result.close();
					resolve();
				};
			};
		});
	}
}

test('[E32] a network that flickers leaves the device connected', async ({ browser }) => {
	const amir = await signIn(browser, server.origin, 'amir@soderror.example');
	const lena = await signIn(browser, server.origin, 'lena@soderror.example');
	const [number = 0] = await ordersIn(amir, 'pagaende');
	for (const page of [amir, lena]) {
		await page.goto(`/arbetsorder/${number}`);
		await expect(action(page)).toBeEditable();
	}
	for (let round = 1; round <= 4; round += 1) {
		await lena.context().setOffline(true);
		await lena.context().setOffline(false);
		await action(amir).pressSequentially(`Rad ${round}. `);
		await expect(action(lena)).toHaveValue(new RegExp(`Rad ${round}`), { timeout: 40_000 });
	}
	await expect(saving(lena)).toContainText('Allt är sparat');
	for (const page of [amir, lena]) await page.context().close();
});

/** Clears all that the app has stored, but for its cookies, as browsers do that need room. */
async function clearStorage(page: Page): Promise<void> {
	await page.goto('about:blank');
	const session = await page.context().newCDPSession(page);
	const storageTypes = 'indexeddb,local_storage,cache_storage,service_workers';
	await session.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes });
}

test('[E98] a phone whose browser has cleared the app’s storage says how much never arrived, until it was read', async ({
	browser
}) => {
	const page = await signIn(browser, server.origin, 'lena@soderror.example');
	const [number = 0] = await ordersIn(page, 'pagaende');
	await page.goto(`/arbetsorder/${number}`);
	await expect(action(page)).toBeEditable();
	await page.context().setOffline(true);
	await action(page).pressSequentially('Skrivet före tömningen.');
	await expect(saving(page)).toContainText('1 ändring skickas när du är online');
	await clearStorage(page);
	await page.context().setOffline(false);

	await page.goto('/');
	const notice = page.getByRole('alert').filter({ hasText: 'Webbläsaren har tömt appens lagring' });
	await expect(notice).toContainText('1 ändring som fanns på den här enheten kom aldrig fram');
	expect(await violations(page)).toEqual([]);
	await signInOn(page, 'lena@soderror.example');
	await notice.getByRole('button', { name: 'Jag har sett det' }).click();
	await expect(notice).toHaveCount(0);
	await page.reload();
	await expect(saving(page)).toContainText('Allt är sparat');
	await expect(notice).toHaveCount(0);
});

/** What iPhones do to a page that was in the background, until it is undone. */
async function loseDatabases(page: Page): Promise<void> {
	await page.evaluate(() => {
		const lost = () => {
			throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
		};
		const { transaction } = IDBDatabase.prototype;
		const open = IDBFactory.prototype.open;
		IDBDatabase.prototype.transaction = lost;
		IDBFactory.prototype.open = lost;
		Object.assign(globalThis, {
			findDatabases() {
				IDBDatabase.prototype.transaction = transaction;
				IDBFactory.prototype.open = open;
			}
		});
	});
}

const findDatabases = (page: Page) =>
	page.evaluate(() => {
		(globalThis as unknown as { findDatabases(): void }).findDatabases();
	});

test('[E95] a phone that loses its databases says so, sends what is written all the same, and keeps all of it later', async ({
	browser
}) => {
	const problems: string[] = [];
	const page = await signIn(browser, server.origin, 'amir@soderror.example');
	page.on('pageerror', (error) => problems.push(error.message));
	const [number = 0] = await ordersIn(page, 'pagaende');
	await page.goto(`/arbetsorder/${number}`);
	await expect(action(page)).toBeEditable();
	const notice = page.getByRole('alert').filter({ hasText: 'Enheten kan inte spara just nu' });

	await loseDatabases(page);
	await action(page).press('Control+End');
	await action(page).pressSequentially(' Bytte packning.');
	await expect(notice).toContainText('skickas direkt');
	await page.getByRole('button', { name: 'Notera', exact: true }).click();
	await page.getByRole('dialog').getByLabel('Notering').fill('Ventilen läcker');
	await page.getByRole('dialog').getByRole('button', { name: 'Spara' }).click();
	await expect(page.getByRole('dialog')).toHaveCount(0);
	const karin = await signIn(browser, server.origin, 'karin@bjorkhem.example', DESK);
	await karin.goto(`/arbetsorder/${number}`);
	await expect(karin.getByText('Ventilen läcker').first()).toBeVisible();
	await expect(karin.getByText(/Bytte packning\.$/).first()).toBeVisible();
	await expect(saving(page)).not.toContainText('Allt är sparat');

	await page.context().setOffline(true);
	await action(page).press('Control+End');
	await action(page).pressSequentially(' I källaren.');
	await expect(notice).toContainText('bara på den här sidan');
	await expect(saving(page)).toContainText('1 ändring finns bara på den här sidan');
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.getByRole('button', { name: 'Kopiera det som inte är sparat' }).click();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('I källaren.');

	await findDatabases(page);
	await page.getByRole('button', { name: 'Försök igen' }).click();
	await expect(notice).toHaveCount(0);
	await page.reload();
	await expect(action(page)).toHaveValue(/ Bytte packning\. I källaren\.$/);
	await page.context().setOffline(false);
	await expect(saving(page)).toContainText('Allt är sparat', { timeout: 60_000 });
	expect(problems).toEqual([]);
});

test('[E96] what is written while the databases are gone survives a reload without a network', async ({ browser }) => {
	const page = await signIn(browser, server.origin, 'lena@soderror.example');
	const [number = 0] = await ordersIn(page, 'pagaende');
	await page.goto(`/arbetsorder/${number}`);
	await expect(action(page)).toBeEditable();
	await page.context().setOffline(true);
	await loseDatabases(page);
	await action(page).press('Control+End');
	await action(page).pressSequentially(' Stängde vattnet.');
	await expect(saving(page)).toContainText('finns bara på den här sidan');
	await page.reload();
	await expect(action(page)).toHaveValue(/ Stängde vattnet\.$/);
	await expect(saving(page)).toContainText('1 ändring skickas när du är online');
});
