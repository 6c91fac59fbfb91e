import { firstRouteBytes } from '../support/first-route.ts';
import { ServerProcess } from '../support/server-process.ts';
import { ANNA, PETRA, signInToTeam } from './planners.ts';
import { DESK, PHONE, saving, signInOn } from './people.ts';
import { expect, test } from './test.ts';

const MOST = 120_000; // bytes

let server: ServerProcess;
test.beforeAll(async () => {
	server = await ServerProcess.create();
});
test.afterAll(() => server.remove());

test('[E69] the first page loads no more than 120 kB of scripts', async ({ browser }) => {
	const page = await browser.newPage({ ...PHONE, baseURL: server.origin });
	const bytes = await firstRouteBytes(page, server.origin);
	expect(bytes).toBeGreaterThan(MOST / 2);
	expect(bytes).toBeLessThanOrEqual(MOST);
	await page.close();
});

const everybody = [
	['a technician on a phone', PHONE, signInOn, 'amir@soderror.example', '.card'],
	['an orderer at a desk', DESK, signInOn, 'karin@bjorkhem.example', 'tbody tr'],
	['a carer on a phone', PHONE, signInToTeam, ANNA, 'li > button'],
	['a planner at a desk', DESK, signInToTeam, PETRA, '.visit']
] as const;
for (const [who, screen, enter, username, seen] of everybody) {
	test(`[E70] nothing goes wrong while the app begins for ${who}, the first time and the next`, async ({ browser }) => {
		const page = await browser.newPage({ ...screen, baseURL: server.origin });
		const thrown: string[] = [];
		page.on('pageerror', (error) => thrown.push(error.message));
		page.on('console', (message) => {
			if (message.type() === 'error') thrown.push(message.text());
		});
		await enter(page, username);
		await page.locator(seen).first().waitFor();
		await page.reload();
		await page.locator(seen).first().waitFor();
		await expect(saving(page)).toContainText('Allt är sparat');
		expect(thrown).toEqual([]);
		await page.close();
	});
}

for (const [who, enter, username, own, seen] of [
	['a technician', signInOn, 'amir@soderror.example', '/arbetsorder', '.card'],
	['a carer', signInToTeam, ANNA, '/besok', 'li > button']
] as const) {
	test(`[E71] the installed app opens at the own first page of ${who}, and asks for the files of no other`, async ({
		browser
	}) => {
		const page = await browser.newPage({ ...PHONE, baseURL: server.origin });
		await enter(page, username);
		await expect(saving(page)).toContainText('Allt är sparat');
		await page.goto('/');
		await page.locator(seen).first().waitFor();
		await expect(page).toHaveURL(own);
		const { asked, files } = await page.evaluate(async () => ({
			asked: performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
			files: (await (await fetch('/first-files.js')).text()).split('\n')[0] ?? ''
		}));
		const ofPages = JSON.parse(files.slice(files.indexOf('{'), -1)) as Record<string, string[]>;
		const others = Object.values(ofPages)
			.flat()
			.filter((file) => !ofPages[own]?.includes(file));
		expect(asked).toEqual(expect.arrayContaining(ofPages[own] ?? []));
		expect(asked.filter((file) => others.includes(file))).toEqual([]);
		await page.close();
	});
}
