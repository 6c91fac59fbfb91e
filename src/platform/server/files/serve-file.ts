import { contentDisposition, safeFileName } from './file-name.ts';
import { type FileSize, type FileStore, fileKey } from './file-store.ts';
import type { StoredFile } from './finish-upload.ts';

/** What of a stored file decides how it is served. */
export type ServedFile = Pick<StoredFile, 'id' | 'kind' | 'media_type'>;

/**
 * A stored file as an answer, or null when it is not in the store (or a thumbnail is asked of a document). `name` is
 * what a person called it. Access is the caller's to check. Only what we have written ourselves may be shown in a page;
 * all else is a download in a sandbox, since a document can hold anything.
 */
export async function serveFile(
	store: FileStore,
	file: ServedFile,
	size: FileSize,
	name: string
): Promise<Response | null> {
	if (file.kind === 'document' && size === 'thumbnail') return null;
	const stored = await store.get(fileKey(file, size));
	if (!stored) return null;
	return new Response(stored.body, { headers: { ...fileHeaders(file, name), 'Content-Length': String(stored.size) } });
}

/** The headers of security.md §7 and pictures.md §5 for a stored file. */
export function fileHeaders(file: ServedFile, name: string): Record<string, string> {
	const isPicture = file.kind === 'picture';
	return {
		'Content-Type': file.media_type,
		'Content-Disposition': contentDisposition(
			isPicture ? 'inline' : 'attachment',
			safeFileName(name, isPicture ? '.webp' : null)
		),
		'X-Content-Type-Options': 'nosniff',
		'Content-Security-Policy': "sandbox; default-src 'none'",
		'Cache-Control': 'private, no-store',
		'Cross-Origin-Resource-Policy': 'same-origin',
		'Referrer-Policy': 'no-referrer'
	};
}
