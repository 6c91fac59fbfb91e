import { createECDH, hkdfSync, webcrypto } from 'node:crypto';
import { join } from 'node:path';
import { type Opener, openSealed, sealFor } from '#core/sealing';
import type { PublicJwk } from '#core/web-crypto';
import type { Connection } from '#server/database/open';
import { readKeyFile } from '#server/key-file';

const KEY_FILE = 'keys.key';
const SALT = 'avbrottsfri keys';
const SCALAR = 32; // bytes of a private key

/** Opens what devices seal for the server, and keeps it unreadable for whoever has the database alone. */
export interface Vault {
	/** What devices seal with. */
	publicKey: PublicJwk;
	/** Bytes as they are kept. */
	keep(plain: Uint8Array, context: string): Promise<string>;
	/** What was kept, or sealed by a device; null when it was for another secret or context. */
	open(sealed: string, context: string): Promise<Uint8Array | null>;
}

/**
 * The vault of an installation. Its secret comes from the environment or lies in a file of the data folder, never in the
 * database: a backup of the tables alone opens nothing, and a lost secret means that every code is written anew.
 */
export async function openVault(place: { dataDir: string; keysSecret: string | null }, db: Connection): Promise<Vault> {
	const secret =
		place.keysSecret === null
			? await readKeyFile(join(place.dataDir, KEY_FILE), () => holdsPlans(db))
			: Buffer.from(place.keysSecret);
	const opener = await openerOf(secret);
	return {
		publicKey: opener.publicKey,
		keep: (plain, context) => sealFor(opener.publicKey, plain, context),
		async open(sealed, context) {
			const opened = await openSealed(opener, sealed, context);
			return opened.ok ? opened.value : null;
		}
	};
}

async function holdsPlans(db: Connection): Promise<boolean> {
	const sealed = db.selectFrom('key_plans').select('team_id').where('sealed', 'is not', null);
	return (await sealed.limit(1).executeTakeFirst()) !== undefined;
}

/** The key pair that follows from the secret: the same in every process, and after every start. */
async function openerOf(secret: Buffer): Promise<Opener> {
	const pair = createECDH('prime256v1');
	for (let round = 0; ; round += 1) {
		const scalar = Buffer.from(hkdfSync('sha256', secret, SALT, `receiving ${round}`, SCALAR));
		try {
			pair.setPrivateKey(scalar);
		} catch {
			continue; // one of four thousand million numbers is none of the curve
		}
		const point = pair.getPublicKey();
		const half = (from: number) => point.subarray(from, from + SCALAR).toString('base64url');
		const publicKey = { kty: 'EC', crv: 'P-256', x: half(1), y: half(1 + SCALAR) };
		const jwk = { ...publicKey, d: scalar.toString('base64url') };
		const curve = { name: 'ECDH', namedCurve: 'P-256' };
		const privateKey = await webcrypto.subtle.importKey('jwk', jwk, curve, false, ['deriveBits']);
		return { privateKey, publicKey };
	}
}
