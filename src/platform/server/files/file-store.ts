/** A stored file, open for reading. */
export interface StoredBytes {
	/** Bytes. */
	size: number;
	body: ReadableStream<Uint8Array<ArrayBuffer>>;
}

/**
 * Where files lie for good. Keys are made by fileKey(): opaque ids, since a key ends up in listings, backups and logs.
 * All methods reject when the storage itself fails (disk full, share away).
 */
export interface FileStore {
	/** Stores content durably under a key, replacing what was there. After a crash it is there whole, or not at all. */
	put(key: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>;
	/** Opens a file, or gives null when there is none. */
	get(key: string): Promise<StoredBytes | null>;
	exists(key: string): Promise<boolean>;
	/** Removes a file; that there is none is fine. */
	delete(key: string): Promise<void>;
}

/** The sizes that a picture is stored in. Documents have `full` only. */
export type FileSize = 'full' | 'thumbnail';

const KEY = /^[0-9a-f]{2}\/[0-9a-f]{32}(?:-320)?\.(?:webp|bin)$/;

/** The key of a stored file: `ab/abcdef….webp`. The first two digits spread the files over 256 folders. */
export function fileKey(file: { id: string; kind: 'picture' | 'document' }, size: FileSize): string {
	const folder = file.id.slice(0, 2);
	if (file.kind === 'document') return `${folder}/${file.id}.bin`;
	return `${folder}/${file.id}${size === 'thumbnail' ? '-320' : ''}.webp`;
}

/** True for what fileKey() gives; stores refuse other keys, so that none can lead out of their folder. */
export function isFileKey(key: string): boolean {
	return KEY.test(key);
}
