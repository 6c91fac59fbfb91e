import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { cameraPicture } from '../server/files-fixtures.ts';
import { ServerProcess } from '../support/server-process.ts';
import { DESK, PHONE, action, saving, signIn } from './people.ts';
import { allSaved, offline, violations } from './planners.ts';
import { placeOrder } from './property-system.ts';
import { expect, test } from './test.ts';

const AMIR = 'amir@soderror.example';
const KARIN = 'karin@bjorkhem.example';
const SOFIA = 'sofia@bjorkhem.example';

let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

const bar = (page: Page, name: string) =>
	page.getByRole('group', { name: 'Händelser' }).getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
const confirm = async (page: Page, name: string) => {
	await dialog(page).getByRole('button', { name, exact: true }).click();
	await expect(dialog(page)).toHaveCount(0);
};
const status = (page: Page, name: string) => expect(page.getByText(name, { exact: true }).first()).toBeVisible();
const decided = (page: Page, title: string) =>
	expect(page.getByRole('listitem').filter({ hasText: title }).last()).toContainText('kvittens', { timeout: 60_000 });
const sentSms = async () => (await readdir(join(server.dataDir, 'outbox', 'sms')).catch(() => [])).length;

async function openOrder(page: Page, number: number): Promise<void> {
	await page.goto(`/arbetsorder/${number}`);
	await expect(page.getByText(`AO ${number}`).first()).toBeVisible();
}

/** Gives the page files as a drag from the desktop, or a paste, does. */
async function give(page: Page, how: 'drop' | 'paste', names: readonly string[]): Promise<void> {
	await page.evaluate(
		([kind, texts]) => {
			const held = new DataTransfer();
			for (const name of texts) held.items.add(new File([`Innehåll i ${name}`], name, { type: 'text/plain' }));
			const about = { bubbles: true, cancelable: true };
			const event =
				kind === 'drop'
					? new DragEvent('drop', { ...about, dataTransfer: held })
					: new ClipboardEvent('paste', { ...about, clipboardData: held });
			document.body.dispatchEvent(event);
		},
		[how, names] as const
	);
}

test('[E60] files are attached once the order is accepted: several at once, dropped, pasted, and without a network', async ({
	browser
}) => {
	const { number } = await placeOrder(server.origin);
	const desk = await signIn(browser, server.origin, AMIR, DESK);
	await openOrder(desk, number);
	const choose = desk.getByLabel('Ta bild eller bifoga fil');
	await expect(bar(desk, 'Acceptera')).toBeVisible();
	await expect(choose).toHaveCount(0);
	await give(desk, 'drop', ['for-tidigt.txt']);
	await expect(desk.getByRole('alert')).toHaveText('Acceptera ordern först, sedan kan du bifoga filer.');
	await bar(desk, 'Acceptera').click();
	await offline(desk, true);
	const picture = { name: 'dörr.jpg', mimeType: 'image/jpeg', buffer: await cameraPicture(6, 8) };
	const note = { name: 'mått.txt', mimeType: 'text/plain', buffer: Buffer.from('120 x 60') };
	await choose.first().setInputFiles([picture, note]);
	await give(desk, 'drop', ['ritning.txt', 'prislista.txt']);
	await give(desk, 'paste', ['urklipp.txt']);
	await expect(desk.getByText('5 tagna · 0 framme')).toBeVisible();
	await desk.reload();
	await expect(desk.getByText('5 tagna · 0 framme')).toBeVisible();
	await offline(desk, false);
	await expect(desk.getByText('5 tagna · 5 framme')).toBeVisible({ timeout: 60_000 });
	await desk.context().close();
});

test('[E61] a cancellation is undone, so that work that came late counts: one SMS', async ({ browser }) => {
	const { number } = await placeOrder(server.origin);
	const amir = await signIn(browser, server.origin, AMIR);
	const karin = await signIn(browser, server.origin, KARIN, DESK);
	await openOrder(amir, number);
	await bar(amir, 'Acceptera').click();
	await decided(amir, 'Accepterad');
	await openOrder(karin, number);
	await status(karin, 'Accepterad');
	const before = await sentSms();
	await offline(amir, true);
	await action(amir).pressSequentially('Bytt packning.');
	await bar(amir, 'Utförd').click();
	await confirm(amir, 'Ja, arbetet är klart');
	await bar(karin, 'Makulera').click();
	await dialog(karin).getByLabel('Orsak').fill('Dubblett');
	await confirm(karin, 'Makulera');
	await decided(karin, 'Makulerad');
	await offline(amir, false);
	await expect(karin.getByRole('heading', { name: 'Kom för sent' })).toBeVisible({ timeout: 60_000 });
	await amir.getByRole('button', { name: 'Jag har sett det' }).click();
	await expect(bar(amir, 'Ångra makulering')).toHaveCount(0);
	await bar(karin, 'Ångra makulering').click();
	await dialog(karin).getByRole('textbox').fill('Arbetet räknas, klarmarkera igen.');
	await confirm(karin, 'Ångra makulering');
	await status(amir, 'Accepterad');
	await expect(amir.getByText('Arbetet räknas, klarmarkera igen.')).toBeVisible();
	await expect(action(amir)).toHaveValue('Bytt packning.');
	await bar(amir, 'Utförd').click();
	await confirm(amir, 'Ja, arbetet är klart');
	await status(karin, 'Utförd');
	await expect.poll(sentSms).toBe(before + 1);
	await Promise.all([amir.context().close(), karin.context().close()]);
});

test('[E62] what others changed while a device was away is told from and to, and taken back with one tap', async ({
	browser
}) => {
	const moved = await placeOrder(server.origin, { phrase: 'Kallt element' });
	const gone = await placeOrder(server.origin, { phrase: 'Trasigt lås' });
	const karin = await signIn(browser, server.origin, KARIN, DESK);
	const sofia = await signIn(browser, server.origin, SOFIA, DESK);
	const amir = await signIn(browser, server.origin, AMIR);
	await offline(karin, true);
	await expect(saving(karin)).toContainText('Utan kontakt');

	await openOrder(amir, moved.number);
	await bar(amir, 'Acceptera').click();
	await bar(amir, 'Planera').click();
	await dialog(amir).getByLabel('Dag').fill('2036-05-06');
	await dialog(amir).getByLabel('Från klockan').fill('08:00');
	await confirm(amir, 'Spara');
	await allSaved(amir);
	await openOrder(sofia, gone.number);
	await bar(sofia, 'Makulera').click();
	await dialog(sofia).getByLabel('Orsak').fill('Dubblett');
	await confirm(sofia, 'Makulera');
	await decided(sofia, 'Makulerad');

	await offline(karin, false);
	const news = karin.getByRole('region', { name: 'Det här ändrades medan du var utan nät' });
	const line = (text: string) => news.getByRole('listitem').filter({ hasText: text });
	await expect(line('Beställd → Makulerad')).toContainText('Sofia Lind', { timeout: 60_000 });
	await expect(line('Beställd → Accepterad')).toContainText('Amir Haddad');
	await expect(line('ingen tid → tisdag 6 maj, 08:00')).toContainText(`AO ${moved.number}`);
	await expect(line('Beställd → Accepterad').getByRole('button')).toHaveCount(0);
	expect(await violations(karin)).toEqual([]);

	await line('ingen tid → tisdag 6 maj, 08:00').getByRole('button', { name: 'Ta tillbaka' }).click();
	await line('Beställd → Makulerad').getByRole('button', { name: 'Ta tillbaka' }).click();
	await expect(news.getByRole('button', { name: 'Ta tillbaka' })).toHaveCount(0);
	await status(sofia, 'Beställd');
	await expect(sofia.getByText('Makulering ångrad')).toBeVisible();
	await expect(amir.getByText('tisdag 6 maj, 08:00 → ingen tid')).toBeVisible();
	await karin.getByRole('button', { name: 'Jag har sett det' }).click();
	await expect(news).toHaveCount(0);
	for (const page of [amir, karin, sofia]) await page.context().close();
});

test('[E63] on a phone the list is saved as Excel, an order printed, its numbers called and its bundle opened', async ({
	browser
}) => {
	const { number, bundle } = await placeOrder(server.origin, {
		phrase: 'Byte frys',
		reporter: { name: 'Ture Nordgren', phone: '0701740677' },
		tenant: { name: 'Alma Sundin', homePhone: '08-465 004 21', otherPhone: '070-174 06 05', use: 'otherPhone' }
	});
	const page = await signIn(browser, server.origin, AMIR, PHONE);
	await page.addInitScript(() => Object.assign(window, { print: () => (document.title = 'Utskrift') }));
	await offline(page, true);
	await page.goto('/arbetsorder?lista=nya');
	await page.getByRole('searchbox').fill('byte frys');
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Skriv ut till Excel' }).click();
	const file = await download;
	expect(file.suggestedFilename()).toMatch(/^arbetsorder-.*\.xlsx$/);
	expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe('PK');
	await openOrder(page, number);
	const links = [
		['070-174 06 77', 'tel:+46701740677'],
		['08-465 004 21', 'tel:0846500421'],
		['★ 070-174 06 05', 'tel:+46701740605']
	] as const;
	for (const [text, href] of links) {
		await expect(page.getByRole('link', { name: text })).toHaveAttribute('href', href);
	}
	await page.getByRole('button', { name: 'Skriv ut', exact: true }).click();
	await expect(page).toHaveTitle('Utskrift');
	await page.getByRole('link', { name: bundle }).click();
	await expect(page.getByRole('heading', { name: `Bunt ${bundle}` })).toBeVisible();
	await page.context().close();
});

/** Words of the Swedish interface that occur in no order of the demo. */
const SWEDISH =
	/\b(i dag|i går|Beställd|Accepterad|Utförd|Makulerad|Utkorg|Sök|Visa|Rapporter|Noteringar|Avser|Skriv ut|Spara|Planera|måndag|tisdag|onsdag|torsdag|fredag|söndag)\b/;

test('[E64] in English no page of the work orders speaks Swedish', async ({ browser }) => {
	const { number } = await placeOrder(server.origin);
	for (const [person, screen] of [
		[AMIR, PHONE],
		[KARIN, DESK]
	] as const) {
		const page = await signIn(browser, server.origin, person, screen);
		await page.evaluate(() => localStorage.setItem('language', 'en'));
		const pages = ['?lista=nya', '?lista=pagaende', '?lista=utforda', `/${number}`, '/registrera', '/registrera/fil'];
		for (const path of [...pages.map((part) => `/arbetsorder${part}`), '/rapporter', '/konto', '/mer', '/utkorg']) {
			await page.goto(path);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			await expect(page.getByText('Loading …')).toHaveCount(0);
			expect(SWEDISH.exec(await page.locator('body').innerText())?.[0], path).toBeUndefined();
		}
		await page.context().close();
	}
});
