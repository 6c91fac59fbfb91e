import { webcrypto } from 'node:crypto';
import type { KeyPair, PublicJwk } from '#core/web-crypto';
import type { Connection } from '../database/open.ts';

const KEY = { name: 'ECDSA', namedCurve: 'P-256' };

/** What the installation vouches for devices with. */
export interface ServerKey {
	pair: KeyPair;
	/** The half that devices keep. */
	publicKey: PublicJwk;
}

/** The installation's key pair: made at the first start, the same in every process from then on. */
export async function openServerKey(db: Connection): Promise<ServerKey> {
	const stored = (await readKey(db)) ?? (await makeKey(db));
	const { kty = '', crv = '', x = '', y = '' } = stored;
	const publicKey = { kty, crv, x, y };
	const pair = {
		privateKey: await webcrypto.subtle.importKey('jwk', stored, KEY, false, ['sign']),
		publicKey: await webcrypto.subtle.importKey('jwk', publicKey, KEY, true, ['verify'])
	};
	return { pair, publicKey };
}

/** Of several processes that start at once, the first one's key counts. */
async function makeKey(db: Connection): Promise<webcrypto.JsonWebKey> {
	const { privateKey } = await webcrypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
	const { kty, crv, x, y, d } = await webcrypto.subtle.exportKey('jwk', privateKey);
	await db
		.insertInto('installation_keys')
		.values({ name: 'devices', key_json: JSON.stringify({ kty, crv, x, y, d }) })
		.onConflict((conflict) => conflict.column('name').doNothing())
		.execute();
	const stored = await readKey(db);
	if (!stored) throw new Error('The key of the installation could not be stored');
	return stored;
}

async function readKey(db: Connection): Promise<webcrypto.JsonWebKey | null> {
	const row = await db
		.selectFrom('installation_keys')
		.select('key_json')
		.where('name', '=', 'devices')
		.executeTakeFirst();
	return row ? (JSON.parse(row.key_json) as webcrypto.JsonWebKey) : null;
}
