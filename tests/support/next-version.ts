import { cp, mkdtemp, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** A program that is the present one but for its version. */
export interface NextVersion {
	/** The program's first file, as `ServerProcess` starts it. */
	readonly program: string;
	remove(): Promise<void>;
}

/**
 * Makes of the built program the version after it: `theme.js` notes the version at the page, and the largest of the built
 * files has another name, as a changed file has. The old one is gone, as after a real update.
 */
export async function nextVersion(version: string): Promise<NextVersion> {
	const folder = await mkdtemp(join(tmpdir(), 'avbrottsfri-next-'));
	for (const name of ['src', 'sync', 'build', 'static', 'package.json']) {
		await cp(join(ROOT, name), join(folder, name), { recursive: true });
	}
	await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
	const client = join(folder, 'build/client');
	await withoutPacked(join(folder, 'build'));
	await renameLargest(folder, version);
	const theme = `${await readFile(join(client, 'theme.js'), 'utf8')}\ndocument.documentElement.dataset.version = '${version}';\n`;
	await writeFile(join(client, 'theme.js'), theme);
	await changed(join(client, 'service-worker.js'), (text) =>
		text.replace(
			/"revision":"[^"]+","url":"theme\.js"/,
			`"revision":"${createHash('md5').update(theme).digest('hex')}","url":"theme.js"`
		)
	);
	return { program: join(folder, 'src/app/start.ts'), remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Packed copies would still be the old files. */
async function withoutPacked(build: string): Promise<void> {
	for (const name of await readdir(build, { recursive: true })) {
		if (/\.(gz|br)$/.test(name)) await rm(join(build, name));
	}
}

async function renameLargest(folder: string, version: string): Promise<void> {
	const chunks = join(folder, 'build/client/_app/immutable/chunks');
	const sized = await Promise.all(
		(await readdir(chunks)).map(async (name) => ({ name, size: (await readFile(join(chunks, name))).length }))
	);
	const largest = sized.sort((a, b) => b.size - a.size)[0]?.name ?? '';
	const renamed = largest.replace('.js', `-${version}.js`);
	await rename(join(chunks, largest), join(chunks, renamed));
	for (const part of ['build/client', 'build/prerendered']) {
		for (const name of await readdir(join(folder, part), { recursive: true })) {
			if (/\.(js|html)$/.test(name)) {
				await changed(join(folder, part, name), (text) => text.replaceAll(largest, renamed));
			}
		}
	}
}

async function changed(path: string, change: (text: string) => string): Promise<void> {
	const text = await readFile(path, 'utf8');
	const next = change(text);
	if (next !== text) await writeFile(path, next);
}
