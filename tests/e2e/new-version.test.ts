import { type NextVersion, nextVersion } from '../support/next-version.ts';
import { ServerProcess } from '../support/server-process.ts';
import { action, ordersIn, saving, signIn } from './people.ts';
import { expect, test } from './test.ts';

let server: ServerProcess;
let next: NextVersion;
test.beforeAll(async () => {
	[server, next] = await Promise.all([ServerProcess.create(), nextVersion('two')]);
});
test.afterAll(async () => {
	await server.remove();
	await next.remove();
});

test('[E80] a new version is offered, not forced; what is unsent is kept, and the new one opens without network', async ({
	browser
}) => {
	const page = await signIn(browser, server.origin, 'amir@soderror.example');
	const isNext = page.locator('html[data-version=two]');
	const [number = 0] = await ordersIn(page, 'pagaende');
	await page.goto(`/arbetsorder/${number}`);
	await action(page).press('Control+End');
	await action(page).pressSequentially(' Skrivet före uppdateringen.');
	await expect(saving(page)).toContainText('Allt är sparat');

	await server.stop();
	await action(page).pressSequentially(' Skrivet utan server.');
	await expect(saving(page)).toContainText('skickas när du är online');
	await server.start(next.program);
	const now = page.getByRole('button', { name: 'Uppdatera nu' });
	await expect(async () => {
		// The app looks for a new version when it is looked at again.
		await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
		await expect(now).toBeVisible({ timeout: 2000 });
	}).toPass();
	await expect(isNext).toHaveCount(0);
	await action(page).pressSequentially(' Och medan den nya väntade.');
	await now.click();

	await expect(isNext).toHaveCount(1);
	const whole = / Skrivet före uppdateringen\. Skrivet utan server\. Och medan den nya väntade\.$/;
	await expect(action(page)).toHaveValue(whole);
	await expect(saving(page)).toContainText('Allt är sparat');
	await expect(now).toBeHidden();

	await server.kill();
	await page.goto('/arbetsorder');
	await expect(page.locator('.card').first()).toBeVisible();
	await expect(isNext).toHaveCount(1);
	await page.goto(`/arbetsorder/${number}`);
	await expect(action(page)).toHaveValue(whole);
	await page.context().close();
});
