import fc from 'fast-check';
import { safeParse } from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { type UnsignedCommand, canonicalJson, signCommand, signedBytes, verifyCommand } from './command.ts';
import { commandSchema } from './command-schema.ts';
import { newDeviceKey, publicJwk } from './device-key.ts';
import type { KeyPair, PublicJwk } from './web-crypto.ts';

const id = (letter: string) => letter.repeat(32);
const UNSIGNED: UnsignedCommand = {
	v: 1,
	id: id('1'),
	kind: 'work-orders.done',
	about: id('2'),
	payload: { action: 'Bytt packning – klart å ä ö 🦊', newUnit: { serialNumber: 'SN 1', note: '' } },
	author: id('3'),
	device: id('4'),
	at: `${'0'.repeat(15)}-00000-${id('4')}`
};

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('signing commands', () => {
	let key: KeyPair;
	let jwk: PublicJwk;
	beforeAll(async () => {
		key = await newDeviceKey();
		jwk = await publicJwk(key);
	});

	it('[CO4] what a device has signed is verified with its public half', async () => {
		const command = await signCommand(UNSIGNED, key);
		expect(safeParse(commandSchema, command).success).toBe(true);
		expect(await verifyCommand(command, jwk)).toBe(true);
		expect(Object.keys(jwk).sort()).toEqual(['crv', 'kty', 'x', 'y']);
	});

	it('[CO4] any change of any field breaks the signature', async () => {
		const command = await signCommand(UNSIGNED, key);
		const changes: Partial<typeof command>[] = [
			{ id: id('9') },
			{ kind: 'work-orders.accept' },
			{ about: id('9') },
			{ author: id('9') },
			{ device: id('9') },
			{ at: UNSIGNED.at.replace('0', '1') },
			{ payload: {} },
			{ payload: { ...UNSIGNED.payload, extra: null } },
			{ payload: { ...UNSIGNED.payload, action: `${UNSIGNED.payload['action'] as string} ` } },
			{ signature: `A${command.signature.slice(1)}` === command.signature ? 'B' : `A${command.signature.slice(1)}` }
		];
		for (const change of changes) expect(await verifyCommand({ ...command, ...change }, jwk)).toBe(false);
	});

	it('[CO4] the order of keys means nothing, as JSON on the way may change it', async () => {
		const command = await signCommand(UNSIGNED, key);
		const { newUnit, action } = UNSIGNED.payload as { newUnit: object; action: string };
		const reordered = { newUnit: Object.fromEntries(Object.entries(newUnit).reverse()), action };
		expect(await verifyCommand({ ...command, payload: reordered }, jwk)).toBe(true);
		expect(await verifyCommand(JSON.parse(JSON.stringify(command)) as typeof command, jwk)).toBe(true);
	});

	it('[CO4] another device’s key, a broken key and a broken signature say no instead of throwing', async () => {
		const command = await signCommand(UNSIGNED, key);
		expect(await verifyCommand(command, await publicJwk(await newDeviceKey()))).toBe(false);
		expect(await verifyCommand(command, { ...jwk, x: 'AA' })).toBe(false);
		expect(await verifyCommand(command, { ...jwk, crv: 'P-384' })).toBe(false);
		for (const signature of ['', 'A', '!!!', 'åäö', command.signature.slice(2)]) {
			expect(await verifyCommand({ ...command, signature }, jwk)).toBe(false);
		}
	});

	it('[CO4] fields cannot be moved into one another', () => {
		const a = signedBytes({ ...UNSIGNED, kind: 'work-orders.note', about: id('a') });
		const b = signedBytes({ ...UNSIGNED, kind: `work-orders.note","${id('a')}`, about: '' });
		expect(text(a)).not.toBe(text(b));
	});

	it('[CO4] the envelope knows its form', () => {
		const command = { ...UNSIGNED, signature: 'A' };
		const broken = [
			{ v: 2 },
			{ id: 'x' },
			{ kind: 'done' },
			{ about: `../${id('2')}` },
			{ payload: 'x' },
			{ at: 'now' }
		];
		for (const change of broken) expect(safeParse(commandSchema, { ...command, ...change }).success).toBe(false);
	});
});

describe('canonical JSON', () => {
	const shuffled = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(shuffled);
		if (value === null || typeof value !== 'object') return value;
		return Object.fromEntries(
			Object.entries(value)
				.reverse()
				.map(([key, inner]) => [key, shuffled(inner)])
		);
	};

	it('[CO5] is JSON of the same value, whatever the order of keys', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const json = JSON.parse(JSON.stringify(value)) as unknown;
				expect(JSON.parse(canonicalJson(json))).toEqual(json);
				expect(canonicalJson(shuffled(json))).toBe(canonicalJson(json));
			})
		);
	});

	it('[CO5] differs when the values differ', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
				const [one, two] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))] as [unknown, unknown];
				const isSame = JSON.stringify(shuffled(one)) === JSON.stringify(shuffled(two));
				if (canonicalJson(one) === canonicalJson(two)) expect(one).toEqual(two);
				else expect(isSame).toBe(false);
			})
		);
	});

	it('[CO5] what is undefined is as if it were not there', () => {
		expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
		expect(canonicalJson([undefined])).toBe('[null]');
		expect(canonicalJson(undefined)).toBe('null');
	});
});
