import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#core/id';
import { contentDisposition, safeFileName } from '#server/files/file-name';
import { type FileStore, fileKey } from '#server/files/file-store';
import { FolderStore } from '#server/files/folder-store';
import { serveFile } from '#server/files/serve-file';

let folder: string;
let store: FileStore;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'serve-'));
	store = new FolderStore(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('serving', () => {
	it('[FI15] a document is a download in a sandbox, header for header', async () => {
		const file = { id: newId(), kind: 'document', media_type: 'application/pdf' } as const;
		await store.put(fileKey(file, 'full'), Buffer.from('%PDF'));
		const response = await serveFile(store, file, 'full', 'Ritning kök.pdf');
		expect(Object.fromEntries(response?.headers ?? [])).toEqual({
			'cache-control': 'private, no-store',
			'content-disposition': `attachment; filename="Ritning kok.pdf"; filename*=UTF-8''Ritning%20k%C3%B6k.pdf`,
			'content-length': '4',
			'content-security-policy': "sandbox; default-src 'none'",
			'content-type': 'application/pdf',
			'cross-origin-resource-policy': 'same-origin',
			'referrer-policy': 'no-referrer',
			'x-content-type-options': 'nosniff'
		});
		expect(await response?.text()).toBe('%PDF');
		expect(await serveFile(store, file, 'thumbnail', 'x')).toBeNull();
	});

	it('[FI10] a picture may be shown in a page, by the ending of what it now is', async () => {
		const file = { id: newId(), kind: 'picture', media_type: 'image/webp' } as const;
		await store.put(fileKey(file, 'thumbnail'), Buffer.from('RIFF'));
		const response = await serveFile(store, file, 'thumbnail', 'IMG_1.JPG');
		expect(response?.headers.get('content-disposition')).toBe(
			`inline; filename="IMG_1.webp"; filename*=UTF-8''IMG_1.webp`
		);
		expect(await serveFile(store, file, 'full', 'x')).toBeNull();
	});
});

describe('[FI16] names', () => {
	it.each([
		['kök.jpg', 'kök.jpg'],
		['../../etc/passwd', 'etc_passwd'],
		['..\\..\\x.txt', 'x.txt'],
		['a\r\nSet-Cookie: b=1.txt', 'a Set-Cookie_ b=1.txt'],
		['gnp.\u202eexe.png', 'gnp.exe.png'],
		['\u2066\u200bnamn\u2069.pdf', 'namn.pdf'],
		['nul\0l.txt', 'null.txt'],
		['"citat".txt', '_citat_.txt'.replace(/^_/, '')],
		['', 'fil'],
		['...', 'fil'],
		['.htaccess', 'htaccess'],
		['\ud800trasig.txt', '\ufffdtrasig.txt'],
		[`${'å'.repeat(10_000)}.jpeg`, `${'å'.repeat(115)}.jpeg`],
		['a'.repeat(200), 'a'.repeat(120)],
		['😀'.repeat(200), '😀'.repeat(120)]
	])('%j becomes %j', (name, safe) => {
		expect(safeFileName(name)).toBe(safe);
	});

	it('the header stays one line of plain characters whatever the name is', () => {
		for (const name of ['a\r\nb', '"\\', '日本.txt', "o'neil (1)*.txt", '100%.txt', '\u202e', '😀']) {
			const header = contentDisposition('attachment', safeFileName(name));
			expect(header).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+$/);
			expect(header.split('"')).toHaveLength(3);
		}
	});
});
