const MAX_NAME = 120; // characters
// Control characters, line and paragraph separators, and the marks that turn the direction of writing.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;
const RESERVED = /[\\/:*?"<>|]/g;

/**
 * A name that any system can save a file under: without what is invisible or turns the reading direction (`gnp.exe`
 * for `exe.png`), without paths, at most 120 characters with the ending kept. `fil` when nothing is left.
 */
export function safeFileName(name: string, ending: string | null = null): string {
	const clean = name
		.toWellFormed()
		.normalize('NFC')
		.replace(/\s+/g, ' ')
		.replace(UNSEEN, '')
		.replace(RESERVED, '_')
		.replace(/^[. _]+|[. ]+$/g, '');
	const { stem, extension } = split(clean);
	const kept = ending ?? extension;
	const room = MAX_NAME - Array.from(kept).length;
	return `${Array.from(stem).slice(0, room).join('').trim() || 'fil'}${kept}`;
}

/** `Content-Disposition` by RFC 6266: a plain name for old programs, the real one in UTF-8. */
export function contentDisposition(how: 'inline' | 'attachment', name: string): string {
	const plain = name
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^\x20-\x7e]|["\\%]/g, '_');
	const encoded = encodeURIComponent(name).replace(
		/['()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
	);
	return `${how}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

function split(name: string): { stem: string; extension: string } {
	const match = /^(.+?)(\.[A-Za-z0-9]{1,8})$/.exec(name);
	return { stem: match?.[1] ?? name, extension: match?.[2] ?? '' };
}
