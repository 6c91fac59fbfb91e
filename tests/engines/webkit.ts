import { type ChildProcess, spawn } from 'node:child_process';
import { Builder, Capabilities } from 'selenium-webdriver';
import { WEBKIT_DRIVER, webkitPath } from '../support/needed.ts';
import { freePort } from '../support/server-process.ts';
import type { EnginePage } from './engine-page.ts';

/** WebKitGTK, which has Safari's engine and page cache, on a screen that nobody sees. */
export async function openWebKit(): Promise<EnginePage> {
	const port = await freePort();
	const program = spawn('xvfb-run', ['-a', WEBKIT_DRIVER, `--port=${port}`], { stdio: 'ignore', detached: true });
	const address = `http://127.0.0.1:${port}`;
	await answers(address);
	const options = { binary: webkitPath(), args: ['--automation'] };
	const capabilities = new Capabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options });
	const driver = await new Builder().usingServer(address).withCapabilities(capabilities).build();
	return {
		load: (page) => driver.get(page),
		run: (inPage, ...given) => driver.executeScript(inPage, ...given),
		async close() {
			await driver.quit();
			endGroup(program);
		}
	};
}

async function answers(address: string): Promise<void> {
	while (!(await fetch(`${address}/status`).catch(() => null))) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** The screen and the driver are processes of their own under it. */
function endGroup({ pid }: ChildProcess): void {
	if (pid !== undefined) process.kill(-pid);
}
