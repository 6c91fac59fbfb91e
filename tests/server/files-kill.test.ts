import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cameraPicture } from './files-fixtures.ts';
import { ANNA, type FilesServer, ORGANISATION, filesUnder, hashOf, startFilesServer, upload } from './files-server.ts';

let server: FilesServer;
beforeAll(async () => {
	server = await startFilesServer();
});
afterAll(() => server.stop());

/** Before and after the picture, before and after the thumbnail, after the row, after the removal. */
const STEPS = [1, 2, 3, 4, 5, 6];

describe('the server dies while it finishes a picture', () => {
	it.each(STEPS)('[FI7] at step %i: one file, one row, and the same answer afterwards', async (step) => {
		const picture = await cameraPicture(6);
		const uploadId = await upload(server, picture);
		const request = { uploadId, member: ANNA, organisation: ORGANISATION, sha256: hashOf(picture) };
		const before = (await filesUnder(server, 'files')).size;
		expect(await runVictim(step, request)).toBe('SIGKILL');

		const finished = await server.files.finishUpload(request);
		expect(finished).toMatchObject({ ok: true, value: { kind: 'picture', width: 400, height: 300 } });
		expect(await server.files.finishUpload(request)).toEqual(finished);
		const rows = await server.connection
			.selectFrom('stored_files')
			.selectAll()
			.where('upload_id', '=', uploadId)
			.execute();
		expect(rows).toHaveLength(1);
		expect((await filesUnder(server, 'files')).size).toBe(before + 2);
		expect((await filesUnder(server, 'uploads')).has(uploadId)).toBe(false);
	});

	it('[FI7] there are no further steps', async () => {
		const picture = await cameraPicture(6);
		const uploadId = await upload(server, picture);
		const request = { uploadId, member: ANNA, organisation: ORGANISATION, sha256: hashOf(picture) };
		expect(await runVictim(STEPS.length + 1, request)).toBeNull();
	});
});

async function runVictim(step: number, request: object): Promise<string | null> {
	const program = new URL('./files-victim.ts', import.meta.url).pathname;
	const child = spawn(process.execPath, [program, server.dataDir, String(step), JSON.stringify(request)], {
		stdio: ['ignore', 'ignore', 'inherit']
	});
	const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
	return signal;
}
