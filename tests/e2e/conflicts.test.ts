import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { cameraPicture } from '../server/files-fixtures.ts';
import { ServerProcess } from '../support/server-process.ts';
import { DESK, action, saving, signIn } from './people.ts';
import { placeOrder } from './property-system.ts';
import { expect, test } from './test.ts';

let server: ServerProcess;
let amir: Page;
let lena: Page;
let karin: Page;
test.beforeAll(async ({ browser }) => {
	server = await ServerProcess.create();
	amir = await signIn(browser, server.origin, 'amir@soderror.example');
	lena = await signIn(browser, server.origin, 'lena@soderror.example');
	karin = await signIn(browser, server.origin, 'karin@bjorkhem.example', DESK);
});
test.afterAll(() => server.remove());

const outbox = async (kind: 'mail' | 'sms') =>
	(await readdir(join(server.dataDir, 'outbox', kind)).catch(() => [])).length;
const offline = (page: Page, is: boolean) => page.context().setOffline(is);
const allSaved = (page: Page) => expect(saving(page)).toContainText('Allt är sparat', { timeout: 60_000 });
const act = (page: Page, name: string) =>
	page.getByRole('group', { name: 'Händelser' }).getByRole('button', { name, exact: true }).click();
const confirm = (page: Page, name: string) =>
	page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

/** Waits until the server has decided an act: "saved" may still be what was shown before it. */
const decided = (page: Page, title: string) =>
	expect(page.getByRole('listitem').filter({ hasText: title }).last()).toContainText('kvittens', { timeout: 60_000 });

/** Opens an order and waits until the device has it. */
async function openOrder(page: Page, number: number): Promise<void> {
	await page.goto(`/arbetsorder/${number}`);
	await expect(page.getByText(`AO ${number}`).first()).toBeVisible();
}

/** A new order that the first technician has accepted, open in front of everybody. */
async function acceptedOrder(): Promise<number> {
	const { number } = await placeOrder(server.origin);
	await openOrder(amir, number);
	await act(amir, 'Acceptera');
	await decided(amir, 'Accepterad');
	for (const page of [lena, karin]) {
		await openOrder(page, number);
		await expect(page.getByText('Accepterad', { exact: true }).first()).toBeVisible();
	}
	// Its text is opened once the order is accepted; what is typed before that goes nowhere.
	for (const page of [amir, lena]) await expect(action(page)).toBeEditable();
	return number;
}

test('[E12] two technicians write in "Utförd åtgärd" without network: both texts are there', async () => {
	const number = await acceptedOrder();
	for (const page of [amir, lena]) await offline(page, true);
	await action(amir).pressSequentially('Bytt vattenlås. ');
	await action(lena).pressSequentially('Tätat genomföringen. ');
	for (const page of [amir, lena]) await expect(saving(page)).toContainText('Sparat på telefonen');
	for (const page of [amir, lena]) await offline(page, false);
	for (const page of [amir, lena]) {
		await allSaved(page);
		await openOrder(page, number);
		await expect(action(page)).toHaveValue(/Bytt vattenlås/);
		await expect(action(page)).toHaveValue(/Tätat genomföringen/);
	}
	await expect(karin.getByText(/Tätat genomföringen/).first()).toBeVisible();
});

test('[E13] done without network, cancelled meanwhile: it stays cancelled, no SMS, both sides see what came late', async () => {
	const number = await acceptedOrder();
	const before = await outbox('sms');
	await offline(amir, true);
	await action(amir).pressSequentially('Bytt packning i vattenlåset.');
	await act(amir, 'Utförd');
	await confirm(amir, 'Ja, arbetet är klart');
	await expect(amir.getByText('Utförd', { exact: true }).first()).toBeVisible();
	await act(karin, 'Makulera');
	await karin.getByRole('dialog').getByLabel('Orsak').fill('Hyresgästen har ordnat det själv');
	await confirm(karin, 'Makulera');
	await decided(karin, 'Makulerad');
	await offline(amir, false);

	await expect(amir.getByText(/Kom efter makulering/).first()).toBeVisible({ timeout: 60_000 });
	// The receipt came by a request; the order comes by the socket, which waits for a while before it connects again.
	await expect(amir.getByText('Makulerad', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
	await expect(karin.getByText(/Bytt packning i vattenlåset/).first()).toBeVisible();
	await expect(karin.getByRole('heading', { name: 'Kom för sent' })).toBeVisible();
	expect(await outbox('sms')).toBe(before);
	await amir.goto('/arbetsorder');
	await expect(saving(amir)).toContainText('Kunde inte skickas');
	await openOrder(amir, number);
	await amir.getByRole('button', { name: 'Jag har sett det' }).click();
	await allSaved(amir);
});

test('[E14] accepted by two without network: one acceptance counts, the other is told calmly', async () => {
	const { number } = await placeOrder(server.origin);
	for (const page of [amir, lena]) {
		await openOrder(page, number);
		await offline(page, true);
	}
	for (const page of [amir, lena]) {
		await act(page, 'Acceptera');
		await expect(page.getByText('Accepterad', { exact: true }).first()).toBeVisible();
	}
	await offline(amir, false);
	await allSaved(amir);
	await offline(lena, false);
	await expect(lena.getByText('Redan accepterad: Amir Haddad')).toBeVisible({ timeout: 60_000 });
	await expect(lena.getByText('Accepterad', { exact: true }).first()).toBeVisible();
	await lena.getByRole('button', { name: 'Jag har sett det' }).click();
	await allSaved(lena);
	await openOrder(karin, number);
	await expect(karin.getByText('Accepterad', { exact: true }).first()).toBeVisible();
});

test('[E15] accepted without network, moved meanwhile: refused with who has it, words and pictures reach the orderer', async () => {
	const { number } = await placeOrder(server.origin);
	await openOrder(amir, number);
	await openOrder(karin, number);
	await offline(amir, true);
	await act(amir, 'Acceptera');
	await act(amir, 'Notera');
	await amir.getByRole('dialog').getByLabel('Notering').fill('Ventilen är avstängd.');
	await confirm(amir, 'Spara');
	const picture = { name: 'ventil.jpg', mimeType: 'image/jpeg', buffer: await cameraPicture(6, 8) };
	await amir.getByLabel('Ta bild eller bifoga fil').first().setInputFiles([picture]);
	await expect(amir.getByText('1 tagna · 0 framme')).toBeVisible();
	await act(karin, 'Byt utförare');
	await karin.getByRole('dialog').getByLabel('Skicka till').selectOption({ label: 'Elkraft i Farsta AB' });
	await confirm(karin, 'Byt utförare');
	await decided(karin, 'Utförare bytt');
	await offline(amir, false);

	await amir.goto('/utkorg');
	await expect(amir.getByText(/flyttats till en annan utförare.*Elkraft i Farsta AB/)).toBeVisible({ timeout: 60_000 });
	await expect(karin.getByText('Ventilen är avstängd.')).toBeVisible();
	await expect(karin.getByRole('img', { name: /ventil/ })).toBeVisible({ timeout: 60_000 });
	await amir.getByRole('button', { name: 'Jag har sett det' }).click();
	await allSaved(amir);
});

test('[E16] the server dies while an order is marked done: one SMS, one mail', async () => {
	const number = await acceptedOrder();
	const before = [await outbox('sms'), await outbox('mail')] as const;
	await openOrder(amir, number);
	await action(amir).pressSequentially('Bytt ventil.');
	await allSaved(amir);
	await act(amir, 'Utförd');
	const sent = amir.waitForRequest((request) => request.url().endsWith('/api/commands'));
	await confirm(amir, 'Ja, arbetet är klart');
	await sent;
	for (let round = 0; round < 3; round += 1) {
		await server.kill();
		await server.start();
	}
	await allSaved(amir);
	await expect(karin.getByText('Utförd', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
	await expect.poll(async () => [await outbox('sms'), await outbox('mail')]).toEqual([before[0] + 1, before[1] + 1]);
	await amir.reload();
	await allSaved(amir);
	expect([await outbox('sms'), await outbox('mail')]).toEqual([before[0] + 1, before[1] + 1]);
});
