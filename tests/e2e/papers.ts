import type { Page } from '@playwright/test';
import { decodeQR } from 'qr/decode.js';
import sharp from 'sharp';
import { SHEET, type SheetCode, readSheetCode } from '#modules/visits/domain/copies/index.ts';
import { type Ink, inkAsSvg, pageAsSvg, photograph, pixelsOf, randomOf } from '../support/paper-picture.ts';
import { expect } from './test.ts';

const TIME = 60_000;

/** Prints, and gives what stands on each sheet as a picture of lines. The pages stay, for a PDF of them. */
export async function print(page: Page, day: string, whose: string): Promise<string[]> {
	await page.goto('/driftlage/kopior');
	await page.evaluate(() => {
		window.print = () => {
			const printed = document.querySelector('.printed');
			if (printed) printed.parentElement?.append(printed.cloneNode(true));
		};
	});
	await page.context().setOffline(true);
	const section = page.getByRole('region', { name: 'Skriv ut' });
	await section.getByLabel('Dag').selectOption(day);
	await section.getByLabel('För').selectOption({ label: whose });
	await section.getByRole('button', { name: 'Skriv ut' }).click();
	await expect(page.locator('.printed svg').first()).toBeAttached({ timeout: TIME });
	return page.locator('.printed svg').evaluateAll((pages) => pages.map((svg) => svg.innerHTML));
}

/** What the code of a printed sheet says. */
export async function codeOf(content: string): Promise<SheetCode> {
	const shot = { turn: 0, tilt: 0, light: [255, 255], noise: 0, width: 1200, height: 1700 } as const;
	const code = readSheetCode(decodeQR(await pixelsOf(await photograph(sheet(content), shot, randomOf(1)))));
	if (!code) throw new Error('The code of a print does not read back');
	return code;
}

/** A sheet as it lies on the table, with what somebody has drawn on it. */
export const sheet = (content: string, ink: Ink = []) => pageAsSvg(210, 297, content + inkAsSvg(ink));

/** A close-up of the code in a sheet's corner, with nothing else of the page. */
export function codeOnly(content: string): Promise<Buffer> {
	const edge = 3; // millimetres around it
	const pixels = (millimetres: number) => Math.round(millimetres * 8);
	const { x, y, size } = SHEET.code;
	const side = pixels(size + 2 * edge);
	return sharp(Buffer.from(sheet(content)))
		.flatten({ background: '#fff' })
		.extract({ left: pixels(x - edge), top: pixels(y - edge), width: side, height: side })
		.jpeg({ quality: 90 })
		.toBuffer();
}
