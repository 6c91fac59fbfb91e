import type { Selectable } from 'kysely';
import type { Connection } from '../database/open.ts';
import type { UploadTable } from '../database/schema.ts';
import type { NewUpload } from './new-upload.ts';
import type { UploadFolder } from './upload-folder.ts';

/** What a member may upload in 24 hours. */
export interface UploadQuotaLimits {
	count: number;
	/** Bytes. */
	bytes: number;
}

export const DAY = 24 * 60 * 60 * 1000; // milliseconds

const LIMITS: UploadQuotaLimits = { count: 500, bytes: 1024 * 1024 * 1024 };

/** Counts uploads by member. Each admitted one counts, also when it is never finished. */
export class UploadQuota {
	readonly #connection: Connection;
	readonly #folder: UploadFolder;
	readonly #limits: UploadQuotaLimits;
	/** Uploads are admitted one after the other: side by side, all of them would see room for one more. */
	#turn: Promise<unknown> = Promise.resolve();
	/** Sizes of uploads that are admitted, and not yet in the folder. */
	readonly #sizes = new Map<string, number>();

	constructor(connection: Connection, folder: UploadFolder, limits: UploadQuotaLimits = LIMITS) {
		this.#connection = connection;
		this.#folder = folder;
		this.#limits = limits;
	}

	/** Writes the upload down as the member's own, or says why not. */
	admit(upload: NewUpload): Promise<'quota' | 'id-taken' | null> {
		const admitted = this.#turn.then(() => this.#admitNow(upload));
		this.#turn = admitted.catch(() => null);
		return admitted;
	}

	/** Forgets remembered sizes; they are read again from the folder where they still count. */
	forget(): void {
		this.#sizes.clear();
	}

	async #admitNow(upload: NewUpload): Promise<'quota' | 'id-taken' | null> {
		const { id, member, organisation, size, createdAt } = upload;
		const known = await this.#connection.selectFrom('uploads').selectAll().where('id', '=', id).executeTakeFirst();
		if (known) return (await this.#wasNeverBegun(known, upload)) ? null : 'id-taken';
		if (!(await this.#hasRoom(upload))) return 'quota';
		const row = { id, member_id: member, organisation_id: organisation, created_at: new Date(createdAt).toISOString() };
		await this.#connection.insertInto('uploads').values(row).execute();
		this.#sizes.set(id, size);
		return null;
	}

	/** A crash between writing the row and making the file must not lock the device out of its own id. */
	async #wasNeverBegun(known: Selectable<UploadTable>, { id, member, organisation }: NewUpload): Promise<boolean> {
		const isOwn = known.member_id === member && known.organisation_id === organisation;
		return isOwn && (await this.#folder.progress(id)) === null;
	}

	async #hasRoom({ member, size, createdAt }: NewUpload): Promise<boolean> {
		const recent = await this.#connection
			.selectFrom('uploads')
			.select('id')
			.where('member_id', '=', member)
			.where('created_at', '>', new Date(createdAt - DAY).toISOString())
			.execute();
		if (recent.length >= this.#limits.count) return false;
		const sizes = await Promise.all(recent.map((row) => this.#sizeOf(row.id)));
		return sizes.reduce((sum, each) => sum + each, size) <= this.#limits.bytes;
	}

	async #sizeOf(id: string): Promise<number> {
		const remembered = this.#sizes.get(id);
		if (remembered !== undefined) return remembered;
		const size = (await this.#folder.progress(id))?.size ?? 0;
		this.#sizes.set(id, size);
		return size;
	}
}
