import fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import { beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { signCommand } from '#core/command';
import { newDeviceKey, publicJwk } from '#core/device-key';
import { newId } from '#core/id';
import { type BundleReader, readBundle, writeBundle } from './bundle.ts';
import { type Bundle, KEEP_BUNDLE, encodeBundle } from './bundle-content.ts';
import { deflate } from './compression.ts';
import type { DeviceCard } from './device-card.ts';
import { type Secret, readSeal, seal } from './seal.ts';
import { signUpdate } from './signed-update.ts';

const [team, member, device] = [newId(), newId(), newId()];
const NAME = `plan:${team}:2026-11-23:1`;
const MADE_AT = 1_795_000_000_000;
const secret: Secret = { kind: 'team-key', key: new Uint8Array(32).fill(7) };
const reader: BundleReader = { team, device: newId(), secret, now: MADE_AT + 1000 };

let bundle: Bundle;
let sealed: Uint8Array;

beforeAll(async () => {
	const doc = new Y.Doc();
	doc.getMap('visits').set('v1/src.start', 480);
	const changes = Y.encodeStateAsUpdate(doc);
	const key = await newDeviceKey();
	const { x, y } = await publicJwk(key);
	const card: DeviceCard = { member, name: 'Åsa Ö', device, publicKey: { kty: 'EC', crv: 'P-256', x, y }, proof: null };
	const unsigned = {
		v: 1,
		doc: NAME,
		author: member,
		device,
		tab: newId(),
		n: 1,
		at: MADE_AT,
		bytes: changes
	} as const;
	const command = await signCommand(
		{
			v: 1,
			id: newId(),
			kind: 'visits.register',
			about: newId(),
			payload: { note: 'Åt frukost' },
			author: member,
			device,
			at: `${String(MADE_AT).padStart(15, '0')}-00000-${device}`
		},
		key
	);
	bundle = {
		team,
		sender: { member, name: 'Åsa Ö', device },
		madeAt: MADE_AT,
		expiresAt: MADE_AT + KEEP_BUNDLE,
		documents: [{ name: NAME, changes, vector: Y.encodeStateVector(doc) }],
		cards: [card],
		commands: [command],
		updates: [await signUpdate(unsigned, key)],
		received: ['x-1']
	};
	sealed = await written(bundle);
});

async function written(content: Bundle, lock: Secret = secret): Promise<Uint8Array> {
	const bytes = await writeBundle(content, lock);
	if (!bytes.ok) throw new Error(bytes.code);
	return bytes.value;
}

const codeOf = async (bytes: Uint8Array, change: Partial<BundleReader> = {}) => {
	const read = await readBundle(bytes, { ...reader, ...change });
	return read.ok ? 'read' : read.code;
};

/** A whole bundle around any content: what somebody who has the key could write. */
const lockedIn = (plain: Uint8Array) => seal(plain, secret, team);

describe('a bundle', () => {
	it('[CA7] is read back as it was written, with the team’s key', async () => {
		expect(await readBundle(sealed, reader)).toEqual({ ok: true, value: bundle });
	});

	it('[CA7] is read back with the passphrase, however the ä in it is composed', async () => {
		const bytes = await written(bundle, { kind: 'passphrase', phrase: 'björken vid sjön' });
		const typed = { kind: 'passphrase', phrase: ` ${'björken vid sjön'.normalize('NFD')} ` } as const;
		expect(await readBundle(bytes, { ...reader, secret: typed })).toEqual({ ok: true, value: bundle });
		expect(await readSeal(bytes, team)).toEqual({ ok: true, value: { kind: 'passphrase' } });
	});

	it('[CA7] looks different every time, and shows no name, document or team', async () => {
		const again = await written(bundle);
		expect(again).not.toEqual(sealed);
		const seen = new TextDecoder('latin1').decode(sealed);
		for (const hidden of ['Åsa', team, member, device, 'plan:']) expect(seen).not.toContain(hidden);
	});

	it('[CA8] with another secret is locked', async () => {
		expect(await codeOf(sealed, { secret: { kind: 'team-key', key: new Uint8Array(32) } })).toBe('wrong-key');
		expect(await codeOf(sealed, { secret: { kind: 'passphrase', phrase: 'fel' } })).toBe('wrong-key');
		const bytes = await written(bundle, { kind: 'passphrase', phrase: 'rätt' });
		expect(await codeOf(bytes, { secret: { kind: 'passphrase', phrase: 'fel' } })).toBe('wrong-key');
	});

	it('[CA8] of another team, a later version, yesterday or this device says so', async () => {
		expect(await codeOf(sealed, { team: newId() })).toBe('wrong-team');
		expect(await codeOf(sealed, { now: MADE_AT + KEEP_BUNDLE })).toBe('read');
		expect(await codeOf(sealed, { now: MADE_AT + KEEP_BUNDLE + 1 })).toBe('expired');
		expect(await codeOf(sealed, { device })).toBe('own-bundle');
		expect(await codeOf(await withSum(sealed, 4, 2))).toBe('too-new');
		expect(await codeOf(await withSum(sealed, 5, 9))).toBe('too-new');
	});

	it('[CA8] is none when it is anything else', async () => {
		for (const bytes of [new Uint8Array(), sealed.subarray(0, 50), new TextEncoder().encode('%PDF-1.7'.repeat(50))]) {
			expect(await codeOf(bytes)).toBe('not-a-bundle');
		}
	});

	it('[CA9] with any byte changed, or cut short, is not read', async () => {
		for (let at = 0; at < sealed.length; at += 1) {
			const damaged = sealed.slice();
			damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
			expect(await codeOf(damaged)).toBe(at < 4 ? 'not-a-bundle' : 'damaged');
		}
		for (const length of [100, 200, sealed.length - 1])
			expect(await codeOf(sealed.subarray(0, length))).toBe('damaged');
	});

	it('[CA9] with a byte changed by somebody who mends the sum is locked', async () => {
		for (const at of [14, 30, 42, sealed.length - 33]) {
			expect(await codeOf(await withSum(sealed, at, (sealed[at] ?? 0) ^ 1))).toBe('wrong-key');
		}
	});

	it('[CA10] around anything at all is answered with a code', async () => {
		const plain = encodeBundle(bundle);
		await fc.assert(
			fc.asyncProperty(
				fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.constant(plain)),
				fc.array(fc.tuple(fc.nat(plain.length - 1), fc.nat(255)), { maxLength: 4 }),
				fc.nat(3),
				async (bytes, changes, way) => {
					const content = bytes.slice();
					for (const [at, value] of changes) if (at < content.length) content[at] = value;
					const inner = way === 0 ? content : await deflate(content);
					expect(['read', 'damaged', 'wrong-team', 'expired', 'own-bundle']).toContain(
						await codeOf(await lockedIn(inner))
					);
				}
			),
			{ numRuns: 300 }
		);
	});

	it('[CA10] around a few bytes that stand for very many is refused', async () => {
		const bomb = await lockedIn(await deflate(new Uint8Array(64 * 1024 * 1024)));
		expect(bomb.length).toBeLessThan(100_000);
		expect(await codeOf(bomb)).toBe('damaged');
	});

	it('[CA10] around JSON of any depth and any field is refused', async () => {
		const json = JSON.stringify({ ...bundle, documents: [], updates: [] });
		const head = (text: string) => {
			const encoder = encoding.createEncoder();
			encoding.writeVarString(encoder, text);
			return encoding.toUint8Array(encoder);
		};
		const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
		const hostile = [
			'['.repeat(200_000),
			json.replace('"received":["x-1"]', `"received":${deep(5000)}`),
			json.replace(/"payload":\{[^}]*\}/, `"payload":{"a":${deep(100_000)}}`),
			json.replace(/"payload":\{[^}]*\}/, `"payload":{"a":${deep(12)}}`),
			json.replace('"documents":[]', '"documents":["plan:../../x"]'),
			json.replace('"v":1', '"v":2')
		];
		expect(await codeOf(await lockedIn(await deflate(head(json))))).toBe('read');
		for (const text of hostile) expect(await codeOf(await lockedIn(await deflate(head(text))))).toBe('damaged');
	});

	it('[CA11] with another team’s document, a row without its document, or a longer life is not read', async () => {
		const [document] = bundle.documents;
		const other = { ...document!, name: `plan:${newId()}:2026-11-23:1` };
		expect(await codeOf(await written({ ...bundle, documents: [document!, other] }))).toBe('damaged');
		expect(await codeOf(await written({ ...bundle, documents: [document!, document!] }))).toBe('damaged');
		expect(await codeOf(await written({ ...bundle, documents: [] }))).toBe('damaged');
		const longer = { ...bundle, expiresAt: MADE_AT + KEEP_BUNDLE + 1 };
		expect(await codeOf(await written(longer))).toBe('damaged');
	});
});

/** A bundle with one byte changed and its sum mended. */
async function withSum(bytes: Uint8Array, at: number, value: number): Promise<Uint8Array> {
	const changed = bytes.slice();
	changed[at] = value;
	changed.set(new Uint8Array(await crypto.subtle.digest('SHA-256', changed.slice(0, -32))), changed.length - 32);
	return changed;
}
