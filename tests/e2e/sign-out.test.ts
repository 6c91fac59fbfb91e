import type { Page } from '@playwright/test';
import { DEMO_PASSWORD } from '#server/demo/accounts';
import { ServerProcess } from '../support/server-process.ts';
import { DESK, PHONE, action, ordersIn, saving, signIn } from './people.ts';
import { expect, test } from './test.ts';

let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

const copies = (page: Page) =>
	page.evaluate(async () => {
		const databases = await indexedDB.databases();
		return databases.flatMap(({ name }) => (name?.startsWith('avbrottsfri-copy-') ? [name] : []));
	});

test('[E8] a device that is signed out from elsewhere closes, and keeps what it had not sent', async ({ browser }) => {
	const lost = await signIn(browser, server.origin, 'amir@soderror.example');
	const [number = 0] = await ordersIn(lost, 'pagaende');
	await lost.goto(`/arbetsorder/${number}`);
	await expect(action(lost)).toBeEditable();
	expect((await copies(lost)).length).toBeGreaterThan(0);
	const desk = await signIn(browser, server.origin, 'amir@soderror.example', DESK);
	await desk.goto('/konto');
	await lost.context().setOffline(true);
	await action(lost).pressSequentially('Skrivet utan nät.');
	await expect(saving(lost)).toContainText('Sparat på telefonen');

	await desk
		.getByRole('listitem')
		.filter({ hasText: 'Telefon' })
		.getByRole('button', { name: 'Logga ut enheten' })
		.click();
	await expect(desk.getByRole('button', { name: 'Logga ut enheten' })).toHaveCount(0);
	await lost.context().setOffline(false);
	await expect(lost.getByText('Du är utloggad.')).toBeVisible({ timeout: 60_000 });
	await expect
		.poll(() => copies(lost).then((names) => names.filter((name) => !name.includes('order-texts'))))
		.toEqual([]);

	await lost.getByLabel('Organisationsnummer').fill('amir@soderror.example');
	await lost.getByLabel('Lösenord').fill(DEMO_PASSWORD);
	await lost.getByRole('button', { name: 'Logga in', exact: true }).click();
	await expect(saving(lost)).toContainText('Allt är sparat', { timeout: 60_000 });
	await desk.goto(`/arbetsorder/${number}`);
	await expect(action(desk)).toHaveValue(/Skrivet utan nät/);
});

test('[E106] a link leads to its order after the sign-in; who signs out leaves no way behind, also at the first sign-in', async ({
	browser
}) => {
	const lena = await signIn(browser, server.origin, 'lena@soderror.example');
	const [number = 0] = await ordersIn(lena, 'pagaende');
	const page = await browser.newPage({ ...PHONE, baseURL: server.origin });
	const enter = async (username: string) => {
		await page.getByLabel('Organisationsnummer').fill(username);
		await page.getByLabel('Lösenord', { exact: true }).fill(DEMO_PASSWORD);
		await page.getByRole('button', { name: 'Logga in', exact: true }).click();
	};
	await page.goto(`/arbetsorder/${number}`);
	await enter('amir@soderror.example');
	await expect(page).toHaveURL(`/arbetsorder/${number}`);
	await expect(action(page)).toBeEditable();

	await page.goto('/konto');
	await page.getByRole('button', { name: 'Logga ut', exact: true }).click();
	await expect(page).toHaveURL('/logga-in');
	await enter('5599030003');
	await page.getByRole('button', { name: 'Logga ut', exact: true }).click();
	await expect(page).toHaveURL('/logga-in');
	await expect(page.getByRole('heading', { name: 'Logga in' })).toBeVisible();
});
