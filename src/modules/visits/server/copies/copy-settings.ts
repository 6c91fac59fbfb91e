import { newId } from '#core/id';
import { type Result, ok, refuse } from '#core/result';
import type { Connection } from '#server/database/open';
import type { CopySettingsLogTable } from '../tables.ts';
import type { SecretBox } from './secret-box.ts';

/** How an organisation's copies are locked. */
export interface CopySettings {
	/** Null while nobody has chosen one, or when it cannot be read any more. */
	passphrase: string | null;
	/** When it was chosen, as an ISO time. */
	passphraseAt: string | null;
	/** True when copies are written for anybody to open. */
	unprotected: boolean;
}

const LEAST = 14; // characters, as security.md asks of what offline guessing is tried on
const MOST = 100; // characters: PDF knows no more than 127 bytes

/** How an organisation's copies are locked. */
export async function loadCopySettings(db: Connection, box: SecretBox, organisation: string): Promise<CopySettings> {
	const row = await db
		.selectFrom('copy_settings')
		.selectAll()
		.where('organisation_id', '=', organisation)
		.executeTakeFirst();
	const sealed = row?.passphrase_sealed ?? null;
	return {
		passphrase: sealed === null ? null : box.unseal(sealed),
		passphraseAt: row?.passphrase_at ?? null,
		unprotected: row?.unprotected === 1
	};
}

/** Who changes how copies are locked, and when. */
export interface CopySettingsChange {
	organisation: string;
	member: string;
	now: string;
}

/** Chooses the passphrase. The same words typed on another keyboard are the same passphrase. */
export async function setPassphrase(
	db: Connection,
	box: SecretBox,
	{ organisation, member, now }: CopySettingsChange,
	typed: string
): Promise<Result<null, 'too-short' | 'too-long'>> {
	const passphrase = typed.normalize('NFKC').trim();
	const length = Array.from(passphrase).length;
	if (length < LEAST) return refuse('too-short');
	if (length > MOST || Buffer.byteLength(passphrase) > 127) return refuse('too-long');
	const values = { passphrase_sealed: box.seal(passphrase), passphrase_at: now };
	await change(db, { organisation, member, now }, values, 'passphrase');
	return ok(null);
}

/** Chooses whether copies are written without a lock. Who did so is kept for good. */
export async function setUnprotected(db: Connection, by: CopySettingsChange, unprotected: boolean): Promise<void> {
	await change(db, by, { unprotected: unprotected ? 1 : 0 }, unprotected ? 'unprotected' : 'protected');
}

async function change(
	db: Connection,
	{ organisation, member, now }: CopySettingsChange,
	values: { passphrase_sealed?: string; passphrase_at?: string; unprotected?: number },
	what: CopySettingsLogTable['change']
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		await trx
			.insertInto('copy_settings')
			.values({ organisation_id: organisation, ...values })
			.onConflict((conflict) => conflict.column('organisation_id').doUpdateSet(values))
			.execute();
		await trx
			.insertInto('copy_settings_log')
			.values({ id: newId(), organisation_id: organisation, member_id: member, at: now, change: what })
			.execute();
	});
}
