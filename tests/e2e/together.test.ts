import type { Browser, Page } from '@playwright/test';
import { dayAfter, swedishDay, swedishTime } from '#swedish/dates';
import { boxesOfRow } from '#modules/visits/domain/copies/index.ts';
import { photograph, randomOf, tickIn } from '../support/paper-picture.ts';
import { ServerProcess } from '../support/server-process.ts';
import { now } from '../support/time.ts';
import { codeOf, codeOnly, print, sheet } from './papers.ts';
import { DESK, PHONE, saving } from './people.ts';
import { allSaved, drag, enterTeam, offline, row, visit, violations } from './planners.ts';
import { expect, test } from './test.ts';

const TIME = 60_000;
let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

const enter = (browser: Browser, person: string, screen: object = DESK) =>
	enterTeam(browser, server.origin, `${person}@lovasa.example`, screen);
const today = () => swedishDay(now());
const here = (page: Page, name: string) => page.getByText(`Här nu: ${name}`);
const close = async (...pages: Page[]) => {
	for (const page of pages) await page.context().close();
};
/** A picture of a page for people to look at. */
const shoot = (page: Page, name: string) => page.screenshot({ path: `test-results/together-${name}.png` });
const region = (page: Page, name: string | RegExp) => page.getByRole('region', { name });

test('[E56] who looks at what is seen at once, a visit that somebody moves can still be moved, and nobody is here offline', async ({
	browser
}) => {
	const [petra, per, anna] = [
		await enter(browser, 'petra'),
		await enter(browser, 'per'),
		await enter(browser, 'anna', PHONE)
	];
	await expect(here(petra, 'Anna Ek och Per Åkerblom')).toBeVisible({ timeout: TIME });
	await expect(here(anna, 'Per Åkerblom och Petra Norén')).toBeVisible({ timeout: TIME });

	const label = (await row(petra, 'Anna Ek').locator('.visit').nth(1).getAttribute('aria-label')) ?? '';
	const own = visit(per, 'Anna Ek', label);
	await own.click();
	await expect(visit(petra, 'Anna Ek', `${label}, Per Åkerblom har det öppet`)).toBeVisible();
	const ofAnna = anna.locator('li').filter({ hasText: 'Per Åkerblom har det öppet' });
	await expect(ofAnna).toHaveCount(1);
	await shoot(petra, 'open-desk');
	await shoot(anna, 'open-phone');
	expect([...(await violations(petra)), ...(await violations(anna))]).toEqual([]);
	await per.getByRole('dialog').getByRole('button', { name: 'Stäng' }).click();
	await expect(ofAnna).toHaveCount(0);

	const box = await own.boundingBox();
	if (!box) throw new Error('The visit is not on the screen');
	await per.mouse.move(box.x + 5, box.y + 5);
	await per.mouse.down();
	await per.mouse.move(box.x + 5, box.y + 70, { steps: 4 });
	const moving = visit(petra, 'Anna Ek', `${label}, Per Åkerblom flyttar det nu`);
	await expect(moving).toBeVisible();
	await petra.emulateMedia({ colorScheme: 'dark' });
	await shoot(petra, 'moving-desk-dark');
	await petra.emulateMedia({ colorScheme: 'light' });
	await moving.focus();
	await moving.press('ArrowRight');
	await expect(petra.getByText('Besöket är flyttat')).toBeVisible();
	await per.mouse.move(box.x + 5, box.y + 5);
	await per.mouse.up();
	await expect(petra.getByRole('button', { name: /flyttar det nu/ })).toHaveCount(0);

	await petra.getByRole('link', { name: 'Vecka', exact: true }).click();
	await expect(petra.getByRole('columnheader').filter({ hasText: 'AE PÅ' })).toHaveCount(1);
	await per.goto('/besok/vecka');
	await expect(here(petra, 'Per Åkerblom')).toBeVisible({ timeout: TIME });
	await shoot(petra, 'week-desk');
	await offline(petra, true);
	await expect(petra.getByText('Här nu:')).toHaveCount(0);
	await offline(anna, true);
	await expect(anna.getByText('Här nu:')).toHaveCount(0);
	await close(petra, per, anna);
});

async function addVisit(page: Page, start: string): Promise<void> {
	await page.getByRole('button', { name: 'Nytt besök' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Brukare', { exact: true }).selectOption({ label: 'Nils Ek' });
	await dialog.getByLabel('Start').fill(start);
	await dialog.getByLabel('Medarbetare', { exact: true }).selectOption('Anna Ek');
	await dialog.getByRole('button', { name: 'Lägg till besöket' }).click();
	await expect(dialog).toHaveCount(0);
}

test('[E57] a far day is fetched and planned together, read again without a network, and otherwise says what is held', async ({
	browser
}) => {
	const [petra, per] = [await enter(browser, 'petra'), await enter(browser, 'per', PHONE)];
	const far = dayAfter(today(), 40);
	await petra.getByLabel('Gå till dag').fill(far);
	await petra.getByLabel('Gå till dag').press('Enter');
	await expect(petra).toHaveURL(new RegExp(far));
	await addVisit(petra, '10:15');
	await allSaved(petra);
	await per.goto(`/besok?dag=${far}`);
	await per.getByLabel('Brukarschema för').selectOption('Anna Ek');
	await expect(per.locator('li > button').filter({ hasText: '10:15' })).toBeVisible({ timeout: TIME });
	await offline(petra, true);
	await petra.reload();
	await expect(row(petra, 'Anna Ek').getByRole('button', { name: /10:15/ })).toBeVisible({ timeout: TIME });

	await petra.goto(`/besok?dag=${dayAfter(far, 9)}`);
	const missing = petra.getByRole('heading', { name: 'Dagen finns inte på den här enheten' });
	await expect(missing).toBeVisible();
	await expect(petra.getByText(/Utan nät har den här enheten \d+ \p{L}+–\d+ \p{L}+/u)).toBeVisible();
	await shoot(petra, 'far-day-desk');
	expect(await violations(petra)).toEqual([]);
	await petra.goto(`/besok/vecka?dag=${dayAfter(far, 9)}`);
	await expect(petra.getByRole('heading', { name: /finns inte på den här enheten/ })).toBeVisible();
	await petra.goto(`/besok?dag=${dayAfter(far, 9)}`);
	await offline(petra, false);
	await expect(missing).toHaveCount(0, { timeout: TIME });
	await offline(petra, true);
	await petra.goto(`/besok?dag=${dayAfter(far, 20)}`);
	await petra.getByRole('link', { name: 'Till i dag' }).click();
	await expect(row(petra, 'Anna Ek').locator('.visit').first()).toBeVisible();
	await close(petra, per);
});

test('[E58] what happened while a planner was away is offered, looked through, and settled with one tap', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const [petra, per] = [await enter(browser, 'petra'), await enter(browser, 'per')];
	await offline(petra, true);
	const label = (await row(per, 'Anna Ek').locator('.visit').first().getAttribute('aria-label')) ?? '';
	await drag(per, label, 'Berit Öst');
	await allSaved(per);
	await drag(petra, label, 'Carl Lundin');
	await offline(petra, false);
	const offer = region(petra, 'Efter avbrottet');
	await expect(offer).toContainText('1 att avgöra', { timeout: TIME });
	await expect(offer).toContainText('1 ändring av andra');
	await shoot(petra, 'offer-desk');
	await offer.getByRole('link', { name: 'Se igenom' }).click();
	await expect(petra.getByRole('heading', { level: 1, name: 'Efter avbrottet' })).toBeVisible();
	const changes = region(petra, 'Vad som ändrades, och av vem');
	await expect(changes).toContainText('Per Åkerblom (1)');
	await expect(changes).toContainText('medarbetare: Anna Ek → Berit Öst');
	const counted = petra.getByRole('list', { name: 'Efter avbrottet' });
	await expect(counted).toContainText('1 att avgöra');
	await expect(petra.getByText('Läser in …')).toHaveCount(0);
	await petra.screenshot({ path: 'test-results/together-after-desk.png', fullPage: true });
	expect(await violations(petra)).toEqual([]);
	await petra.emulateMedia({ colorScheme: 'dark' });
	expect(await violations(petra)).toEqual([]);
	await petra.screenshot({ path: 'test-results/together-after-desk-dark.png', fullPage: true });
	await offline(petra, true);
	await petra
		.getByRole('listitem')
		.filter({ hasText: 'Berit Öst' })
		.getByRole('button', { name: /Behåll|Välj den här/ })
		.click();
	await expect(counted).toContainText('0 att avgöra');
	await changes.getByRole('link').first().click();
	await expect(petra.getByRole('dialog')).toBeVisible();
	await offline(petra, false);
	await expect(visit(per, 'Berit Öst', label)).toBeVisible({ timeout: TIME });
	await close(petra, per);
});

test('[E58] after an outage its open registrations and its copies are seen to, on a phone too', async ({ browser }) => {
	const petra = await enter(browser, 'petra', PHONE);
	await petra.addInitScript(() => Object.assign(window, { print: () => undefined }));
	await addVisit(petra, swedishTime(now() - 5 * 60_000));
	await petra.goto('/driftlage');
	await petra.getByRole('button', { name: 'Starta driftstopp' }).click();
	await petra.getByLabel('Vad har hänt?').fill('Servern svarar inte');
	await petra.getByRole('button', { name: 'Starta driftstopp' }).click();
	await petra.goto('/driftlage/kopior');
	await region(petra, 'Skriv ut').getByRole('button', { name: 'Skriv ut' }).click();
	await petra.getByRole('link', { name: 'Öppna', exact: true }).click();
	await expect(region(petra, 'Vem har vad').getByRole('button', { name: /är makulerad/ })).toHaveCount(1);
	await petra.getByRole('button', { name: 'Avsluta driftstoppet' }).click();
	await petra.getByRole('dialog').getByRole('button', { name: 'Avsluta' }).click();
	await petra.getByRole('link', { name: 'Se igenom efter avbrottet' }).click();
	const counted = petra.getByRole('list', { name: 'Efter avbrottet' });
	await expect(counted).toContainText('1 kopior kvar');
	await expect(region(petra, 'Besök utan registrering').getByRole('link', { name: 'Registrera' })).toHaveAttribute(
		'href',
		/efterregistrering\?dag=\d/
	);
	await expect(region(petra, 'Besök utan registrering')).toContainText('Nils Ek');
	await region(petra, 'Kopior som ska förstöras')
		.getByRole('button', { name: /är makulerad/ })
		.click();
	await expect(counted).toContainText('0 kopior kvar');
	await expect(petra.getByText('Läser in …')).toHaveCount(0);
	await petra.screenshot({ path: 'test-results/together-after-phone.png', fullPage: true });
	expect(await violations(petra)).toEqual([]);
	await petra.emulateMedia({ colorScheme: 'dark' });
	expect(await violations(petra)).toEqual([]);
	await petra.screenshot({ path: 'test-results/together-after-phone-dark.png', fullPage: true });
	await close(petra);
});

test('[E59] the picture of a sheet waits for the network and reaches the planners; its code alone opens its day', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const day = dayAfter(today(), -1);
	const petra = await enter(browser, 'petra');
	const [content = ''] = await print(petra, day, 'Berit Öst');
	const code = await codeOf(content);
	const random = randomOf(59);
	const [first] = boxesOfRow(0);
	if (!first) throw new Error('There is no such box');
	const shot = { turn: 2, tilt: 0.02, light: [220, 180], noise: 4, width: 1800, height: 2400 } as const;
	const picture = await photograph(sheet(content, tickIn(first, random)), shot, random);
	const anna = await enter(browser, 'anna', PHONE);
	await anna.goto(`/besok/efterregistrering/papper?dag=${day}`);
	await offline(anna, true);
	const choose = (buffer: Buffer) =>
		anna.locator('input[type=file]').last().setInputFiles({ name: 'papper.jpg', mimeType: 'image/jpeg', buffer });
	await anna.getByRole('button', { name: 'Välj bild' }).waitFor();
	await choose(picture);
	await anna.getByRole('button', { name: 'Registrera 1 besök' }).click({ timeout: TIME });
	await expect(region(anna, 'Avlästa papper på den här enheten')).toContainText('väntar på nätet', { timeout: TIME });
	await shoot(anna, 'kept-phone');
	expect(await violations(anna)).toEqual([]);
	await offline(anna, false);
	await expect(region(anna, 'Avlästa papper på den här enheten')).toContainText('hos planerarna', { timeout: TIME });

	await offline(petra, false);
	await petra.goto(`/besok/efterregistrering?dag=${day}`);
	const registered = petra.locator('[data-line]').filter({ hasText: 'från papper, bild' });
	await expect(registered).toHaveCount(1, { timeout: TIME });
	await petra.getByText('1 bild av avläst papper').click();
	await expect(petra.getByText(`Kopia ${code.copy}, sida ${code.page} av ${code.pages}`)).toBeVisible();
	const file = (await registered.getByRole('link', { name: 'bild' }).getAttribute('href')) ?? '';
	expect((await petra.request.get(file)).headers()['content-type']).toBe('image/webp');
	expect((await anna.request.get(file)).status()).toBe(404);
	await shoot(petra, 'pictures-desk');
	expect(await violations(petra)).toEqual([]);

	await anna.goto('/besok/efterregistrering/papper');
	await anna.getByRole('button', { name: 'Välj bild' }).waitFor();
	await offline(anna, true);
	await choose(await codeOnly(content));
	await expect(anna).toHaveURL(new RegExp(`efterregistrering\\?dag=${day}`), { timeout: TIME });
	await expect(anna.getByText('Bara koden gick att läsa.')).toBeVisible();
	await expect(saving(anna)).toBeVisible();
	await close(petra, anna);
});
