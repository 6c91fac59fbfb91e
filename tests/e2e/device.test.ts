import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerProcess } from '../support/server-process.ts';
import { PHONE, action, ordersIn, saving, signIn, signInOn } from './people.ts';
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
