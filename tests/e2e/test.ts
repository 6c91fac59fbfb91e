import {
	type Browser,
	type BrowserContext,
	type LaunchOptions,
	chromium,
	expect,
	test as base
} from '@playwright/test';
import { chosenMoment } from '../support/moments.ts';
import { ahead, beginAt, follow, shiftDate } from '../support/time.ts';

export { expect };

/** When each test file begins. */
export const MOMENT = chosenMoment();
beginAt(MOMENT);

/** The test of Playwright, whose browsers show pages that live in the time of the tests. */
export const test = base.extend<{ ownContexts: undefined }, { browser: Browser }>({
	browser: [
		async ({ browser }, use) => {
			await use(inTime(browser));
		},
		{ scope: 'worker' }
	],
	// What a test opened would go on running beside all later ones of its worker, and ask a server that is gone.
	ownContexts: [
		async ({ browser }, use) => {
			const before = new Set(browser.contexts());
			await use(undefined);
			const own = browser.contexts().filter((context) => !before.has(context));
			await Promise.all(own.map((context) => context.close()));
		},
		{ auto: true }
	]
});

/** Another browser, with arguments of its own. */
export async function launchBrowser(options: LaunchOptions): Promise<Browser> {
	return inTime(await chromium.launch(options));
}

/** A browser that keeps its profile in a folder. */
export async function launchProfile(
	...given: Parameters<typeof chromium.launchPersistentContext>
): Promise<BrowserContext> {
	return keepTime(await chromium.launchPersistentContext(...given));
}

function inTime(browser: Browser): Browser {
	const newContext = browser.newContext.bind(browser);
	browser.newContext = async (options) => keepTime(await newContext(options));
	return browser;
}

/** Shifts the clock of all pages of a context, those that are open and those to come. Their workers ask for no time. */
async function keepTime(context: BrowserContext): Promise<BrowserContext> {
	const shift = async (by: number) => {
		await context.addInitScript(shiftDate, by);
		const frames = context.pages().flatMap((page) => page.frames());
		await Promise.all(frames.map((frame) => frame.evaluate(shiftDate, by)));
	};
	context.once('close', follow(shift));
	await shift(ahead());
	return context;
}
