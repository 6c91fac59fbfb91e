import type { Browser, Page } from '@playwright/test';
import { ServerProcess } from '../support/server-process.ts';
import { DESK, PHONE, signIn } from './people.ts';
import { faintInDark, violations } from './planners.ts';
import { expect, test } from './test.ts';

const SOFIA = 'sofia@bjorkhem.example';
const OWN_PASSWORD = 'sju randiga zebror';

let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

const dialog = (page: Page) => page.getByRole('dialog');
const press = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).click();

/** Reads the start password from the dialog that shows it this once, and closes it. */
async function startPassword(page: Page): Promise<string> {
	const shown = dialog(page).locator('.password');
	await expect(shown).toBeVisible();
	const password = (await shown.textContent()) ?? '';
	await press(page, 'Klar');
	return password.trim();
}

/** Somebody who was invited, on a phone of their own: signs in and does what the first sign-in asks for. */
async function firstSignIn(browser: Browser, username: string, password: string): Promise<Page> {
	const page = await (await browser.newContext({ ...PHONE, baseURL: server.origin })).newPage();
	await page.goto('/');
	await page.getByLabel('Organisationsnummer').fill(username);
	await page.getByLabel('Lösenord').fill(password);
	await page.getByRole('button', { name: 'Logga in', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Välkommen' })).toBeVisible();
	await page.getByLabel('Nytt lösenord').fill(OWN_PASSWORD);
	await page.getByRole('button', { name: 'Spara och fortsätt' }).click();
	await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Välkommen');
	return page;
}

test('[E26] an administrator adds a contractor, which invites and removes a technician', async ({ browser }) => {
	const sofia = await signIn(browser, server.origin, SOFIA, DESK);
	await sofia.goto('/installningar');
	await sofia.getByRole('link', { name: 'Utförare och områden' }).click();
	await sofia.getByRole('button', { name: 'Lägg till utförare' }).click();
	await dialog(sofia).getByLabel('Företagets namn').fill('Glas & Karm i Nacka AB');
	await dialog(sofia).getByLabel('Organisationsnummer').fill('556016-0681');
	await dialog(sofia).getByLabel('E-post').fill('kontor@glaskarm.example');
	await dialog(sofia).getByLabel('Områden').fill('Södermalm\nÅrsta');
	await press(sofia, 'Lägg till');
	await expect(dialog(sofia).getByText('Kontrollsiffran stämmer inte')).toBeVisible();
	await dialog(sofia).getByLabel('Organisationsnummer').fill('556016-0680');
	await press(sofia, 'Lägg till');
	await expect(dialog(sofia).getByText('lämna över lösenordet själv')).toBeVisible();
	const companyPassword = await startPassword(sofia);
	await expect(sofia.getByRole('listitem').filter({ hasText: 'Glas & Karm' })).toContainText('Södermalm, Årsta');

	const company = await firstSignIn(browser, '556016-0680', companyPassword);
	await company.goto('/konto');
	await company.getByRole('link', { name: 'Företagets medarbetare' }).click();
	await company.getByRole('button', { name: 'Bjud in medarbetare' }).click();
	await dialog(company).getByLabel('Namn').fill('Nils Ek');
	await press(company, 'Bjud in');
	await expect(dialog(company).getByText('Ange en e-postadress')).toBeVisible();
	await dialog(company).getByLabel('E-post').fill('nils@glaskarm.example');
	await press(company, 'Bjud in');
	const password = await startPassword(company);
	const row = company.getByRole('listitem').filter({ hasText: 'Nils Ek' });
	await expect(row).toContainText('Inbjuden');

	const nils = await firstSignIn(browser, 'nils@glaskarm.example', password);
	await nils.goto('/medarbetare');
	await expect(nils.getByRole('listitem').filter({ hasText: 'Nils Ek' })).toContainText('(du)');
	await expect(nils.getByRole('button', { name: 'Bjud in medarbetare' })).toHaveCount(0);

	await row.getByRole('button', { name: 'Ta bort' }).click();
	await press(company, 'Ta bort');
	await expect(row).toHaveCount(0);
	await expect(nils.getByText('Du är utloggad.')).toBeVisible({ timeout: 30_000 });
	for (const page of [sofia, company, nils]) await page.context().close();
});

test('[E26] a key works until it is revoked', async ({ browser, request }) => {
	const sofia = await signIn(browser, server.origin, SOFIA, DESK);
	await sofia.goto('/installningar/api-nycklar');
	await sofia.getByRole('button', { name: 'Skapa nyckel' }).click();
	await dialog(sofia).getByLabel('Vad nyckeln är till för').fill('Vitec');
	await press(sofia, 'Skapa nyckel');
	const key = ((await dialog(sofia).locator('.key').textContent()) ?? '').trim();
	const ask = async () =>
		(
			await request.get(`${server.origin}/api/v1/changes?limit=1`, { headers: { authorization: `Bearer ${key}` } })
		).status();
	expect(await ask()).toBe(200);
	await press(sofia, 'Klar');
	await expect(sofia.getByText(key)).toHaveCount(0);
	const row = sofia.getByRole('listitem').filter({ hasText: 'Vitec' });
	await row.getByRole('button', { name: 'Återkalla' }).click();
	await press(sofia, 'Återkalla');
	await expect(row).toContainText('Återkallad');
	expect(await ask()).toBe(401);
	await sofia.context().close();
});

const PAGES = [
	['/installningar', 'Utförare och områden'],
	['/installningar/utforare', 'Söder Rör & Värme AB'],
	['/installningar/bestallare', 'Karin Ekvall'],
	['/installningar/api-nycklar', 'Fastighetssystemet'],
	['/installningar/utskick', 'Varken mejlserver eller SMS-tjänst är inställd']
] as const;

for (const [name, screen] of [
	['phone', PHONE],
	['desk', DESK]
] as const) {
	test(`[E27] the administrator’s pages fit, and their dialogs are free of axe violations on a ${name}, in light and dark`, async ({
		browser
	}) => {
		const sofia = await signIn(browser, server.origin, SOFIA, screen);
		const found: string[] = [];
		for (const [path, text] of PAGES) {
			await sofia.goto(path);
			await expect(sofia.getByText(text).first()).toBeVisible();
			expect(await sofia.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
		}
		await sofia.goto('/installningar/utforare');
		await sofia.getByRole('button', { name: 'Lägg till utförare' }).click();
		await expect(dialog(sofia)).toBeVisible();
		found.push(...(await violations(sofia)), ...(await faintInDark(sofia)));
		await dialog(sofia).getByRole('button', { name: 'Avbryt' }).click();
		await sofia.getByRole('link', { name: /Visa medarbetare: Söder Rör/ }).click();
		await expect(sofia.getByText('Lena Forsberg')).toBeVisible();
		found.push(...(await violations(sofia)), ...(await faintInDark(sofia)));
		expect(found).toEqual([]);
		await sofia.context().close();
	});
}

test('[E27] without a server the pages say so, and come back by a press', async ({ browser }) => {
	const sofia = await signIn(browser, server.origin, SOFIA);
	await sofia.goto('/installningar/utforare');
	await expect(sofia.getByText('Elkraft i Farsta AB')).toBeVisible();
	await sofia.context().setOffline(true);
	await sofia.reload();
	await expect(sofia.getByText('Sidan kräver anslutning.')).toBeVisible();
	await sofia.goto('/installningar');
	await expect(sofia.getByText('Utförare och områden')).toBeVisible();
	await sofia.goto('/installningar/bestallare');
	await expect(sofia.getByText('Sidan kräver anslutning.')).toBeVisible();
	await sofia.context().setOffline(false);
	await sofia.getByRole('button', { name: 'Försök igen' }).click();
	await expect(sofia.getByText('Karin Ekvall')).toBeVisible();
	await sofia.context().close();
});

test('[E27] who is no administrator is told whose the settings are', async ({ browser }) => {
	const karin = await signIn(browser, server.origin, 'karin@bjorkhem.example', DESK);
	for (const [path] of PAGES) {
		await karin.goto(path);
		await expect(karin.getByText('sköts av organisationens administratörer')).toBeVisible();
	}
	await karin.context().close();
});
