import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import playwrightConfig from '../../playwright.config.ts';
import type { BenchRow } from './sync-throughput.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const ORDERS = 20_000;
const ROUNDS = 3;
const CONDITIONS = `${ORDERS} orders of 27 columns to an .xlsx in Chromium, median of ${ROUNDS}`;
const POLICY =
	"default-src 'none'; script-src 'self'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types app-worker";

interface Measured {
	total: number;
	longestBlock: number;
	bytes: number;
}

/** Twenty thousand orders to a spreadsheet: how long it takes, and how long the page stands still for it. */
export async function reportsBench(): Promise<BenchRow[]> {
	const folder = await mkdtemp(join(tmpdir(), 'avbrottsfri-reports-'));
	await buildPage(folder);
	const server = createServer((request, response) => {
		const path = request.url === '/' ? '/page.html' : (request.url ?? '').replace('/_app', '');
		void readFile(join(folder, 'out', path)).then(
			(body) => {
				response.setHeader('content-security-policy', POLICY);
				response.setHeader('content-type', extname(path) === '.js' ? 'text/javascript' : 'text/html');
				response.end(body);
			},
			() => response.writeHead(404).end()
		);
	}).listen(0);
	const browser = await chromium.launch(playwrightConfig.use?.launchOptions ?? {});
	const page = await browser.newPage();
	await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
	await page.waitForFunction(() => 'report' in globalThis);
	const rounds: Measured[] = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		rounds.push(await page.evaluate((count) => (globalThis as unknown as Page).report(count), ORDERS));
	}
	await browser.close();
	server.close();
	await rm(folder, { recursive: true, force: true });
	const median = (of: (measured: Measured) => number) => rounds.map(of).sort((a, b) => a - b)[1] ?? 0;
	return [
		row('order report: until the file is there', median(({ total }) => total) / 1000, 's', 3),
		row(
			'order report: longest time between two frames',
			median(({ longestBlock }) => longestBlock),
			'ms',
			50
		),
		row('order report: size of the file', median(({ bytes }) => bytes) / 1_000_000, 'MB', 10)
	];
}

interface Page {
	report(count: number): Promise<Measured>;
}

const row = (name: string, ours: number, unit: string, target: number): BenchRow => ({
	name,
	ours: Math.round(ours * 100) / 100,
	peer: target,
	peerName: 'target',
	unit,
	ratio: ours / target,
	better: 'lower',
	conditions: CONDITIONS
});

/** Builds our report code as it is for the app into a page that offers it as `window.report`. */
async function buildPage(folder: string): Promise<void> {
	await writeFile(join(folder, 'page.ts'), PROGRAM);
	await build({
		root: folder,
		base: '/_app/',
		configFile: false,
		logLevel: 'silent',
		resolve: {
			alias: [
				{ find: /^fflate$/, replacement: join(ROOT, 'src/platform/device/spreadsheet/pack.ts') },
				{ find: /^#modules\/(.*)$/, replacement: join(ROOT, 'src/modules/$1') }
			]
		},
		worker: { format: 'es' },
		build: {
			outDir: 'out',
			modulePreload: false,
			rolldownOptions: { input: 'page.ts', output: { entryFileNames: 'page.js' } }
		},
		oxc: { tsconfig: false } as never
	});
	const html = '<!doctype html><title>Rapport</title><script type="module" src="/_app/page.js"></script>';
	await writeFile(join(folder, 'out/page.html'), html);
}

const PROGRAM = `
import { REPORT_COLUMNS, reportRows } from '#modules/work-orders/domain/index.ts';
import { makeSpreadsheet } from '${ROOT}src/platform/device/spreadsheet/make.ts';

const named = new Proxy({}, { get: (_target, name) => String(name) });
const words = { type: named, priority: named, status: named, vacant: 'Vakant' };
const moment = (index) => new Date(1.75e12 + index * 1_234_567).toISOString();
const order = (index) => ({
	number: 400_000 + index, bundle: '00812-' + index, type: 'fault', priority: 'normal', status: 'done',
	orderedAt: moment(index), registeredAt: moment(index + 1), acceptedAt: moment(index + 40), doneAt: moment(index + 90),
	planned: { day: '2026-11-24', from: '08:00', to: '12:00' }, contractorName: 'Söder Rör & Värme AB',
	doneAction: 'Bytt packning och provkört. ' + index,
	phrase: 'Läckage under diskbänk', description: 'Det droppar från vattenlåset och golvet är blött. '.repeat(3) + index,
	place: { number: '0081' + index, address: 'Åsögatan ' + (index % 200), postalCode: '118 29', city: 'Stockholm', area: 'Söder', administrativeArea: 'Innerstaden' },
	tenant: { name: 'Elin Sandberg', otherPhone: '070-174 06 05', homePhone: '', workPhone: '', use: 'otherPhone' },
	concerns: { room: 'Kök', roomCode: '21', unit: 'Vattenlås' }, orderer: { name: 'Karin Ekvall' }
});

window.report = async (count) => {
	const items = Array.from({ length: count }, (_, index) => ({ order: order(index) }));
	let longestBlock = 0;
	let last = performance.now();
	let watching = true;
	const watch = () => {
		longestBlock = Math.max(longestBlock, performance.now() - last);
		last = performance.now();
		if (watching) requestAnimationFrame(watch);
	};
	requestAnimationFrame(watch);
	const startedAt = performance.now();
	const columns = REPORT_COLUMNS.map(({ key, kind, width }) => ({ heading: key, kind, width }));
	const blob = await makeSpreadsheet([{ name: 'Arbetsorder', columns, rows: reportRows(items, words) }]);
	watching = false;
	return { total: performance.now() - startedAt, longestBlock, bytes: blob.size };
};
`;
