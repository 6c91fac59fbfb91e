import type { Page } from '@playwright/test';
import { swedishDay } from '#swedish/dates';
import { ServerProcess } from '../support/server-process.ts';
import { now, passTime } from '../support/time.ts';
import { signIn } from './people.ts';
import { MOMENT, expect, test } from './test.ts';

const DAY = 24 * 60 * 60 * 1000;

let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

const onPage = (page: Page) => page.evaluate<number>('Date.now()');
const status = async (page: Page) => (await page.request.get('/api/session')).status();

/** When the server saw the device of a page. */
async function onServer(page: Page): Promise<number> {
	const answer = (await (await page.request.get('/api/devices')).json()) as { devices: { seenAt: string }[] };
	return Date.parse(answer.devices[0]?.seenAt ?? '');
}

test('[TI1] a page and its server live at the moment of the run, and time passes for both', async ({ browser }) => {
	const page = await signIn(browser, server.origin, 'amir@soderror.example');
	for (const at of [await onPage(page), await onServer(page)]) expect(swedishDay(at)).toBe(swedishDay(MOMENT));
	await passTime(7 * DAY);
	expect(await status(page)).toBe(200);
	await page.reload();
	for (const at of [await onPage(page), await onServer(page)]) {
		expect(Math.abs(at - now())).toBeLessThan(10 * 60_000);
		expect(at - MOMENT).toBeGreaterThanOrEqual(7 * DAY);
	}
	await passTime(320 * DAY);
	expect(await status(page)).toBe(401);
	await passTime(10 * 365 * DAY);
	expect((await onPage(page)) - MOMENT).toBeGreaterThan(3977 * DAY - 60_000);
	const late = await signIn(browser, server.origin, 'lena@soderror.example');
	expect((await onServer(late)) - MOMENT).toBeGreaterThan(3977 * DAY - 60_000);
	for (const each of [page, late]) await each.context().close();
});
