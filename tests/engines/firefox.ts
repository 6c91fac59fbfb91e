import puppeteer from 'puppeteer-core';
import { FIREFOX } from '../support/needed.ts';
import type { EnginePage } from './engine-page.ts';

/** Firefox, driven by WebDriver BiDi. */
export async function openFirefox(): Promise<EnginePage> {
	const browser = await puppeteer.launch({ browser: 'firefox', executablePath: FIREFOX, headless: true });
	const page = await browser.newPage();
	return {
		async load(address) {
			await page.goto(address, { waitUntil: 'domcontentloaded' });
		},
		run: (inPage, ...given) => page.evaluate(inPage as never, ...(given as unknown as never[])),
		close: () => browser.close()
	};
}
