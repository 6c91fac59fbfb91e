import type { Page } from '@playwright/test';
import { DEMO_PASSWORD } from '#server/demo/accounts';
import { ServerProcess } from '../support/server-process.ts';
import { DESK, PHONE, action, saving, signIn } from './people.ts';
import { placeOrder } from './property-system.ts';
import { expect, test } from './test.ts';

// Everything that the contractors' old portal could do, in the order of its manual, by somebody who only knows that one.

/** The painters have not signed in yet. */
const NEWCOMER = { number: '5599030003', contractor: '5599030003', company: 'Målarmästarna Hammarby AB' };
const OWN_PASSWORD = 'pensel och roller i hink';

let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

const act = (page: Page, name: string) =>
	page.getByRole('group', { name: 'Händelser' }).getByRole('button', { name, exact: true }).click();
const inDialog = (page: Page) => page.getByRole('dialog');
const confirm = async (page: Page, name: string) => {
	await inDialog(page).getByRole('button', { name, exact: true }).click();
	await expect(inDialog(page)).toHaveCount(0);
};
const status = (page: Page, name: string) => expect(page.getByText(name, { exact: true }).first()).toBeVisible();
const log = (page: Page) => page.getByRole('region', { name: 'Noteringar' });

async function openOrder(page: Page, number: number): Promise<void> {
	await page.goto(`/arbetsorder/${number}`);
	await expect(page.getByText(`AO ${number}`).first()).toBeVisible();
}

/** Page 2: signing in with the organisation number, and what the first time asks for. */
async function firstSignIn(page: Page): Promise<void> {
	await page.goto('/');
	await page.getByLabel('Organisationsnummer').fill(NEWCOMER.number);
	await page.getByLabel('Lösenord').fill(DEMO_PASSWORD);
	await page.getByRole('button', { name: 'Logga in', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Välkommen' })).toBeVisible();
	await page.getByLabel('E-post').fill('kontor@malarmastarna.example');
	await page.getByLabel('Mobil').fill('070-174 06 61');
	await page.getByLabel('Nytt lösenord').fill(OWN_PASSWORD);
	await page.getByRole('button', { name: 'Spara och fortsätt' }).click();
	await expect(page.getByRole('heading', { name: 'Arbetsorder' })).toBeVisible();
	await expect(saving(page)).toContainText('Allt är sparat');
	await expect(page.getByText(NEWCOMER.company).first()).toBeVisible();
}

const SCREENS = [
	['on a phone', PHONE],
	['at a desk', DESK]
] as const;

test('[E17] the first sign-in and the contact details of the old portal, on a phone', async ({ browser }) => {
	const page = await (await browser.newContext({ ...PHONE, baseURL: server.origin })).newPage();
	await firstSignIn(page);
	await page.goto('/konto');
	await page.getByLabel('Telefon', { exact: true }).fill('08-465 004 33');
	await page.getByRole('button', { name: 'Spara' }).click();
	await expect(page.getByText('Kontaktuppgifterna är sparade.')).toBeVisible();
	await page.reload();
	await expect(page.getByLabel('Telefon', { exact: true })).toHaveValue('08-465 004 33');
	await page.getByRole('button', { name: 'Logga ut', exact: true }).click();
	await expect(page).toHaveURL(/logga-in/);
	await page.getByLabel('Organisationsnummer').fill('559903-0003');
	await page.getByLabel('Lösenord').fill(OWN_PASSWORD);
	await page.getByRole('button', { name: 'Logga in', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Arbetsorder' })).toBeVisible();
});

for (const [where, screen] of SCREENS) {
	test(`[E17] a contractor finds every function of the old portal ${where}`, async ({ browser }) => {
		const { number, bundle } = await placeOrder(server.origin, {
			reporter: { name: 'Ture Nordgren', phone: '070-174 06 77' },
			concerns: { room: 'Kök', roomCode: '21', unit: 'Frys standard', installed: '2004-01-01' },
			phrase: 'Byte frys',
			newUnit: { replaceWith: 'Frys standard' }
		});
		const unwanted = await placeOrder(server.origin, { phrase: 'Markskötsel' });
		const wasted = await placeOrder(server.origin, { phrase: 'Droppande kran' });
		const page = await signIn(browser, server.origin, 'amir@soderror.example', screen);
		const karin = await signIn(browser, server.origin, 'karin@bjorkhem.example', DESK);

		await test.step('page 3: search, and the overview whose numbers are links', async () => {
			await page.getByRole('searchbox').fill(String(number));
			await expect(page.getByText('Byte frys').first()).toBeVisible();
			await page.getByRole('searchbox').fill('');
			await page.goto('/arbetsorder?status=ordered&typ=fault');
			await expect(page.getByText('Markskötsel').first()).toBeVisible();
		});

		await test.step('page 5: the list, the bundle and the order', async () => {
			await page.goto(`/arbetsorder?bunt=${bundle}`);
			await expect(page.getByRole('heading', { name: new RegExp(bundle) })).toBeVisible();
			await openOrder(page, number);
		});

		await test.step('page 6: what the order says', async () => {
			for (const text of ['Alma Sundin', /Ture Nordgren/, /★ 070-174\s06\s05/, 'Kök (21)', 'Karin Ekvall']) {
				await expect(page.getByText(text).first()).toBeVisible();
			}
			await expect(page.getByRole('button', { name: 'Kopiera' })).toBeVisible();
			await expect(page.getByText(`AO${number}`)).toBeVisible();
		});

		await test.step('page 7: accept, and decline what came by mistake', async () => {
			await act(page, 'Acceptera');
			await status(page, 'Accepterad');
			await openOrder(page, unwanted.number);
			await act(page, 'Avslå');
			await inDialog(page).getByLabel('Orsak').fill('Gäller markskötsel');
			await confirm(page, 'Avslå');
			await expect(saving(page)).toContainText('Allt är sparat', { timeout: 60_000 });
			await openOrder(karin, unwanted.number);
			await status(karin, 'Avslagen');
		});

		await test.step('pages 8 and 9: a message, a question and its answer', async () => {
			await openOrder(page, number);
			await act(page, 'Meddelande');
			await inDialog(page).getByLabel('Meddelande').fill('Frysen kommer på tisdag.');
			await confirm(page, 'Skicka');
			await act(page, 'Notera');
			await inDialog(page).getByLabel('Händelse', { exact: true }).selectOption('Fråga till beställaren');
			await expect(inDialog(page).getByLabel('Fras')).toHaveValue('Beställningsfråga');
			await inDialog(page).getByLabel('Notering').fill('Ska hela frysen bytas?');
			await confirm(page, 'Spara');
			await openOrder(karin, number);
			await expect(log(karin).getByText('Ska hela frysen bytas?')).toBeVisible();
			await act(karin, 'Svara');
			await inDialog(karin).getByLabel('Svar').fill('Ja, byt hela.');
			await confirm(karin, 'Skicka');
			await expect(log(page).getByText('Ja, byt hela.')).toBeVisible();
		});

		await test.step('page 10: files are attached, opened and deleted', async () => {
			const file = { name: 'protokoll.txt', mimeType: 'text/plain', buffer: Buffer.from('Provkört') };
			await page.getByLabel('Ta bild eller bifoga fil').first().setInputFiles([file]);
			await expect(page.getByText('1 tagna · 1 framme')).toBeVisible();
			const download = page.waitForEvent('download');
			await page.getByRole('link', { name: 'Öppna protokoll.txt' }).click();
			expect((await download).suggestedFilename()).toBe('protokoll.txt');
			await page.getByRole('button', { name: 'Radera fil' }).click();
			await confirm(page, 'Radera fil');
			await expect(log(page).getByText('Fil borttagen')).toBeVisible();
		});

		await test.step('page 11: a note with a phrase', async () => {
			await act(page, 'Notera');
			await inDialog(page).getByLabel('Fras').selectOption('Sökt kund');
			await inDialog(page).getByLabel('Notering').fill('Har ringt men inte fått svar.');
			await confirm(page, 'Spara');
			await expect(log(page).getByText('Har ringt men inte fått svar.')).toBeVisible();
		});

		await test.step('page 12: done, with what the new unit is', async () => {
			await action(page).pressSequentially('Frysen är bytt och provkörd.');
			await act(page, 'Utförd');
			await inDialog(page).getByLabel('Notering (ny enhet)').fill('EF 2210');
			await inDialog(page).getByRole('button', { name: 'Ja, arbetet är klart' }).click();
			await expect(inDialog(page).getByRole('alert')).toBeVisible();
			await inDialog(page).getByLabel('Serienummer (ny enhet)').fill('SN 4711');
			await confirm(page, 'Ja, arbetet är klart');
			await status(page, 'Utförd');
		});

		await test.step('page 13: a wasted trip is not done; the orderer cancels', async () => {
			await openOrder(page, wasted.number);
			await act(page, 'Acceptera');
			await act(page, 'Bomkörning');
			await inDialog(page).getByLabel('Orsak').fill('Ingen öppnade');
			await inDialog(page).getByLabel('Ringde på dörren').check();
			await confirm(page, 'Bomkörning');
			await action(page).pressSequentially('Kom inte in.');
			await act(page, 'Utförd');
			await inDialog(page).getByRole('button', { name: 'Ja, arbetet är klart' }).click();
			await expect(inDialog(page).getByText(/bomkörning väntar på beställarens svar/)).toBeVisible();
			await confirm(page, 'Avbryt');
			await openOrder(karin, wasted.number);
			await act(karin, 'Makulera');
			await inDialog(karin).getByLabel('Orsak').fill('Hyresgästen är bortrest');
			await confirm(karin, 'Makulera');
			await status(page, 'Makulerad');
		});
		await Promise.all([page.context().close(), karin.context().close()]);
	});
}

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('[E17] Registrera arbetsorder: several orders of an object become a bundle, without a network too', async ({
	browser
}) => {
	const karin = await signIn(browser, server.origin, 'karin@bjorkhem.example', DESK);
	await karin.goto('/arbetsorder/registrera');
	await karin.context().setOffline(true);
	await karin.getByLabel('Objektnummer').fill('47110815');
	await karin.getByLabel('Adress').fill('Bäckvägen 9');
	await part(karin, 'Hyresgäst').getByLabel('Namn').fill('Alma Sundin');
	await karin.getByLabel('Anmälare (om någon annan)').fill('Ture Nordgren');
	await karin.getByLabel('Anmälarens telefon').fill('070-174 06 77');
	await part(karin, 'Order 1').getByLabel('Utförare').selectOption({ label: 'Söder Rör & Värme AB' });
	await part(karin, 'Order 1').getByLabel('Fras').fill('Dra nya rör');
	await part(karin, 'Order 1').getByLabel('Utrymme', { exact: true }).fill('Badrum');
	await part(karin, 'Order 1').getByLabel('Utrymmeskod').fill('31');
	await karin.getByRole('button', { name: 'Lägg till en order' }).click();
	await part(karin, 'Order 2').getByLabel('Utförare').selectOption({ label: 'Elkraft i Farsta AB' });
	await karin.getByRole('button', { name: 'Registrera 2 order' }).click();
	await expect(karin.getByText('Skriv kort vad det gäller.')).toBeVisible();
	await part(karin, 'Order 2').getByLabel('Fras').fill('Nya uttag');
	await part(karin, 'Order 2').getByLabel('Väntar på Order 1: Dra nya rör').check();
	await karin.getByRole('button', { name: 'Registrera 2 order' }).click();
	const row = (phrase: string) => karin.getByRole('row').filter({ hasText: phrase });
	await expect(row('Nya uttag')).toContainText('Nummer kommer');
	await karin.context().setOffline(false);
	await expect(row('Nya uttag')).toContainText('2 av 2', { timeout: 60_000 });
	await expect(row('Nya uttag')).toContainText('Väntar på AO');

	const amir = await signIn(browser, server.origin, 'amir@soderror.example', PHONE);
	await amir.getByRole('link', { name: /Dra nya rör/ }).click();
	for (const text of ['Badrum (31)', 'Ture Nordgren', 'Karin Ekvall']) {
		await expect(amir.getByText(text, { exact: true }).first()).toBeVisible();
	}
	await Promise.all([amir.context().close(), karin.context().close()]);
});

test('[E17] Registrera arbetsorder: a contractor registers for itself where the landlord allows it', async ({
	browser
}) => {
	const amir = await signIn(browser, server.origin, 'amir@soderror.example', PHONE);
	await amir.goto('/arbetsorder/registrera');
	await expect(amir.getByText('Hyresvärden låter inte utförare registrera order.')).toBeVisible();
	const sofia = await signIn(browser, server.origin, 'sofia@bjorkhem.example', DESK);
	await sofia.goto('/installningar/arbetsorder');
	await sofia.getByLabel('Utförare får registrera order till sig själva').check();
	await sofia.getByRole('button', { name: 'Spara' }).click();
	await expect(sofia.getByText('Inställningarna är sparade.')).toBeVisible({ timeout: 60_000 });
	await amir.getByLabel('Objektnummer').fill('47110816');
	await amir.getByLabel('Adress').fill('Bäckvägen 11');
	await part(amir, 'Order 1').getByLabel('Fras').fill('Droppande element');
	await amir.getByRole('button', { name: 'Registrera order' }).click();
	await expect(amir.locator('.card').filter({ hasText: 'Droppande element' })).toContainText(/AO \d+/, {
		timeout: 60_000
	});
	await Promise.all([amir.context().close(), sofia.context().close()]);
});
