import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- `npm run dev` lives in the machine's time, and so does its page
import { expect, test } from '@playwright/test';
import { DEMO_PASSWORD } from '#server/demo/accounts';
import { freePort } from '../support/server-process.ts';
import { DESK, saving } from './people.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CONFIGURED = ['package.json', 'node-version.cjs', 'svelte.config.js', 'tsconfig.json', 'vite.config.ts'];
const NEEDED = ['src', 'sync', 'static', ...CONFIGURED];

let folder: string;
let origin: string;
let started: ChildProcess;

// A copy, so that a component can be changed without touching the checkout.
test.beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'avbrottsfri-dev-'));
	await Promise.all(NEEDED.map((name) => cp(join(ROOT, name), join(folder, name), { recursive: true })));
	await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
	await mkdir(join(folder, 'data'));
	const port = await freePort();
	origin = `http://localhost:${port}`;
	started = spawn('npm', ['run', 'dev', '--', '--port', String(port)], {
		cwd: folder,
		env: { ...process.env, DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'warn', NO_COLOR: '1' },
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true // npm starts others: they are ended together
	});
	await addressOf(started);
});
test.afterAll(async () => {
	if (started.pid !== undefined && started.exitCode === null) {
		const ended = new Promise((resolve) => started.once('exit', resolve));
		process.kill(-started.pid, 'SIGKILL');
		await ended;
	}
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Resolves when the program has said where it answers. */
function addressOf(program: ChildProcess): Promise<void> {
	return new Promise((resolve, reject) => {
		let said = '';
		const read = (chunk: Buffer) => {
			said += chunk.toString();
			if (said.includes(origin)) resolve();
		};
		program.stdout?.on('data', read);
		program.stderr?.on('data', read);
		program.once('exit', (code) => reject(new Error(`It ended with ${code ?? 'a signal'}: ${said}`)));
	});
}

test('[E94] npm run dev serves the app, signs in, and shows a changed component without losing the page', async ({
	browser
}) => {
	const page = await browser.newPage({ ...DESK, baseURL: origin });
	const thrown: string[] = [];
	page.on('pageerror', (error) => thrown.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error') thrown.push(message.text());
	});
	await page.goto('/logga-in');
	await page.getByLabel('Organisationsnummer').fill('karin@bjorkhem.example');
	await page.getByLabel('Lösenord').fill(DEMO_PASSWORD);
	await page.getByRole('button', { name: 'Logga in', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Arbetsorder', exact: true })).toBeVisible();
	await expect(saving(page)).toContainText('Allt är sparat');
	await page.locator('tbody tr').first().waitFor();

	await page.evaluate(() => document.body.setAttribute('data-same-page', ''));
	const component = join(folder, 'src/platform/ui/PageHeader.svelte');
	const source = await readFile(component, 'utf8');
	await writeFile(component, source.replace('{title}</h1>', '{title}, ändrad</h1>'));
	await expect(page.getByRole('heading', { name: 'Arbetsorder, ändrad' })).toBeVisible();
	await expect(page.locator('body[data-same-page]')).toBeAttached();
	expect(thrown).toEqual([]);
	await page.close();
});
