import { ServerProcess } from '../support/server-process.ts';
import { DESK, PHONE } from './people.ts';
import { PER, PETRA, allSaved, drag, enterTeam, offline, row, violations } from './planners.ts';
import { expect, test } from './test.ts';

let server: ServerProcess;
test.beforeEach(async () => {
	server = await ServerProcess.create();
});
test.afterEach(() => server.remove());

for (const [place, screen] of [
	['at a desk', DESK],
	['on a phone', PHONE]
] as const) {
	test(`[E72] the offer after reconnecting moves nothing under a hand, ${place}`, async ({ browser }) => {
		const per = await enterTeam(browser, server.origin, PER);
		const petra = await enterTeam(browser, server.origin, PETRA, screen);
		await offline(petra, true);
		const label = await row(per, 'Anna Ek').locator('[data-visit]').first().getAttribute('aria-label');
		await drag(per, label ?? '', 'Berit Öst');
		await allSaved(per);
		await petra.getByRole('navigation').getByRole('link', { name: 'Driftläge' }).first().click();
		const heading = petra.getByRole('heading', { level: 1 });
		await expect(heading).toHaveText('Driftläge');
		await expect(petra.getByRole('status', { name: 'Sparläge' })).toContainText('Utan kontakt');
		await offline(petra, false);
		const offer = petra.getByRole('region', { name: 'Efter avbrottet' }).filter({ hasText: 'Nätet är tillbaka' });
		await expect(offer).toBeVisible({ timeout: 60_000 });
		const found = await heading.boundingBox();
		await petra.screenshot({ path: `test-results/offer-${place.replaceAll(' ', '-')}.png` });
		const axe = await violations(petra);
		await offer.getByRole('button', { name: 'Inte nu' }).click();
		await expect(offer).toHaveCount(0);
		// The one line of the saving status changes with the connection; the offer itself takes no room.
		expect(await heading.boundingBox()).toEqual(found);
		expect(axe).toEqual([]);
		for (const page of [petra, per]) await page.context().close();
	});
}
