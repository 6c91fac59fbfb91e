/**
 * Finishes an upload in a process of its own that dies by SIGKILL at the nth step. Arguments: data folder, n, and the
 * request as JSON. A step is every call that leaves a trace: storing a file, writing the row, removing the bytes.
 */
import { join } from 'node:path';
import { openDatabase } from '#app/installation';
import type { FileStore } from '#server/files/file-store';
import { type FinishRequest, createFinishUpload } from '#server/files/finish-upload';
import { FolderStore } from '#server/files/folder-store';
import { Pictures } from '#server/files/pictures';
import { UploadFolder } from '#server/files/upload-folder';

const [dataDir = '', step = '', json = ''] = process.argv.slice(2);
let left = Number(step);
const count = () => {
	left -= 1;
	if (left === 0) process.kill(process.pid, 'SIGKILL');
};

class DyingFolder extends UploadFolder {
	override async removeBytes(id: string): Promise<void> {
		count(); // after the row, before the removal
		await super.removeBytes(id);
		count();
	}
}

const folder = new FolderStore(join(dataDir, 'files'));
const store: FileStore = {
	put: async (key, content) => {
		count();
		await folder.put(key, content);
		count();
	},
	get: (key) => folder.get(key),
	exists: (key) => folder.exists(key),
	delete: (key) => folder.delete(key)
};
const silent = { info: () => null, warn: () => null, error: () => null };
const pictures = new Pictures({ logger: silent });
const finishUpload = createFinishUpload({
	connection: await openDatabase({ databaseUrl: null, dataDir }),
	store,
	folder: new DyingFolder(join(dataDir, 'uploads')),
	pictures,
	clock: { now: () => Date.now() },
	logger: silent
});
const finished = await finishUpload(JSON.parse(json) as FinishRequest);
process.stdout.write(JSON.stringify({ ok: finished.ok, left }));
await pictures.close();
