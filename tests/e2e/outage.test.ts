import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { ServerProcess } from '../support/server-process.ts';
import { DESK, PHONE } from './people.ts';
import {
	PER,
	PETRA,
	allSaved,
	enterTeam,
	offline,
	openExchange,
	readBundle,
	saveFile,
	violations
} from './planners.ts';
import { expect, test } from './test.ts';

const ULLA = 'ulla@lovasa.example';
const TIME = 60_000;
let server: ServerProcess;
test.beforeEach(async () => {
	server = await ServerProcess.create();
});
test.afterEach(() => server.remove());

const finding = (page: Page) => page.getByRole('region', { name: 'Vad är fel?' });
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const banner = (page: Page) => page.getByRole('region', { name: 'Driftstopp Vallhed' });
const openStatus = (page: Page) =>
	page.getByRole('navigation').getByRole('link', { name: 'Driftläge' }).first().click();
const says = (page: Page, text: string) => expect(finding(page)).toContainText(text, { timeout: TIME });
const answer = (page: Page, question: string, value: 'Ja' | 'Nej') =>
	page.getByRole('group', { name: question }).getByRole('button', { name: value }).click();

async function start(page: Page, why: string): Promise<void> {
	await openStatus(page);
	await page.getByRole('button', { name: 'Starta driftstopp' }).click();
	await page.getByLabel('Vad har hänt?').fill(why);
	await page.getByRole('button', { name: 'Starta driftstopp' }).click();
	await page.getByRole('link', { name: 'Öppna driftstoppet' }).first().click();
	await expect(page.getByRole('heading', { level: 1, name: /Driftstopp sedan/ })).toBeVisible();
}

test('[E45] the page tells what is wrong, and whom to call', async ({ browser }) => {
	const petra = await enterTeam(browser, server.origin, PETRA, PHONE);
	await openStatus(petra);
	await says(petra, 'Allt fungerar härifrån');
	await expect(section(petra, 'Alla nummer').getByRole('link')).toHaveCount(3);

	await offline(petra, true);
	await says(petra, 'Den här enheten har inget nät');
	await expect(finding(petra).getByRole('link', { name: 'Ring IT-service, 0980-31 92 04' })).toBeVisible();
	await offline(petra, false);
	await says(petra, 'Allt fungerar härifrån');

	await server.kill();
	await petra.getByRole('button', { name: 'Kontrollera nu' }).click();
	await says(petra, 'Servern svarar inte');
	await answer(petra, 'Fungerar andra sidor på internet?', 'Ja');
	await says(petra, 'Nätet fungerar, men inte Avbrottsfris server');
	await expect(finding(petra).getByRole('link', { name: 'Ring Leverantören, 020-465 004' })).toBeVisible();
	await answer(petra, 'Fungerar andra sidor på internet?', 'Nej');
	await says(petra, 'Den här enheten har inget nät');
	await answer(petra, 'Fungerar Avbrottsfri på en annan dator eller telefon?', 'Ja');
	await says(petra, 'Felet ligger i den här enheten');
	await answer(petra, 'Går det att ringa med arbetstelefonerna?', 'Nej');
	await expect(petra.getByText('Telefonerna fungerar inte')).toBeVisible();
	expect(await violations(petra)).toEqual([]);

	await server.start();
	await says(petra, 'Allt fungerar härifrån');
	// Somebody else's page in the server's place: a hotel's sign-in, a blocked address.
	await petra.route('**/readyz', (route) =>
		route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Wifi</h1>' })
	);
	await petra.getByRole('button', { name: 'Kontrollera nu' }).click();
	await says(petra, 'Någon annan svarar i serverns ställe');
	await petra.unroute('**/readyz');

	// The account is out: the page stays, and still says whom to call.
	await petra.context().clearCookies();
	await petra.getByRole('button', { name: 'Kontrollera nu' }).click();
	await says(petra, 'Servern svarar, men släpper inte in dig');
	await petra.goto('/driftlage');
	await says(petra, 'Servern svarar, men släpper inte in dig');
	await expect(petra.getByRole('link', { name: /^Ring IT-service/ }).first()).toBeVisible();
	await petra.context().close();
});

test('[E45] signed out and without a server the page and the routine are there, with the numbers', async ({
	browser
}) => {
	const petra = await enterTeam(browser, server.origin, PETRA, DESK);
	await openStatus(petra);
	await expect(section(petra, 'Alla nummer').getByRole('link')).toHaveCount(3);
	await petra.goto('/konto#logga-ut');
	await petra.getByRole('button', { name: 'Logga ut' }).click();
	await petra.getByRole('link', { name: 'Fungerar det inte? Se driftläget' }).click();
	await server.kill();
	await petra.getByRole('button', { name: 'Kontrollera nu' }).click();
	await says(petra, 'Servern svarar inte');
	await expect(section(petra, 'Alla nummer').getByRole('link')).toHaveCount(3);
	await petra.goto('/driftlage/rutin');
	await expect(petra.getByRole('heading', { name: 'Rutin vid driftstopp' })).toBeVisible();
	await expect(petra.getByRole('article')).toContainText('0980-31 92 04');
	expect(await violations(petra)).toEqual([]);
	const pdf = (await petra.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
	expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
	await petra.context().close();
});

test('[E46] two begin an outage apart; when they meet it is one, with both their work in it', async ({ browser }) => {
	const petra = await enterTeam(browser, server.origin, PETRA, DESK);
	const per = await enterTeam(browser, server.origin, PER, PHONE);
	await server.kill();
	for (const page of [petra, per]) await offline(page, true);
	await start(petra, 'Ingen kommer in');
	await petra.getByRole('button', { name: 'Utse' }).click();
	await petra.getByRole('button', { name: 'Utse' }).click();
	await expect(section(petra, 'Samordnare')).toContainText('Petra Norén');
	await petra.getByLabel('Felanmäl till rätt nummer').check();
	await start(per, 'Servern är nere');
	await per.getByRole('button', { name: 'Utse' }).click();
	await per.getByRole('button', { name: 'Utse' }).click();
	await per.getByLabel('Vad har bestämts eller hänt?').fill('Vi kör på papper i dag');
	await per.getByRole('button', { name: 'Spara som beslut' }).click();
	await per.getByRole('button', { name: 'Anna Ek är nådd' }).click();
	await expect(section(per, 'Ringlista')).toContainText('1 av 8 nådda');

	for (const page of [petra, per]) await openExchange(page);
	await readBundle(per, await saveFile(petra));
	await expect(per.getByRole('heading', { name: 'Mottaget från Petra Norén' })).toBeVisible();
	await expect(per.getByRole('link', { name: 'Driftstoppet är uppdaterat' })).toBeVisible();
	await readBundle(petra, await saveFile(per));
	await petra.getByRole('link', { name: 'Driftstoppet är uppdaterat' }).click();
	await expect(petra.getByText('2 har startat det var för sig')).toBeVisible();
	await expect(section(petra, 'Beslut och anteckningar')).toContainText('Vi kör på papper i dag');
	await expect(section(petra, 'Ringlista')).toContainText('1 av 8 nådda');
	await expect(section(petra, 'Vem har vad').getByText('Per Åkerblom')).toBeVisible();
	await expect(section(petra, 'Samordnare')).toContainText('Två har utsetts var för sig');
	await petra.getByRole('button', { name: 'Välj Petra Norén' }).click();
	await expect(section(petra, 'Samordnare')).not.toContainText('var för sig');

	await server.start();
	for (const page of [petra, per]) await offline(page, false);
	for (const page of [petra, per]) await allSaved(page);
	await per.goto('/besok');
	await expect(banner(per)).toContainText('Samordnas av Petra Norén', { timeout: TIME });
	await per.goto('/driftlage/avbrott');
	await expect(per.getByLabel('Felanmäl till rätt nummer')).toBeChecked();
	expect([...(await violations(petra)), ...(await violations(per))]).toEqual([]);
	for (const page of [petra, per]) await page.context().close();
});

async function toldBy(browser: Browser): Promise<void> {
	const ulla = await enterTeam(browser, server.origin, ULLA, DESK);
	await ulla.goto('/installningar/driftstopp');
	await ulla.getByRole('button', { name: 'Lägg till nummer' }).click();
	await ulla.locator('[name=about-3]').selectOption('telephony');
	await ulla.locator('[name=number-3]').fill('ring mig');
	await ulla.getByRole('button', { name: 'Spara' }).click();
	await expect(ulla.getByText('Skriv ett nummer med siffror')).toBeVisible();
	await ulla.locator('[name=number-3]').fill('0980-31 92 09');
	await ulla.getByLabel('Egen checklista').fill('Hämta pärmen\nRing alla');
	await ulla.getByLabel('Var ligger kopiorna?').fill('USB-minnet i nyckelskåpet');
	expect(await violations(ulla)).toEqual([]);
	await ulla.getByRole('button', { name: 'Spara' }).click();
	await expect(ulla.getByText('Sparat på servern')).toBeVisible({ timeout: TIME });
	await ulla.context().close();
}

test('[E47] an outage is run by the administrator’s list, and ends in a report', async ({ browser }) => {
	await toldBy(browser);
	const petra = await enterTeam(browser, server.origin, PETRA, DESK);
	await petra.addInitScript(() => Object.assign(window, { print: () => undefined }));
	await petra.goto('/driftlage');
	await expect(section(petra, 'Alla nummer')).toContainText('0980-31 92 09', { timeout: TIME });
	await offline(petra, true);
	await start(petra, 'Hela växeln är nere');
	await petra.getByLabel('Hämta pärmen').check();
	await expect(section(petra, 'Checklista')).toContainText('1 av 2');
	await petra.getByRole('link', { name: 'Skriv ut eller spara kopior' }).click();
	await expect(banner(petra)).toContainText('Driftstopp sedan');
	await petra.evaluate(() => Object.assign(window, { print: () => undefined }));
	await section(petra, 'Skriv ut').getByRole('button', { name: 'Skriv ut' }).click();
	await banner(petra).getByRole('link', { name: 'Öppna' }).click();
	const copies = section(petra, 'Vem har vad');
	await copies.getByLabel('Finns hos').first().fill('Anna Ek');
	await copies.getByRole('button', { name: 'Spara' }).click();
	await copies.getByRole('button', { name: /är makulerad/ }).click();
	await expect(copies).toContainText('Makulerad');
	await petra.getByRole('button', { name: 'Avsluta driftstoppet' }).click();
	await expect(petra.getByRole('dialog')).toContainText('1 punkt på checklistan');
	await petra.getByLabel('Hur löste det sig?').fill('Växeln startades om');
	await petra.getByRole('dialog').getByRole('button', { name: 'Avsluta' }).click();

	await expect(petra.getByRole('heading', { level: 1, name: /Rapport om driftstopp/ })).toBeVisible();
	for (const text of ['Hela växeln är nere', 'Växeln startades om', 'Hämta pärmen', '→ Anna Ek', 'Kopia makulerad']) {
		await expect(petra.getByText(text).first()).toBeVisible();
	}
	expect(await violations(petra)).toEqual([]);
	await expect(banner(petra)).toHaveCount(0);
	const saved = petra.waitForEvent('download');
	await petra.getByRole('button', { name: 'Spara tabell (CSV)' }).click();
	const csv = await readFile(await (await saved).path(), 'utf8');
	for (const text of ['Tidslinje', 'Hämta pärmen', 'Växeln startades om', 'Missade och oregistrerade besök']) {
		expect(csv).toContain(text);
	}
	await offline(petra, false);
	await allSaved(petra);
	const per = await enterTeam(browser, server.origin, PER, PHONE);
	await openStatus(per);
	await per.getByRole('link', { name: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2} – / }).click();
	await expect(per.getByText('Växeln startades om').first()).toBeVisible();
	expect(await violations(per)).toEqual([]);
	for (const page of [petra, per]) await page.context().close();
});
