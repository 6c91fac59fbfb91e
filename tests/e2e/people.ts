import type { Browser, Page } from '@playwright/test';
import { DEMO_PASSWORD } from '#server/demo/accounts';
import { expect } from './test.ts';

export const PHONE = {
	viewport: { width: 390, height: 844 },
	deviceScaleFactor: 2,
	isMobile: true,
	hasTouch: true,
	userAgent: 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Mobile Safari/537.36'
} as const;
export const DESK = { viewport: { width: 1280, height: 760 } } as const;

/** Opens the app in a browser of its own and signs in; resolves when the app is installed and the list is there. */
export async function signIn(
	browser: Browser,
	origin: string,
	username: string,
	screen: object = PHONE
): Promise<Page> {
	const context = await browser.newContext({ ...screen, baseURL: origin });
	const page = await context.newPage();
	await signInOn(page, username);
	return page;
}

/** Signs in on a page that shows the app. */
export async function signInOn(page: Page, username: string): Promise<void> {
	await page.goto('/');
	await page.getByLabel('Organisationsnummer').fill(username);
	await page.getByLabel('Lösenord').fill(DEMO_PASSWORD);
	await page.getByRole('button', { name: 'Logga in', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Arbetsorder' })).toBeVisible();
	await expect(saving(page)).toContainText('Allt är sparat');
	await appIsInstalled(page);
}

/** Waits until the service worker has stored the whole app. */
export async function appIsInstalled(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const registration = await navigator.serviceWorker.ready;
		if (registration.active?.state === 'activated') return;
		await new Promise<void>((resolve) => {
			registration.active?.addEventListener('statechange', () => {
				if (registration.active?.state === 'activated') resolve();
			});
		});
	});
}

/** The one place that says what is saved. */
export const saving = (page: Page) => page.getByRole('status', { name: 'Sparläge' });

/** The shared text of the order that is open. */
export const action = (page: Page) => page.getByRole('textbox', { name: 'Utförd åtgärd' });

/** The numbers of the orders in a list, as they stand on a phone. */
export async function ordersIn(page: Page, list: 'nya' | 'pagaende' | 'utforda'): Promise<number[]> {
	await page.goto(`/arbetsorder?lista=${list}`);
	await page.locator('.card').first().waitFor();
	const texts = await page.locator('.card .number').allTextContents();
	return texts.map((text) => Number(text.replace(/\D/g, '')));
}
