import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { swedishDay } from '#swedish/dates';
import { ServerProcess } from '../support/server-process.ts';
import { now, shiftDate } from '../support/time.ts';
import { PHONE, appIsInstalled, saving, signInOn } from './people.ts';
import { offline, violations } from './planners.ts';
import { placeOrder } from './property-system.ts';
import { expect, test } from './test.ts';

const HOUR = 60 * 60 * 1000;

let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

/** All SMS that were sent about an order, in one text. */
async function smsAbout(number: number): Promise<string> {
	const folder = join(server.dataDir, 'outbox', 'sms');
	const names = await readdir(folder).catch(() => []);
	const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
	return texts.filter((text) => text.includes(String(number))).join('\n');
}

for (const [way, off] of [
	['efter', -26 * HOUR],
	['före', 26 * HOUR]
] as const) {
	test(`[E97] a phone whose clock is 26 hours wrong (${way}) says so, works by the server's time, and tells the tenant the right day`, async ({
		browser
	}) => {
		const { number } = await placeOrder(server.origin);
		const context = await browser.newContext({ ...PHONE, baseURL: server.origin });
		await context.addInitScript(shiftDate, off);
		const page = await context.newPage();
		await signInOn(page, 'amir@soderror.example');
		await appIsInstalled(page);
		const notice = page.getByRole('region', { name: 'Enhetens klocka' });
		await expect(notice).toContainText(`Enhetens klocka går 26 timmar ${way}.`);
		expect(await violations(page)).toEqual([]);

		// Without a network, and after a start without one, the phone still knows what time it is.
		await page.goto(`/arbetsorder/${number}`);
		await expect(page.getByText(`AO ${number}`).first()).toBeVisible();
		await offline(page, true);
		await page.reload();
		await expect(notice).toBeVisible();
		const bar = page.getByRole('group', { name: 'Händelser' });
		await bar.getByRole('button', { name: 'Acceptera', exact: true }).click();
		await expect(page.getByText('Accepterad', { exact: true }).first()).toBeVisible();
		const today = swedishDay(now());
		await bar.getByRole('button', { name: 'Planera', exact: true }).click();
		const dialog = page.getByRole('dialog');
		await expect(dialog.getByLabel('Dag')).toHaveAttribute('min', today);
		await dialog.getByLabel('Dag').fill(today);
		await dialog.getByRole('button', { name: 'Spara', exact: true }).click();
		await expect(dialog).toHaveCount(0);
		await offline(page, false);
		await expect(saving(page)).toContainText('Allt är sparat', { timeout: 60_000 });
		await expect.poll(() => smsAbout(number), { timeout: 30_000 }).toContain(String(Number(today.slice(8))));
	});
}
