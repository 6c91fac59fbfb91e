import { beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { newDeviceKey, publicJwk } from '#core/device-key';
import { newId } from '#core/id';
import type { KeyPair } from '#core/web-crypto';
import { type DeviceCard, deviceCardSchema, isVouchedFor, vouchForDevice } from './device-card.ts';
import {
	type SignedUpdate,
	carriedUpdatesSchema,
	fromCarried,
	idOfUpdate,
	signUpdate,
	toCarried,
	verifyUpdate
} from './signed-update.ts';

const [member, device] = [newId(), newId()];
let key: KeyPair;
let update: SignedUpdate;

beforeAll(async () => {
	key = await newDeviceKey();
	const doc = `plan:${newId()}:2026-11-23:1`;
	const bytes = Uint8Array.of(1, 2, 3);
	update = await signUpdate({ v: 1, doc, author: member, device, tab: newId(), n: 4, at: 5, bytes }, key);
});

describe('a row’s signature', () => {
	it('[CA12] holds for the row as it was signed, also after the way to the server', async () => {
		expect(await verifyUpdate(update, await publicJwk(key))).toBe(true);
		const [sent] = v.parse(carriedUpdatesSchema, JSON.parse(JSON.stringify([toCarried(update)])));
		expect(fromCarried(sent!)).toEqual(update);
		expect(idOfUpdate(fromCarried(sent!))).toBe(`${device}-${update.tab}-4`);
	});

	it('[CA12] holds for no other field, byte or key', async () => {
		const jwk = await publicJwk(key);
		const others: Partial<SignedUpdate>[] = [
			{ doc: `plan:${newId()}:2026-11-23:1` },
			{ author: newId() },
			{ device: newId() },
			{ tab: newId() },
			{ n: 5 },
			{ at: 6 },
			{ bytes: Uint8Array.of(1, 2, 4) },
			{ signature: 'AAAA' },
			{ signature: '***' }
		];
		for (const other of others) expect(await verifyUpdate({ ...update, ...other }, jwk)).toBe(false);
		expect(await verifyUpdate(update, await publicJwk(await newDeviceKey()))).toBe(false);
	});

	it('[CA12] says what it is under, so that it is none under a command', async () => {
		// A command is signed over a list that begins with its version; a row over one that begins with "update".
		const { subtle } = crypto;
		const asCommand = new TextEncoder().encode(JSON.stringify([1, update.doc, update.author]));
		const publicKey = await subtle.importKey(
			'jwk',
			await publicJwk(key),
			{ name: 'ECDSA', namedCurve: 'P-256' },
			false,
			['verify']
		);
		const signature = Buffer.from(update.signature, 'base64url');
		expect(await subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, publicKey, signature, asCommand)).toBe(false);
	});
});

describe('a device’s card', () => {
	it('[CA13] is vouched for when the server has signed every field', async () => {
		const serverKey = await newDeviceKey();
		const jwk = await publicJwk(serverKey);
		const { x, y } = await publicJwk(key);
		const own = { member, name: 'Sara Lind', device, publicKey: { kty: 'EC', crv: 'P-256', x, y } } as const;
		const card = await vouchForDevice(own, serverKey, 1_795_000_000_000);
		expect(v.is(deviceCardSchema, card)).toBe(true);
		expect(await isVouchedFor(card, jwk)).toBe(true);
		const others: Partial<DeviceCard>[] = [
			{ member: newId() },
			{ name: 'Sven' },
			{ device: newId() },
			{ publicKey: { ...own.publicKey, x: y } },
			{ proof: { ...card.proof!, issuedAt: 1 } },
			{ proof: { ...card.proof!, signature: '***' } },
			{ proof: null }
		];
		for (const other of others) expect(await isVouchedFor({ ...card, ...other }, jwk)).toBe(false);
		expect(await isVouchedFor(card, await publicJwk(key))).toBe(false);
	});
});
