/** An element of an XML text: its opening tag as written, and what stands inside. */
export interface XmlElement {
	tag: string;
	inner: string;
}

/**
 * All elements of a name, not nested in one another, in one pass over the text: enough for the machine-written parts of
 * a spreadsheet. No entities are declared and nothing is fetched, whatever the text asks for.
 */
export function elementsOf(xml: string, name: string): XmlElement[] {
	const found: XmlElement[] = [];
	const [open, close] = [`<${name}`, `</${name}>`];
	for (let at = xml.indexOf(open); at !== -1; at = xml.indexOf(open, at)) {
		const after = xml[at + open.length];
		const end = xml.indexOf('>', at);
		if (end === -1) break;
		if (after !== '>' && after !== '/' && after !== ' ' && after !== '\n' && after !== '\r' && after !== '\t') {
			at += open.length;
			continue;
		}
		const tag = xml.slice(at, end + 1);
		if (tag.endsWith('/>')) {
			found.push({ tag, inner: '' });
			at = end + 1;
			continue;
		}
		const closing = xml.indexOf(close, end);
		if (closing === -1) break;
		found.push({ tag, inner: xml.slice(end + 1, closing) });
		at = closing + close.length;
	}
	return found;
}

/** An attribute of an opening tag; null when it has none of that name. */
export function attributeOf(tag: string, name: string): string | null {
	const from = tag.indexOf(` ${name}="`);
	if (from === -1) return null;
	const start = from + name.length + 3;
	const end = tag.indexOf('"', start);
	return end === -1 ? null : textOf(tag.slice(start, end));
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** Text with the five entities of XML and its character numbers read. */
export function textOf(written: string): string {
	if (!written.includes('&') && !written.includes('_x')) return written;
	return written
		.replace(
			/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi,
			(whole, hex?: string, decimal?: string, name?: string) => {
				if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
				const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
				return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
			}
		)
		.replace(/_x([0-9A-F]{4})_/g, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
