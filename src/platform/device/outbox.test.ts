import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '#core/command';
import { newId } from '#core/id';
import { Outbox, type OutboxChange } from './outbox.ts';
import { type MemberRows, openMemberRows } from './storage.ts';

let member: string;
let rows: MemberRows;
let outbox: Outbox;
beforeEach(async () => {
	member = newId();
	rows = await openMemberRows(member);
	outbox = new Outbox(rows, member);
});
afterEach(() => {
	outbox.close();
	rows.close();
});

const DAY = 24 * 60 * 60 * 1000;
const bytes = (...values: number[]) => Uint8Array.from(values);
const command = (at = '1'): Command => ({
	v: 1,
	id: newId(),
	kind: 'work-orders.accept',
	about: newId(),
	payload: {},
	author: member,
	device: newId(),
	at,
	signature: ''
});
const picture = () => ({ id: newId(), about: newId(), name: 'a.jpg', blob: new Blob(['x']), sha256: '0'.repeat(64) });
const receipt = (id: string) => ({ command: id, status: 'accepted', number: 1, decidedAt: '' }) as const;

describe('updates', () => {
	it('[OB1] are kept in order until confirmed, each document for itself', async () => {
		await Promise.all([
			outbox.addUpdate('a', bytes(1)),
			outbox.addUpdate('b', bytes(2)),
			outbox.addUpdate('a', bytes(3))
		]);
		const rows = await outbox.updatesOf('a');
		expect(rows.map((row) => [...row.bytes])).toEqual([[1], [3]]);
		await outbox.confirmUpdates(rows.slice(0, 1));
		expect((await outbox.updatesOf('a')).map((row) => [...row.bytes])).toEqual([[3]]);
		expect(await outbox.waitingDocuments()).toEqual(['a', 'b']);
	});

	it('[OB1] of two tabs do not replace each other', async () => {
		const other = new Outbox(rows, member);
		await Promise.all([outbox.addUpdate('a', bytes(1)), other.addUpdate('a', bytes(2))]);
		expect(await outbox.updatesOf('a')).toHaveLength(2);
		other.close();
	});

	it('[OB7] tell which document changed, in the other tab too', async () => {
		const other = new Outbox(rows, member);
		const heard = new Promise<OutboxChange>((resolve) => other.onChange(resolve));
		await outbox.addUpdate('a', bytes(1));
		expect(await heard).toEqual({ doc: 'a' });
		other.close();
	});
});

describe('commands', () => {
	it('[OB2] accepted: the file goes, the receipt stays', async () => {
		const [made, blob] = [command(), picture()];
		await outbox.addCommand(made, blob, 0);
		await outbox.answerCommand(receipt(made.id));
		expect(await outbox.blobs()).toEqual([]);
		expect(await outbox.commands()).toMatchObject([{ state: 'accepted', receipt: { number: 1 } }]);
	});

	it('[OB2] refused: command and file stay until dismissed', async () => {
		const [made, blob] = [command(), picture()];
		await outbox.addCommand(made, blob, 0);
		const answer = {
			command: made.id,
			status: 'refused',
			number: 2,
			decidedAt: '',
			code: 'moved',
			detail: 'Måla AB'
		} as const;
		await outbox.answerCommand(answer);
		expect(await outbox.commands()).toMatchObject([{ state: 'refused', code: 'moved', detail: 'Måla AB' }]);
		expect(await outbox.blobs()).toHaveLength(1);
		await outbox.dismiss(made.id);
		expect([await outbox.commands(), await outbox.blobs()]).toEqual([[], []]);
	});

	it('[OB3] not yet: it waits, and is told of once', async () => {
		const made = command();
		await outbox.addCommand(made, null, 0);
		let told = 0;
		outbox.onChange(() => (told += 1));
		for (let round = 0; round < 3; round += 1) {
			await outbox.answerCommand({ command: made.id, status: 'postponed', code: 'storage' });
		}
		expect(told).toBe(1);
		expect(await outbox.commands()).toMatchObject([{ state: 'waiting', code: 'storage' }]);
	});

	it('[OB3] the server has lost the bytes: they are sent anew', async () => {
		const [made, blob] = [command(), picture()];
		await outbox.addCommand(made, blob, 0);
		await outbox.updateBlob(blob.id, { state: 'arrived', sent: 1 });
		await outbox.answerCommand({ command: made.id, status: 'postponed', code: 'upload-missing' });
		expect(await outbox.blobs()).toMatchObject([{ state: 'waiting', sent: 0 }]);
	});

	it('[OB4] are counted as they are', async () => {
		await outbox.addUpdate('a', bytes(1));
		await outbox.addUpdate('a', bytes(2));
		await outbox.addCommand(command('1'), null, 0);
		await outbox.addCommand(command('2'), picture(), 0);
		const refused = command('3');
		await outbox.addCommand(refused, null, 0);
		await outbox.answerCommand({ command: refused.id, status: 'rejected', code: 'malformed' });
		expect(await outbox.unsent()).toEqual({ updates: 1, commands: 1, blobs: 1, quiet: 0, refused: 1 });
	});

	it('[OB5] waiting ones cannot be dismissed', async () => {
		const made = command();
		await outbox.addCommand(made, null, 0);
		await outbox.dismiss(made.id);
		expect(await outbox.commands()).toHaveLength(1);
	});

	it('[OB6] accepted ones are out of sight after a day, and gone after fourteen', async () => {
		const done = command();
		await outbox.addCommand(done, null, 0);
		await outbox.answerCommand(receipt(done.id));
		await outbox.tidy(DAY);
		expect(await outbox.commands()).toHaveLength(1);
		await outbox.tidy(DAY + 1);
		expect(await outbox.commands()).toEqual([]);
		expect(await rows.all('commands')).toMatchObject([{ state: 'kept' }]);
		await outbox.tidy(14 * DAY + 1);
		expect(await rows.all('commands')).toEqual([]);
	});

	it('[OB18] commands are sent in the order in which they were made, also when the clock was put back between them', async () => {
		const [first, second] = [command('9'), command('1')]; // by their stamps the other way round
		await outbox.addCommand(first, null, 26 * DAY);
		await outbox.addCommand(second, null, 0);
		expect((await outbox.commands()).map(({ id }) => id)).toEqual([first.id, second.id]);
		await outbox.answerCommand(receipt(first.id));
		await outbox.tidy(DAY);
		await outbox.tidy(2 * DAY + 1);
		expect((await outbox.commands()).map(({ id }) => id)).toEqual([second.id]);
	});

	it('[OB10] a restored server gets again what it had accepted, and is told so', async () => {
		const [old, recent, unsent] = [command('1'), command('2'), command('3')];
		for (const each of [old, recent, unsent]) await outbox.addCommand(each, null, 0);
		await outbox.answerCommand(receipt(old.id));
		await outbox.tidy(DAY + 1);
		await outbox.answerCommand(receipt(recent.id));
		await outbox.sendAgain();
		expect(await outbox.commands()).toMatchObject([
			{ id: old.id, state: 'waiting', again: true, receipt: null },
			{ id: recent.id, state: 'waiting', again: true },
			{ id: unsent.id, state: 'waiting' }
		]);
	});

	it('[OB10] a picture that nobody has any more is told as lost', async () => {
		const attach = command();
		await outbox.addCommand(attach, picture(), 0);
		await outbox.answerCommand(receipt(attach.id));
		await outbox.sendAgain();
		await outbox.answerCommand({ command: attach.id, status: 'postponed', code: 'upload-missing' });
		expect(await outbox.commands()).toMatchObject([{ state: 'rejected', code: 'upload-missing' }]);
	});

	it('[OB9] quiet ones are not counted, and go when they are answered, also with a refusal', async () => {
		for (const answer of [
			(id: string) => receipt(id),
			(id: string) => ({ command: id, status: 'rejected', code: 'malformed' }) as const
		]) {
			const made = command();
			await outbox.addCommand(made, null, 0, { quiet: true });
			expect(await outbox.unsent()).toMatchObject({ commands: 0, quiet: 1, refused: 0 });
			await outbox.answerCommand(answer(made.id));
			expect(await outbox.commands()).toEqual([]);
		}
	});
});
