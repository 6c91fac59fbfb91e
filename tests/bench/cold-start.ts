import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as rest } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import playwrightConfig from '../../playwright.config.ts';

/** As slow as a simple phone: the factor by which the page's processor is slowed. */
export const SLOWDOWN = 4;

const STARTS = 5;

/** What a browser needs to have started its own parts, which a phone does on other cores; in milliseconds. */
const BROWSER_AT_REST = 1500;

/** What is waited for: an element, and the path of the page it stands on. */
interface Beginning {
	readonly origin: string;
	readonly path: string;
	readonly awaited: string;
}

/**
 * Starts a browser anew on a profile, several times, and gives for each the milliseconds from the start of the
 * navigation until the element stands on the screen, by the page's own clock; the shortest first.
 *
 * Spoken to over its own protocol with four words, since a test's driver watches every script and every frame, which
 * costs the page a sixth of its time.
 */
export async function coldStarts(profile: string, beginning: Beginning): Promise<number[]> {
	const starts: number[] = [];
	for (let round = 0; round < STARTS; round += 1) starts.push(await coldStart(profile, beginning));
	starts.sort((a, b) => a - b);
	console.log(`  ${beginning.path}, started ${STARTS} times: ${starts.map((time) => Math.round(time)).join(' ')} ms`);
	return starts;
}

async function coldStart(profile: string, { origin, path, awaited }: Beginning): Promise<number> {
	const { executablePath = chromium.executablePath(), args = [] } = playwrightConfig.use?.launchOptions ?? {};
	const browser = spawn(
		executablePath,
		[...args, '--headless=new', `--user-data-dir=${profile}`, '--remote-debugging-port=0', 'about:blank'],
		{ stdio: ['ignore', 'ignore', 'pipe'] }
	);
	const gone = once(browser, 'exit');
	const page = await PageLine.open(await portOf(browser.stderr));
	await page.call('Emulation.setDeviceMetricsOverride', {
		width: 390,
		height: 844,
		deviceScaleFactor: 1,
		mobile: true
	});
	await page.call('Page.enable');
	await page.call('Page.addScriptToEvaluateOnNewDocument', { source: watchFor(awaited) });
	await page.call('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
	await rest(BROWSER_AT_REST);
	await page.call('Page.navigate', { url: origin + path });
	let usableAt: number | undefined;
	while (usableAt === undefined) usableAt = await page.usableAt();
	page.send('Browser.close');
	await gone;
	return usableAt;
}

/** Runs in the page: notes when the element stands there and a frame with it has been drawn. */
const watchFor = (selector: string) => `
	new MutationObserver((_changes, observer) => {
		if (!document.querySelector(${JSON.stringify(selector)})) return;
		observer.disconnect();
		requestAnimationFrame(() => setTimeout(() => (globalThis.usableAt = performance.now())));
	}).observe(document, { childList: true, subtree: true });`;

function portOf(said: NodeJS.ReadableStream): Promise<string> {
	const { promise, resolve } = Promise.withResolvers<string>();
	let text = '';
	said.on('data', (part: Buffer) => {
		text += part.toString();
		const port = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(text)?.[1];
		if (port) resolve(port);
	});
	return promise;
}

/** The browser's own protocol with its one page. */
class PageLine {
	#socket: WebSocket;
	#answers = new Map<number, (result: Record<string, unknown>) => void>();

	private constructor(socket: WebSocket) {
		this.#socket = socket;
		socket.addEventListener('message', ({ data }) => {
			const { id, result } = JSON.parse(String(data)) as { id?: number; result?: Record<string, unknown> };
			if (id !== undefined) this.#answers.get(id)?.(result ?? {});
		});
	}

	static async open(port: string): Promise<PageLine> {
		for (;;) {
			const response = await fetch(`http://127.0.0.1:${port}/json`);
			const targets = (await response.json()) as { type: string; webSocketDebuggerUrl: string }[];
			const page = targets.find(({ type }) => type === 'page');
			if (!page) continue;
			const socket = new WebSocket(page.webSocketDebuggerUrl);
			await once(socket, 'open');
			return new PageLine(socket);
		}
	}

	send(method: string, params: object = {}): number {
		const id = this.#answers.size + 1;
		this.#answers.set(id, () => undefined);
		this.#socket.send(JSON.stringify({ id, method, params }));
		return id;
	}

	call(method: string, params?: object): Promise<Record<string, unknown>> {
		const { promise, resolve } = Promise.withResolvers<Record<string, unknown>>();
		this.#answers.set(this.send(method, params), resolve);
		return promise;
	}

	/** When the awaited element stood there; asked for now and then, so that asking does not slow the page. */
	async usableAt(): Promise<number | undefined> {
		await rest(100);
		const { result } = (await this.call('Runtime.evaluate', { expression: 'globalThis.usableAt' })) as {
			result?: { value?: number };
		};
		return result?.value;
	}
}
