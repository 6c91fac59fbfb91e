import { hash } from 'node:crypto';
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { readBundle } from '#carrying/bundle';
import { HybridClock } from '#core/clock';
import { dayAfter } from '#swedish/dates';
import { assign, cancelVisit, readPlan } from '#modules/visits/domain/index.ts';
import { labelsOf } from '#modules/visits/server/copies/copy-names.ts';
import { CopyWriter } from '#modules/visits/server/copies/copy-writer.ts';
import { saveTeamEntries } from '#modules/visits/server/team/teams.ts';
import { ADMINISTRATOR, CopiesParts, ORGANISATION, PHRASE, TEAM, planOf, readPdf, until } from './copies-parts.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const TODAY = '2026-11-23';
const YESTERDAY = '2026-11-22';
let parts: CopiesParts;
afterEach(() => parts.close());

async function written(options: Parameters<typeof CopiesParts.open>[0] = {}): Promise<CopiesParts> {
	parts = await CopiesParts.open(options);
	await parts.lock();
	await parts.settled();
	return parts;
}

const author = {
	member: 'a'.repeat(32),
	device: 'a'.repeat(32),
	clock: new HybridClock({ now: Date.now }, 'a'.repeat(32))
};

/** Takes the carer of a day's first visit away. */
const edit = (day: string) =>
	parts.write(planOf(day), (doc) => {
		assign(doc, author, readPlan(doc, day).visits[0]?.id ?? '', 'a', null);
	});
const numbers = async () => new Map((await parts.live()).map(({ file, number }) => [file ?? '', number]));
const state = () => parts.db.selectFrom('copy_states').selectAll().executeTakeFirstOrThrow();
/** What lies in the folder is what the log says. */
async function expectLogToHold(): Promise<void> {
	const rows = await parts.live();
	expect(rows.map(({ file }) => file)).toEqual(await parts.files());
	for (const { file, sha256 } of rows)
		expect(hash('sha256', await readFile(join(parts.folder, file!)), 'hex')).toBe(sha256);
}

describe('what is written', () => {
	it('[CP1] [CP6] two PDFs a team and day, and one file for the app; each has its number and its sum', async () => {
		await written();
		const files = await parts.files();
		const days = Array.from({ length: 18 }, (_unused, at) =>
			dayAfter(TODAY, at - 14)
				.slice(2)
				.replaceAll('-', '')
		);
		const wanted = days.flatMap((day) => [`${day} Brukarschema Vallhed.pdf`, `${day} Översiktsschema Vallhed.pdf`]);
		expect(files).toEqual([...wanted, '261123 Plan Vallhed.avbrott'].sort());
		await expectLogToHold();
		const rows = await parts.live();
		expect(new Set(rows.map(({ number }) => number)).size).toBe(37);
		const today = rows.find(({ file }) => file === '261123 Brukarschema Vallhed.pdf');
		const text = await readPdf(join(parts.folder, today!.file!), PHRASE);
		expect(text).toContain(`Kopia ${today!.number} ·`);
		expect(text).toContain('Brukarschema · Anna Ek');
	});

	it('[CP2] nothing without a passphrase; without a lock only when an administrator chose so, which is kept', async () => {
		parts = await CopiesParts.open();
		await parts.settled();
		await expect(access(parts.copies.worker.root)).rejects.toThrow('ENOENT');
		await parts.copies.service.setUnprotected(ADMINISTRATOR, true);
		await parts.settled();
		const files = await parts.files();
		expect(files).toHaveLength(36);
		expect(files.some((file) => file.endsWith('.avbrott'))).toBe(false);
		expect(await readPdf(join(parts.folder, '261123 Brukarschema Vallhed.pdf'))).toContain('Anna Ek');
		const [kept] = await parts.db.selectFrom('copy_settings_log').selectAll().execute();
		expect(kept).toMatchObject({ change: 'unprotected', member_id: ADMINISTRATOR.member });
		expect((await parts.live()).every(({ locked }) => locked === 0)).toBe(true);
	});

	it('[CP3] a locked PDF opens with the passphrase alone, and no name stands readable in the folder', async () => {
		await written();
		const path = join(parts.folder, '261123 Översiktsschema Vallhed.pdf');
		expect(await readPdf(path, PHRASE)).toContain('Översiktsschema · Vallhed');
		for (const wrong of ['blå häst över ån.', 'bla hast over an', ''])
			await expect(readPdf(path, wrong)).rejects.toMatchObject({ name: 'PasswordException' });
		for (const file of await parts.files()) {
			const bytes = (await readFile(join(parts.folder, file))).toString('latin1');
			expect(bytes).not.toMatch(/Anna Ek|Elsa|Storgatan/);
			if (file.endsWith('.pdf')) expect(bytes).toMatch(/\/R 6/);
		}
	});

	it('[CP11] the file for the app brings the plan as the server has it', async () => {
		await written();
		const bytes = new Uint8Array(await readFile(join(parts.folder, '261123 Plan Vallhed.avbrott')));
		const read = await readBundle(bytes, {
			team: TEAM,
			device: 'd'.repeat(32),
			secret: { kind: 'passphrase', phrase: PHRASE },
			now: parts.clock.at
		});
		if (!read.ok) throw new Error(read.code);
		const today = read.value.documents.find(({ name }) => name === planOf(TODAY));
		const doc = new Y.Doc();
		Y.applyUpdate(doc, today!.changes, 'test');
		const seen = new Y.Doc();
		for (const row of (await parts.log.load(planOf(TODAY))).rows) Y.applyUpdate(seen, row.bytes, 'test');
		expect(readPlan(doc, TODAY).visits.length).toBeGreaterThan(20);
		expect(readPlan(doc, TODAY)).toEqual(readPlan(seen, TODAY));
	});

	it('[CP18] a stored row that does not load is left out', async () => {
		parts = await CopiesParts.open();
		await parts.append(planOf(TODAY), new Uint8Array([9, 9, 9, 9]));
		await parts.lock();
		await parts.settled();
		expect(await readPdf(join(parts.folder, '261123 Brukarschema Vallhed.pdf'), PHRASE)).toContain('Anna Ek');
	});
});

describe('when it is written', () => {
	it('[CP4] [CP7] a change writes its own day anew, and what is replaced counts as destroyed', async () => {
		await written();
		const before = await numbers();
		await edit(YESTERDAY);
		await parts.settled();
		const after = await numbers();
		const changed = [...after].filter(([file, number]) => before.get(file) !== number).map(([file]) => file);
		expect(changed.sort()).toEqual([
			'261122 Brukarschema Vallhed.pdf',
			'261122 Översiktsschema Vallhed.pdf',
			'261123 Plan Vallhed.avbrott'
		]);
		expect(await readPdf(join(parts.folder, changed[0]!), PHRASE)).toContain('Utan medarbetare');
		const replaced = await parts.db.selectFrom('copies').selectAll().where('destroyed_how', '=', 'replaced').execute();
		expect(replaced.map(({ file }) => file).sort()).toEqual(changed);
		await expectLogToHold();
		expect(Math.max(...[...after.values()].map(Number))).toBe(40);
	});

	it('[CP4] many changes in a row are written once', async () => {
		await written({ pauses: { quiet: 400, longest: 60_000, tick: 10, retry: 0 } });
		const before = await numbers();
		for (let at = 0; at < 5; at += 1) {
			await parts.write(planOf(TODAY), (doc) => {
				cancelVisit(doc, author, readPlan(doc, TODAY).visits[at]?.id ?? '', 'inlagd');
			});
		}
		expect(await numbers()).toEqual(before);
		parts.clock.at += 1_000;
		await parts.settled();
		const taken = await parts.db.selectFrom('copies').select('number').execute();
		expect(taken).toHaveLength(37 + 3);
	});

	it('[CP4] what is known of people changes the sheets that show it', async () => {
		await written();
		const asked = parts.db.selectFrom('team_entries').selectAll().where('root', '=', 'recipients');
		const row = await asked.orderBy('entry_key').executeTakeFirstOrThrow();
		const named = { ...(JSON.parse(row.body_json) as object), name: 'Nytt Namn', address: 'Nygatan 1' };
		await saveTeamEntries(parts.db, TEAM, 'recipients', { [row.entry_key]: named });
		parts.copies.worker.changed([`team:${TEAM}:all:1`]);
		await parts.settled();
		expect(await readPdf(join(parts.folder, '261123 Brukarschema Vallhed.pdf'), PHRASE)).toContain('Nytt Namn');
	});

	it('[CP5] a new day writes the days ahead anew and removes what is too old; other files are left alone', async () => {
		await written();
		await writeFile(join(parts.folder, '261109 Brukarschema Sjuhärad.pdf'), 'somebody else’s');
		const before = await numbers();
		parts.clock.forward(24);
		await parts.settled();
		await until('the new day', async () => (await numbers()).has('261124 Plan Vallhed.avbrott'));
		await parts.settled();
		const after = await numbers();
		expect(after.has('261109 Brukarschema Vallhed.pdf')).toBe(false);
		expect(after.has('261127 Brukarschema Vallhed.pdf')).toBe(true);
		expect(after.get('261120 Brukarschema Vallhed.pdf')).toBe(before.get('261120 Brukarschema Vallhed.pdf'));
		expect(after.get('261124 Brukarschema Vallhed.pdf')).not.toBe(before.get('261124 Brukarschema Vallhed.pdf'));
		const files = await parts.files();
		expect(files).not.toContain('261109 Brukarschema Vallhed.pdf');
		expect(files).not.toContain('261123 Plan Vallhed.avbrott');
		expect(files).toContain('261109 Brukarschema Sjuhärad.pdf');
		const expired = await parts.db.selectFrom('copies').selectAll().where('destroyed_how', '=', 'expired').execute();
		expect(expired.map(({ day_from: day }) => day)).toEqual(['2026-11-09', '2026-11-09']);
	});
});

describe('the folder', () => {
	it('[CP8] away: older files stay, it is told since when and why, and tried again until it works', async () => {
		const share = await mkdtemp(join(tmpdir(), 'share-'));
		await written({ copiesDir: share });
		await expectLogToHold();
		await rename(share, `${share}-gone`);
		await edit(TODAY);
		await until('the failure', async () => (await state()).code === 'away');
		expect((await state()).failing_since).toBe('2026-11-23T09:00:00.000Z');
		expect((await state()).written_at).not.toBeNull();
		await mkdir(share); // the place of a share that is not connected
		parts.clock.forward(1);
		await until(
			'another try',
			() => parts.logger.lines.filter(({ fields }) => 'code' in fields && fields.code === 'away').length > 2
		);
		expect((await state()).failing_since).toBe('2026-11-23T09:00:00.000Z');
		await rm(share, { recursive: true });
		await rename(`${share}-gone`, share);
		await until('success', async () => (await state()).failing_since === null);
		await expectLogToHold();
		expect((await state()).code).toBeNull();
		await rm(share, { recursive: true });
	});

	it('[CP9] what was half done is not seen, and a row without its file is found out', async () => {
		await written();
		const file = '261123 Brukarschema Vallhed.pdf';
		await parts.copies.worker.stop();
		await writeFile(join(parts.folder, file), 'torn');
		await rm(join(parts.folder, '261120 Översiktsschema Vallhed.pdf'));
		await parts.restart();
		await parts.settled();
		await expectLogToHold();
		expect(await readPdf(join(parts.folder, file), PHRASE)).toContain('Anna Ek');
		const missing = await parts.db.selectFrom('copies').selectAll().where('destroyed_how', '=', 'missing').execute();
		expect(missing.map((row) => row.file).sort()).toEqual(['261120 Översiktsschema Vallhed.pdf', file]);
	});

	it('[CP9] killed at any moment: what has the name of a copy is a whole one', async () => {
		parts = await CopiesParts.open();
		await parts.lock();
		for (let round = 0; round < 6; round += 1) {
			parts.copies.worker.start();
			await until('some files', async () => (await parts.files().catch(() => [])).length > round * 6);
			parts.copies.worker.killWriter();
		}
		await parts.settled();
		await until('all files', async () => (await parts.files()).length === 37);
		await parts.settled();
		for (const name of await parts.files()) {
			if (name.endsWith('.pdf')) expect(await readPdf(join(parts.folder, name), PHRASE)).toContain('Vallhed');
		}
	});

	it('[CP10] names become names of files, and two that are alike stay apart', () => {
		const long = 'Å'.repeat(300);
		const named = ['../../etc', 'a/b\\c', 'CON', 'Vallhed', 'vallhed', '\u202efdp.exe', '  . ', long, 'x\u0000y\n'].map(
			(name, at) => ({ id: String(at).padEnd(32, 'a'), name })
		);
		const labels = [...labelsOf(named).values()];
		for (const label of labels) {
			expect(label).toMatch(/^[^\\/:*?"<>|\p{Cc}\p{Cf}]+$/u);
			expect(label).not.toMatch(/^\.|[. ]$|^con$/i);
			expect(Array.from(label).length).toBeLessThanOrEqual(67);
		}
		expect(new Set(labels.map((label) => label.toLowerCase())).size).toBe(labels.length);
	});
});

describe('the lock and the process', () => {
	it('[CP12] the passphrase lies encrypted; another one writes every file anew', async () => {
		await written();
		const row = await parts.db.selectFrom('copy_settings').selectAll().executeTakeFirstOrThrow();
		expect(row.passphrase_sealed).not.toContain(PHRASE);
		const { service } = parts.copies;
		expect(await service.setPassphrase(ADMINISTRATOR, 'tretton tecken'.slice(0, 13))).toEqual({
			ok: false,
			code: 'too-short'
		});
		expect(await service.setPassphrase(ADMINISTRATOR, 'å'.repeat(101))).toEqual({ ok: false, code: 'too-long' });
		parts.clock.forward(1);
		await parts.lock('en helt annan fras');
		await parts.settled();
		const path = join(parts.folder, '261120 Brukarschema Vallhed.pdf');
		await expect(readPdf(path, PHRASE)).rejects.toMatchObject({ name: 'PasswordException' });
		expect(await readPdf(path, 'en helt annan fras')).toContain('Vallhed');
		expect(await parts.live()).toHaveLength(37);
	});

	it('[CP13] a process that hangs counts as away, and the next job has a new one', async () => {
		parts = await CopiesParts.open();
		const program = new URL('./copies-hanging.ts', import.meta.url);
		const writer = new CopyWriter({ logger: parts.logger, patience: 1_500, program });
		const job = { job: 'inspect', folder: '/', files: [] } as const;
		expect(await writer.run({ ...job, folder: '/hangs' })).toEqual({ ok: false, code: 'slow' });
		expect(await writer.run(job)).toMatchObject({ ok: true });
		expect(await writer.run({ ...job, folder: '/dies' })).toEqual({ ok: false, code: 'failed' });
		expect(await writer.run(job)).toMatchObject({ ok: true });
		await writer.close();
	});

	it('[CP17] the log holds no name, no folder and no passphrase', async () => {
		await written();
		await edit(TODAY);
		await parts.settled();
		const lines = JSON.stringify(parts.logger.lines);
		expect(lines).toContain('copies written');
		for (const secret of ['Vallhed', 'Lövåsa', 'Anna', PHRASE, parts.dataDir, 'Brukarschema'])
			expect(lines).not.toContain(secret);
		expect(lines).toContain(ORGANISATION);
	});
});
