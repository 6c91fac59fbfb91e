import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#core/id';
import { ok, refuse } from '#core/result';
import { KEEP_SHEET_PICTURE, type SheetPicture } from '#modules/visits/domain/copies/index.ts';
import { findMember } from '#server/auth/members';
import { sheetPicturesDecider } from '#modules/visits/server/copies/sheet-pictures.ts';
import { demoId } from '#server/demo/accounts';
import { DEMO_CARE, DEMO_TEAM } from '#modules/visits/server/demo/team.ts';
import { fileKey } from '#server/files/file-store';
import { FolderStore } from '#server/files/folder-store';
import { AMIR, DATABASES, KARIN, TestApplication } from '../support/application.ts';
import { TestDevice } from '../support/device.ts';

const DAY = '2026-11-23';
const PETRA = 'petra@lovasa.example';
const ANNA = 'anna@lovasa.example';

describe.each(DATABASES)('pictures of sheets on %s', (database) => {
	let app: TestApplication;
	beforeAll(async () => {
		app = await TestApplication.open(database, {}, 0);
	});
	afterAll(() => app.close());

	/** A picture that has arrived and lies in the store; gives the id of its file. */
	const store = async (): Promise<string> => {
		const [id, bytes] = [newId(), Buffer.from('a picture')];
		const fingerprint = createHash('sha256').update(bytes).digest('hex');
		await app.services.db
			.insertInto('stored_files')
			.values({
				id,
				organisation_id: DEMO_CARE.id,
				member_id: demoId(ANNA),
				upload_id: newId(),
				received_sha256: fingerprint,
				kind: 'picture',
				media_type: 'image/webp',
				bytes: bytes.length,
				width: 1,
				height: 1,
				created_at: new Date().toISOString()
			})
			.execute();
		const folder = new FolderStore(join(app.configuration.dataDir, 'files'));
		for (const size of ['full', 'thumbnail'] as const) await folder.put(fileKey({ id, kind: 'picture' }, size), bytes);
		return id;
	};
	const payloadOf = (more: object = {}) => ({
		team: DEMO_TEAM.id,
		day: DAY,
		copy: 'A1B2C3-4',
		page: 1,
		pages: 1,
		lines: ['b'.repeat(32)],
		upload: newId(),
		sha256: 'c'.repeat(64),
		...more
	});
	/** Decides what somebody hands in; gives the outcome's code, or why it waits. */
	const handIn = async (
		username: string,
		finished: ReturnType<Parameters<typeof sheetPicturesDecider>[0]>,
		payload: object = payloadOf()
	) => {
		const device = await TestDevice.withSession(app, username);
		const command = await device.sign('keep', newId(), payload as never, { kind: KEEP_SHEET_PICTURE });
		const author = await findMember(app.services.db, demoId(username), device.id, app.services.clock);
		if (!author) throw new Error('The member is not there');
		const decider = sheetPicturesDecider(() => finished);
		const prepared = (await decider.prepare?.(command, author)) ?? { postpone: 'not prepared' };
		if (prepared.postpone !== null) return prepared.postpone;
		const now = new Date().toISOString();
		const { db } = app.services;
		const asked = { command, author, prepared: prepared.value, at: now, now };
		const { status, code } = await db.transaction().execute((trx) => decider.decide(trx, asked));
		return code ?? status;
	};
	const arrived = (id: string, picture = true) =>
		Promise.resolve(ok({ id, mediaType: 'image/webp', bytes: 9, picture }));
	const get = async (username: string, path: string) =>
		(await TestDevice.withSession(app, username)).request('GET', path);
	const list = `/api/sheet-pictures?team=${DEMO_TEAM.id}&day=${DAY}`;

	it('[CP24] waits for its upload, is kept once, and is served to planners of the team alone', async () => {
		expect(await handIn(ANNA, Promise.resolve(refuse('upload-missing')))).toBe('upload-missing');
		const file = await store();
		expect(await handIn(ANNA, arrived(file))).toBe('accepted');
		expect(await handIn(ANNA, arrived(file))).toBe('accepted');
		const answer = await get(PETRA, list);
		const { pictures } = answer.body as { pictures: SheetPicture[] };
		expect(pictures).toHaveLength(1);
		expect(pictures[0]).toMatchObject({ file, day: DAY, copy: 'A1B2C3-4', lines: ['b'.repeat(32)], by: demoId(ANNA) });
		expect((await get(PETRA, list.replace(DAY, '2026-11-24'))).body).toEqual({ pictures: [] });
		for (const path of [`/files/${file}`, `/files/${file}/thumbnail`]) {
			expect((await get(PETRA, path)).status).toBe(200);
			for (const other of [ANNA, AMIR, KARIN]) expect([other, (await get(other, path)).status]).toEqual([other, 404]);
		}
		for (const other of [ANNA, AMIR, KARIN]) expect([other, (await get(other, list)).status]).toEqual([other, 404]);
	});

	it('[CP24] what is no picture, is said wrongly, or is for another team is refused', async () => {
		const file = await store();
		expect(await handIn(ANNA, arrived(file, false))).toBe('file-not-allowed');
		expect(await handIn(ANNA, Promise.resolve(refuse('type-not-allowed')))).toBe('file-not-allowed');
		expect(await handIn(ANNA, arrived(file), payloadOf({ copy: 'Elsa Ask' }))).toBe('malformed');
		expect(await handIn(ANNA, arrived(file), payloadOf({ team: newId() }))).toBe('forbidden');
		expect(await handIn(AMIR, arrived(file))).toBe('forbidden');
		expect(await handIn(KARIN, arrived(file))).toBe('forbidden');
		expect((await get(PETRA, `/files/${file}`)).status).toBe(404);
	});
});
