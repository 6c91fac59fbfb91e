import { uploadBlob } from '../pictures/upload.ts';
import type { UploadFile } from './command-exchange.ts';

/** What passes by itself, at the latest the next day. Everything else says that the server will not take the file. */
const PASSING: ReadonlySet<string> = new Set(['offline', 'signed-out', 'quota']);

/** Brings a file of the outbox to the server, from where an earlier try ended. */
export const uploadFile: UploadFile = async (row, onProgress) => {
	const result = await uploadBlob({ id: row.id, blob: row.blob, begun: row.sent > 0, onProgress });
	if (result.ok) return { outcome: 'arrived' };
	return PASSING.has(result.code) ? { outcome: 'again', code: result.code } : { outcome: 'refused', code: result.code };
};
