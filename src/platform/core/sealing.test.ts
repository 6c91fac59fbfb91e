import { beforeAll, describe, expect, it } from 'vitest';
import { text, utf8 } from './bytes.ts';
import { type Opener, SEALED, openSealed, sealFor } from './sealing.ts';
import { webCrypto } from './web-crypto.ts';

async function newOpener(): Promise<Opener> {
	const curve = { name: 'ECDH', namedCurve: 'P-256' };
	const { privateKey, publicKey } = await webCrypto.subtle.generateKey(curve, true, ['deriveBits']);
	return { privateKey, publicKey: await webCrypto.subtle.exportKey('jwk', publicKey) };
}

describe('sealing', () => {
	let opener: Opener;
	let other: Opener;
	beforeAll(async () => {
		[opener, other] = [await newOpener(), await newOpener()];
	});
	const refused = { ok: false, code: 'not-opened' };

	it('[VI94] what is sealed opens with its key in its context, and is different every time', async () => {
		const sealed = await sealFor(opener.publicKey, utf8('kod 4711, åäö'), 'here');
		const opened = await openSealed(opener, sealed, 'here');
		expect(opened.ok && text(opened.value)).toBe('kod 4711, åäö');
		expect(sealed).toMatch(SEALED);
		expect(await sealFor(opener.publicKey, utf8('kod 4711, åäö'), 'here')).not.toBe(sealed);
	});

	it('[VI94] another key, another context and nonsense open nothing', async () => {
		const sealed = await sealFor(opener.publicKey, utf8('kod'), 'here');
		expect(await openSealed(other, sealed, 'here')).toEqual(refused);
		expect(await openSealed({ ...opener, publicKey: other.publicKey }, sealed, 'here')).toEqual(refused);
		expect(await openSealed(opener, sealed, 'there')).toEqual(refused);
		for (const nonsense of ['', 'ä', 'A'.repeat(200), sealed.slice(0, -4), `${sealed}AAAA`])
			expect(await openSealed(opener, nonsense, 'here')).toEqual(refused);
	});

	it('[VI94] any changed character is found', async () => {
		const sealed = await sealFor(opener.publicKey, utf8('kod'), 'here');
		for (let at = 0; at < sealed.length - 1; at += 1) {
			const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
			expect(await openSealed(opener, changed, 'here')).toEqual(refused);
		}
	});

	it('[VI94] nothing is sealed for what is no public key', async () => {
		const point = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) };
		await expect(sealFor(point, utf8('kod'), 'here')).rejects.toThrow();
	});
});
