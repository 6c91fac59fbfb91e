import type { Page } from '@playwright/test';
import { dayAfter, swedishDay } from '#swedish/dates';
import { weekdayOf } from '#modules/visits/domain/index.ts';
import { ServerProcess } from '../support/server-process.ts';
import { DESK, PHONE } from './people.ts';
import { PER, PETRA, allSaved, enterTeam, offline, row, violations } from './planners.ts';
import { MOMENT, expect, test } from './test.ts';

let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

// The next odd weekday: nothing of it has passed, at whatever hour the test runs, and others can take more from Anna than
// meals, at which it does not count who comes.
const DAY = [1, 2].map((ahead) => dayAfter(swedishDay(MOMENT), ahead)).find((day) => weekdayOf(day) % 2 === 1) ?? '';

async function openDay(page: Page): Promise<void> {
	await page.goto(`/besok?dag=${DAY}`);
	await expect(row(page, 'Anna Ek').locator('.visit').first()).toBeVisible();
}

const changes = (page: Page) =>
	page.getByRole('region', { name: /^Förslag/ }).getByRole('checkbox', { name: /^Använd ändringen/ });
const use = (page: Page) => page.getByRole('button', { name: /^Använd \d+ ändring/ });
const ready = (page: Page) =>
	expect(page.getByText(/\d+ av \d+ besök får medarbetare/)).toBeVisible({ timeout: 15_000 });

/** Says on the page of the proposal who is away, once the first proposal is there: it comes in above what is ticked. */
async function tickAway(page: Page, carer: string): Promise<void> {
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(page.getByText('Räknar fram ett förslag …')).toHaveCount(0);
	await page.getByRole('checkbox', { name: carer }).check();
}

async function markAway(page: Page, carer: string): Promise<void> {
	await row(page, carer).getByRole('button', { name: carer }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Markera som borta' }).click();
	await expect(row(page, carer).getByText('borta', { exact: true })).toBeVisible();
}

test('[E48] without a network: marked as away, proposed, explained, used as one act, undone with one tap', async ({
	browser
}) => {
	const page = await enterTeam(browser, server.origin, PETRA, DESK);
	await openDay(page);
	await allSaved(page);
	await offline(page, true);
	const own = row(page, 'Anna Ek').locator('.visit');
	const before = await own.count();
	await markAway(page, 'Anna Ek');
	await page.getByRole('link', { name: 'Föreslå ny plan' }).click();
	await ready(page);
	await expect(page.getByText('Borta: Anna Ek')).toBeVisible();
	const count = await changes(page).count();
	expect(count).toBeGreaterThan(0);
	await expect(page.getByText(/blir medarbetare nr \d+ på 14 dagar|en av \d+ på 14 dagar/).first()).toBeVisible();

	await page
		.getByRole('button', { name: /^Varför inte någon annan/ })
		.first()
		.click();
	await expect(page.getByRole('dialog')).toContainText(/Varför inte Anna Ek\?\s*är borta/);
	await page.getByRole('dialog').getByRole('button', { name: 'Stäng' }).click();

	const hers = page
		.getByRole('region', { name: /^Förslag/ })
		.getByRole('listitem')
		.filter({ hasText: 'Anna Ek' });
	const moved = (await hers.count()) - 1;
	await hers.first().getByRole('checkbox').uncheck();
	await expect(use(page)).toHaveText(count === 2 ? 'Använd 1 ändring' : `Använd ${count - 1} ändringar`);
	await use(page).click();
	await expect(page.getByText(/ändring(ar)? är införda/)).toBeVisible();
	await expect(own).toHaveCount(before - moved);
	await page.getByRole('button', { name: 'Ångra', exact: true }).click();
	await expect(own).toHaveCount(before);
	await offline(page, false);
	await allSaved(page);
	await page.context().close();
});

test('[E49] a proposal under which the plan changes says so, and is worked out again before it is used', async ({
	browser
}) => {
	const page = await enterTeam(browser, server.origin, PETRA, DESK);
	const other = await enterTeam(browser, server.origin, PER, DESK);
	for (const each of [page, other]) await openDay(each);
	await page.goto(`/besok/forslag?dag=${DAY}`);
	await tickAway(page, 'Carl Lundin');
	await ready(page);
	await expect(use(page)).toBeEnabled();
	const moved = row(other, 'Dina Haddad').locator('.visit').first();
	await moved.focus();
	await moved.press('ArrowDown');
	await expect(page.getByText('Planen har ändrats sedan förslaget gjordes')).toBeVisible({ timeout: 30_000 });
	await expect(use(page)).toBeDisabled();
	await page.getByRole('button', { name: 'Räkna om' }).click();
	await ready(page);
	await expect(use(page)).toBeEnabled();
	for (const each of [page, other]) await each.context().close();
});

for (const [where, screen] of [
	['a phone', PHONE],
	['a desk', DESK]
] as const) {
	test(`[E49] the proposal is free of axe violations on ${where}`, async ({ browser }) => {
		const page = await enterTeam(browser, server.origin, PETRA, screen);
		await page.goto(`/besok/forslag?dag=${DAY}`);
		await tickAway(page, 'Berit Öst');
		await ready(page);
		const found = await violations(page);
		await page
			.getByRole('button', { name: /^Varför/ })
			.first()
			.click();
		await expect(page.getByRole('dialog')).toBeVisible();
		found.push(...(await violations(page)));
		expect(found).toEqual([]);
		await page.context().close();
	});
}
