import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#core/id';
import { type FileStore, fileKey, isFileKey } from '#server/files/file-store';
import { FolderStore } from '#server/files/folder-store';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'store-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What every file store must do: the folder now, others when they come. */
const stores: [string, () => FileStore][] = [['folder', () => new FolderStore(join(folder, 'files'))]];

const newKey = () => fileKey({ id: newId(), kind: 'picture' }, 'full');
const contentOf = async (store: FileStore, key: string) => {
	const stored = await store.get(key);
	return stored && buffer(stored.body);
};

describe.each(stores)('a %s as file store', (_name, open) => {
	it('[FI17] gives back what was put', async () => {
		const store = open();
		const key = newKey();
		const content = Buffer.from('åäö'.repeat(100_000));
		await store.put(key, content);
		expect(await contentOf(store, key)).toEqual(content);
		expect((await store.get(key))?.size).toBe(content.length);
		expect(await store.exists(key)).toBe(true);
	});

	it('[FI17] takes a stream, and nothing at all', async () => {
		const store = open();
		const [streamed, empty] = [newKey(), newKey()];
		await store.put(streamed, Readable.from([Buffer.from('a'), Buffer.from('b')]));
		await store.put(empty, new Uint8Array());
		expect(await contentOf(store, streamed)).toEqual(Buffer.from('ab'));
		expect(await contentOf(store, empty)).toEqual(Buffer.alloc(0));
	});

	it('[FI17] replaces whole, and leaves the old content when the new one fails', async () => {
		const store = open();
		const key = newKey();
		await store.put(key, Buffer.from('old and long'));
		await store.put(key, Buffer.from('new'));
		expect(await contentOf(store, key)).toEqual(Buffer.from('new'));
		const failing = Readable.from(
			(function* () {
				yield Buffer.from('half');
				throw new Error('cut off');
			})()
		);
		await expect(store.put(key, failing)).rejects.toThrow('cut off');
		expect(await contentOf(store, key)).toEqual(Buffer.from('new'));
	});

	it('[FI17] says what is missing, and deletes what is there and what is not', async () => {
		const store = open();
		const key = newKey();
		expect(await store.get(key)).toBeNull();
		expect(await store.exists(key)).toBe(false);
		await store.delete(key);
		await store.put(key, Buffer.from('x'));
		await store.delete(key);
		expect(await store.exists(key)).toBe(false);
	});

	it('[FI17] two writers of one key leave one whole content', async () => {
		const store = open();
		const key = newKey();
		const contents = [Buffer.alloc(300_000, 'a'), Buffer.alloc(200_000, 'b')];
		await Promise.all(contents.map((content) => store.put(key, content)));
		const content = await contentOf(store, key);
		expect(contents.some((each) => content?.equals(each))).toBe(true);
	});

	it.each([
		'../../etc/passwd',
		'ab/../../x',
		'/etc/passwd',
		'',
		'ab/name.webp',
		`ab/${'a'.repeat(32)}.exe`,
		`ab/${'a'.repeat(32)}.webp\0`
	])('[FI17] refuses the key %j', async (key) => {
		expect(isFileKey(key)).toBe(false);
		await expect(open().put(key, Buffer.from('x'))).rejects.toThrow('Not a key');
		await expect(open().get(key)).rejects.toThrow('Not a key');
	});
});

describe('a folder as file store', () => {
	it('[FI17] removes what interrupted writes have left behind, once it is old', async () => {
		const store = new FolderStore(folder);
		await store.put(newKey(), Buffer.from('kept'));
		await mkdir(join(folder, 'ab'), { recursive: true });
		await writeFile(join(folder, 'ab', 'old.webp.1.part'), 'x');
		await writeFile(join(folder, 'ab', 'new.webp.2.part'), 'x');
		await utimes(join(folder, 'ab', 'old.webp.1.part'), 1, 1);
		expect(await store.removeRemains(60_000)).toBe(1);
		expect(await readdir(join(folder, 'ab'))).toEqual(['new.webp.2.part']);
	});
});
