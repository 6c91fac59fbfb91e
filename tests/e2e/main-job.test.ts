import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { CANARY, CORNERS, cameraPicture, cornersOf } from '../server/files-fixtures.ts';
import { ServerProcess } from '../support/server-process.ts';
import { DESK, action, ordersIn, saving, signIn } from './people.ts';
import { expect, test } from './test.ts';

let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

const outbox = async (kind: 'mail' | 'sms') => readdir(join(server.dataDir, 'outbox', kind)).catch(() => []);

test('[E1] a work order survives an outage: three people work without server, everything arrives once', async ({
	browser
}) => {
	const amir = await signIn(browser, server.origin, 'amir@soderror.example');
	const lena = await signIn(browser, server.origin, 'lena@soderror.example');
	const karin = await signIn(browser, server.origin, 'karin@bjorkhem.example', DESK);
	const [ongoing = 0, finished = 0] = await ordersIn(amir, 'pagaende');
	const [fresh = 0, noted = 0] = await ordersIn(lena, 'nya');
	await amir.goto(`/arbetsorder/${ongoing}`);
	await expect(action(amir)).toBeVisible();
	await lena.goto('/arbetsorder');
	await expect(saving(amir)).toContainText('Allt är sparat');
	await server.kill();

	await test.step('every page opens without server, also one never visited', async () => {
		await expect(saving(amir)).toContainText('Utan kontakt med servern');
		for (const path of [
			'/arbetsorder',
			`/arbetsorder/${ongoing}`,
			'/utkorg',
			'/driftlage',
			'/konto',
			'/tillganglighet'
		]) {
			await lena.goto(path);
			await expect(lena.getByRole('heading', { level: 1 })).toBeVisible();
		}
	});

	await test.step('two write in the same text', async () => {
		await action(amir).pressSequentially('Bytt packning. ');
		await lena.goto(`/arbetsorder/${ongoing}`);
		await action(lena).pressSequentially('Provkört i tio minuter. ');
	});

	await test.step('one accepts, one notes, one takes two pictures, one is done', async () => {
		await lena.goto(`/arbetsorder/${fresh}`);
		await lena.getByRole('button', { name: 'Acceptera' }).click();
		await expect(lena.getByText('Accepterad', { exact: true }).first()).toBeVisible();
		await lena.goto(`/arbetsorder/${noted}`);
		await lena.getByRole('button', { name: 'Notera' }).click();
		await lena.getByLabel('Fras').selectOption('Sökt kund');
		await lena.getByRole('dialog').getByRole('button', { name: 'Spara' }).click();
		await expect(lena.getByText('Sökt kund')).toBeVisible();
		const files = [await cameraPicture(6, 8), await cameraPicture(8, 8)];
		await amir
			.getByLabel('Ta bild eller bifoga fil')
			.first()
			.setInputFiles(files.map((buffer, index) => ({ name: `bild${index}.jpg`, mimeType: 'image/jpeg', buffer })));
		await expect(amir.getByText('2 tagna · 0 framme')).toBeVisible();
		await amir.goto(`/arbetsorder/${finished}`);
		await action(amir).pressSequentially('Klart och provat.');
		await amir.getByRole('button', { name: 'Utförd' }).click();
		await amir.getByRole('button', { name: 'Ja, arbetet är klart' }).click();
		await expect(amir.getByText('Utförd', { exact: true }).first()).toBeVisible();
		await expect(saving(amir)).toContainText('Sparat på telefonen');
		await expect(saving(lena)).toContainText('Sparat på telefonen');
	});

	await test.step('nothing is gone after a reload', async () => {
		await amir.goto(`/arbetsorder/${ongoing}`);
		await expect(action(amir)).toHaveValue(/Bytt packning/);
		await expect(amir.getByText('2 tagna · 0 framme')).toBeVisible();
		expect([await outbox('mail'), await outbox('sms')]).toEqual([[], []]);
	});

	await server.start();
	await test.step('everything arrives', async () => {
		for (const page of [amir, lena]) await expect(saving(page)).toContainText('Allt är sparat', { timeout: 60_000 });
		await lena.goto(`/arbetsorder/${ongoing}`);
		for (const page of [amir, lena]) {
			await expect(action(page)).toHaveValue(/Bytt packning/);
			await expect(action(page)).toHaveValue(/Provkört i tio minuter/);
			await expect(page.getByText('2 tagna · 2 framme')).toBeVisible();
		}
	});

	await test.step('the orderer sees all of it', async () => {
		await karin.goto(`/arbetsorder/${ongoing}`);
		await expect(karin.getByText(/Bytt packning/).first()).toBeVisible();
		await expect(karin.getByText(/Provkört i tio minuter/).first()).toBeVisible();
		await expect(karin.getByRole('img', { name: /bild0/ })).toHaveJSProperty('complete', true);
		await karin.goto(`/arbetsorder/${fresh}`);
		await expect(karin.getByText('Accepterad', { exact: true }).first()).toBeVisible();
		await karin.goto(`/arbetsorder/${noted}`);
		await expect(karin.getByText('Sökt kund')).toBeVisible();
	});

	await test.step('one mail and one SMS were written', async () => {
		await expect.poll(async () => [(await outbox('mail')).length, (await outbox('sms')).length]).toEqual([1, 1]);
	});

	await test.step('pictures are upright, without metadata, 2048 pixels at most, with a thumbnail', async () => {
		const stored = await readdir(join(server.dataDir, 'files'), { recursive: true });
		const pictures = stored.filter((name) => name.endsWith('.webp'));
		expect(pictures).toHaveLength(4);
		for (const name of pictures) {
			const bytes = await readFile(join(server.dataDir, 'files', name));
			const { width, height, exif } = await sharp(bytes).metadata();
			expect(exif).toBeUndefined();
			expect(bytes.includes(CANARY)).toBe(false);
			expect(Math.max(width, height)).toBeLessThanOrEqual(2048);
			expect(await cornersOf(bytes)).toEqual(CORNERS);
		}
	});
});
