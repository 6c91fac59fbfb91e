import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FrameReader, FrameSource } from '#carrying/fountain';
import { frameToModules, modulesToPixels, pixelsToFrame } from '#device/carrying/qr-pixels.ts';
import { DAY, Phone, freshDatabases } from './carrying-devices.ts';

let sara: Phone;
let bo: Phone;
beforeEach(async () => {
	freshDatabases();
	[sara, bo] = [await Phone.of('Sara Lind'), await Phone.of('Bo Ek')];
});
afterEach(() => {
	sara.close();
	bo.close();
});

/** A day that both have had from the server before the outage. */
async function planDay(visits: number): Promise<void> {
	await sara.with((doc) => {
		doc.transact(() => {
			for (let n = 0; n < visits; n += 1) doc.getMap('visits').set(`v${n}/src.start`, 420 + n);
		}, 'import');
	});
	const { outbox } = sara.carrying;
	await bo.take((await sara.give()).bytes);
	for (const phone of [sara, bo]) {
		const rows = await phone.carrying.carried.waiting();
		await phone.carrying.carried.delivered(rows.map(({ id }) => id));
	}
	await outbox.confirmUpdates(await outbox.updatesOf(DAY));
}

async function screenOf(bytes: Uint8Array): Promise<FrameSource> {
	const source = await FrameSource.of(bytes, 200);
	if (!source.ok) throw new Error(source.code);
	return source.value;
}

/** Holds a camera before a screen for some of its codes; `sees` says which it catches. */
function look(
	shown: FrameSource,
	reader: FrameReader,
	from: number,
	to: number,
	sees = (_index: number) => true
): void {
	for (let index = from; index < to; index += 1) {
		if (!sees(index)) continue;
		const frame = pixelsToFrame(modulesToPixels(frameToModules(shown.frame(index)), 3));
		expect(frame).toEqual(shown.frame(index));
		reader.take(frame ?? new Uint8Array());
	}
}

/** Carries bytes by codes, of which a third is missed. */
async function showAndRead(bytes: Uint8Array): Promise<Uint8Array> {
	const shown = await screenOf(bytes);
	const reader = new FrameReader();
	const sees = (index: number) => Math.imul(index + 1, 0x9e3779b1) >>> 0 > 2 ** 32 / 3;
	look(shown, reader, 0, 2 * shown.blocks + 10, sees);
	const read = await reader.result();
	if (!read) throw new Error('The codes were not read');
	return read;
}

describe('two phones without a server', () => {
	it('[CB1] have the same after a file each way', async () => {
		await planDay(40);
		await sara.assign('v1', 'Anna');
		await bo.assign('v2', 'Berit');
		await bo.take((await sara.give()).bytes, sara);
		await sara.take((await bo.give(sara)).bytes, bo);
		expect(await sara.content()).toBe(await bo.content());
		expect(await sara.assigned('v2')).toEqual({ to: 'Berit', others: [] });
		expect(await bo.assigned('v1')).toEqual({ to: 'Anna', others: [] });
	});

	it('[CB1] keep both values where both set the same', async () => {
		await planDay(3);
		await sara.assign('v1', 'Anna');
		bo.now += 1000;
		await bo.assign('v1', 'Berit');
		await bo.take((await sara.give()).bytes);
		await sara.take((await bo.give()).bytes);
		for (const phone of [sara, bo]) expect(await phone.assigned('v1')).toEqual({ to: 'Berit', others: ['Anna'] });
	});

	it('[CB1] whatever both do and however often they meet', async () => {
		const step = fc.record({ who: fc.nat(1), visit: fc.nat(5), to: fc.nat(9), meet: fc.constantFrom(0, 1, 2, 2, 2) });
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
				const phones = [await Phone.of('Ett'), await Phone.of('Två')] as const;
				const meet = async (from: 0 | 1) => {
					const [giver, taker] = [phones[from], phones[from === 0 ? 1 : 0]];
					await taker.take((await giver.give(taker)).bytes, giver);
				};
				for (const { who, visit, to, meet: from } of steps) {
					await phones[who === 0 ? 0 : 1].assign(`v${visit}`, `carer${to}`);
					if (from !== 2) await meet(from === 0 ? 0 : 1);
				}
				await meet(0);
				await meet(1);
				expect(await phones[0].content()).toBe(await phones[1].content());
				const ops = await phones[0].with((doc) => doc.getMap('ops').size);
				expect(ops).toBe(steps.length);
				for (const phone of phones) phone.close();
			}),
			{ numRuns: 15 }
		);
	});

	it('[CB2] have the same after codes each way, with a third of them lost', async () => {
		await planDay(60);
		await sara.assign('v1', 'Anna');
		await bo.assign('v2', 'Berit');
		await bo.take(await showAndRead((await sara.give()).bytes), sara);
		await sara.take(await showAndRead((await bo.give(sara)).bytes), bo);
		expect(await sara.content()).toBe(await bo.content());
		expect(await bo.assigned('v1')).toEqual({ to: 'Anna', others: [] });
	});

	it('[CB13] may look away, at another screen, and go on later', async () => {
		await planDay(60);
		await sara.assign('v1', 'Anna');
		const [shown, other] = [await screenOf((await sara.give()).bytes), await screenOf((await bo.give()).bytes)];
		const reader = new FrameReader();
		look(shown, reader, 0, 5);
		look(other, reader, 0, 3);
		expect(await reader.result()).toBeNull();
		expect(reader.progress).toMatchObject({ known: 5, frames: { taken: 5, foreign: 3 } });
		// Meanwhile the screen went on.
		look(shown, reader, 5000, 5000 + 2 * shown.blocks);
		const bytes = await reader.result();
		await bo.take(bytes ?? new Uint8Array());
		expect(await bo.assigned('v1')).toEqual({ to: 'Anna', others: [] });
	});
});
