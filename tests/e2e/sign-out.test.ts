import type { Page } from '@playwright/test';
import { DEMO_PASSWORD } from '#server/demo/accounts';
import { ServerProcess } from '../support/server-process.ts';
import { DESK, action, ordersIn, saving, signIn } from './people.ts';
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
