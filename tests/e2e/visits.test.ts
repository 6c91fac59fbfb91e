import type { Browser } from '@playwright/test';
import { ServerProcess } from '../support/server-process.ts';
import { DESK, PHONE, saving } from './people.ts';
import { allSaved, drag, enterTeam, isOddWeekday, offline, row, violations } from './planners.ts';
import { expect, test } from './test.ts';

let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

const enter = (browser: Browser, person: string, screen: object) =>
	enterTeam(browser, server.origin, `${person}@lovasa.example`, screen);

test('[E30] two planners give one visit to different carers without network: both are shown, one tap decides', async ({
	browser
}) => {
	const petra = await enter(browser, 'petra', DESK);
	const per = await enter(browser, 'per', DESK);
	const first = row(petra, 'Anna Ek').locator('.visit').first();
	const label = (await first.getAttribute('aria-label')) ?? '';
	for (const page of [petra, per]) await offline(page, true);
	await drag(petra, label, 'Berit Öst');
	await drag(per, label, 'Carl Lundin');
	await expect(row(petra, 'Berit Öst').getByRole('button', { name: label })).toBeVisible();
	await expect(row(per, 'Carl Lundin').getByRole('button', { name: label })).toBeVisible();
	for (const page of [petra, per]) await expect(saving(page)).toContainText('Sparat på datorn');
	for (const page of [petra, per]) await offline(page, false);

	for (const page of [petra, per]) {
		await expect(page.getByText('1 att avgöra')).toBeVisible({ timeout: 60_000 });
		await expect(page.getByRole('heading', { name: /två har ändrat, var för sig/ })).toBeVisible();
		const disputed = page.getByRole('button', { name: label });
		await expect(row(page, 'Berit Öst').getByRole('button', { name: label })).toBeVisible();
		await expect(row(page, 'Carl Lundin').getByRole('button', { name: label })).toBeVisible();
		expect(await disputed.count()).toBeGreaterThanOrEqual(2);
	}
	await petra
		.getByRole('listitem')
		.filter({ hasText: 'Berit Öst' })
		.getByRole('button', { name: /Behåll|Välj den här/ })
		.click();
	for (const page of [petra, per]) {
		await allSaved(page);
		await expect(page.getByText('1 att avgöra')).toHaveCount(0);
		await expect(row(page, 'Berit Öst').getByRole('button', { name: label })).toBeVisible();
		await expect(row(page, 'Carl Lundin').getByRole('button', { name: label })).toHaveCount(0);
	}
	await petra.getByRole('button', { name: 'Ångra min senaste ändring' }).click();
	await expect(petra.getByText(/tillbakatagen|står kvar/)).toBeVisible();
	for (const page of [petra, per]) await page.context().close();
});

test('[E31] a visit is registered without network, and shown to the planner afterwards', async ({ browser }) => {
	const anna = await enter(browser, 'anna', PHONE);
	const petra = await enter(browser, 'petra', DESK);
	await offline(anna, true);
	const visit = anna.locator('li > button').first();
	const [name = ''] = await visit.locator('strong.name').allTextContents();
	await visit.click();
	await anna.getByRole('dialog').getByRole('button', { name: 'Registrera' }).click();
	await anna.getByRole('dialog').getByLabel('Dokumentation').fill('Allt väl.');
	await anna.getByRole('dialog').getByRole('button', { name: 'Spara registreringen' }).click();
	await expect(anna.getByRole('dialog')).toHaveCount(0);
	await expect(visit).toContainText('utfört');
	const planned = row(petra, 'Anna Ek')
		.getByRole('button', { name: new RegExp(name) })
		.first();
	await planned.focus();
	await planned.press('ArrowRight');
	await allSaved(petra);
	await offline(anna, false);
	await expect(petra.getByRole('heading', { name: /registrerat, men flyttat/ })).toBeVisible({ timeout: 60_000 });
	await expect(
		row(petra, 'Anna Ek')
			.getByRole('button', { name: new RegExp(`${name}.*utfört`) })
			.first()
	).toBeVisible();
	for (const page of [anna, petra]) await page.context().close();
});

for (const [where, screen] of [
	['a phone', PHONE],
	['a desk', DESK]
] as const) {
	test(`[E6] the plan of the day is free of axe violations on ${where}`, async ({ browser }) => {
		const page = await enter(browser, 'petra', screen);
		const found: string[] = [];
		const look = async () => found.push(...(await violations(page)));
		await look();
		if (screen === PHONE)
			await page.getByLabel('Brukarschema för').selectOption(isOddWeekday ? 'Anna Ek' : 'Berit Öst');
		await page
			.getByRole('button', { name: /Elsa A.*07:15|07:15.*Elsa A/ })
			.first()
			.click();
		await expect(page.getByRole('dialog')).toBeVisible();
		await look();
		expect(found).toEqual([]);
		await page.context().close();
	});
}
