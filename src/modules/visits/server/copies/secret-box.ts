import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Connection } from '#server/database/open';
import { readKeyFile } from '#server/key-file';

const KEY_FILE = 'copies.key';
const NONCE = 12; // bytes
const TAG = 16; // bytes

/** Keeps what the server must be able to read again, unreadable for whoever has the database alone. */
export interface SecretBox {
	/** A text, encrypted, as base64. */
	seal(secret: string): string;
	/** What seal() was given; null when the key is another one. */
	unseal(sealed: string): string | null;
}

/** The box of an installation. Its key lies in the data folder and is made when it is first needed. */
export async function openSecretBox(dataDir: string, db: Connection): Promise<SecretBox> {
	const key = await readKeyFile(join(dataDir, KEY_FILE), () => holdsPassphrase(db));
	return {
		seal(secret) {
			const nonce = randomBytes(NONCE);
			const cipher = createCipheriv('aes-256-gcm', key, nonce);
			return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
				'base64'
			);
		},
		unseal(sealed) {
			try {
				const bytes = Buffer.from(sealed, 'base64');
				const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG });
				decipher.setAuthTag(bytes.subarray(-TAG));
				return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
			} catch {
				return null;
			}
		}
	};
}

async function holdsPassphrase(db: Connection): Promise<boolean> {
	const sealed = db.selectFrom('copy_settings').select('organisation_id').where('passphrase_sealed', 'is not', null);
	return (await sealed.limit(1).executeTakeFirst()) !== undefined;
}
