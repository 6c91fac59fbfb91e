import type { CopyPageData } from './copy-content.ts';

const STYLE = `
:root{color-scheme:light}
body{margin:0;font:16px/1.5 "Segoe UI",system-ui,-apple-system,Roboto,"Noto Sans",sans-serif;background:#f6f5f1;color:#16211f}
header{padding:16px 24px;background:#fff;border-bottom:1px solid #d9d6cc}
h1{font-size:1.375rem;margin:0}p{margin:4px 0}
form,.row{display:flex;flex-wrap:wrap;gap:8px;align-items:center}
input,select,button{font:inherit;min-height:44px;padding:0 12px;border:1px solid #7c7f7a;border-radius:8px;background:#fff;color:inherit}
button{background:#0b5d52;color:#fff;border-color:#0b5d52;font-weight:600;cursor:pointer}
:focus-visible{outline:2px solid #0b5d52;outline-offset:2px}
[role=alert]{color:#a5231b;font-weight:600}
main{display:grid;gap:16px;justify-content:center;padding:16px}
.sheet{width:min(210mm,100vw - 32px);background:#fff;border:1px solid #d9d6cc}
.across{width:min(297mm,100vw - 32px)}
.sheet svg{display:block;width:100%}
@page upright{size:A4 portrait;margin:0}@page across{size:A4 landscape;margin:0}
@media print{header{display:none}body{background:#fff}main{display:block;padding:0}
.sheet{page:upright;width:210mm;height:296mm;border:0;overflow:hidden;break-after:page}.across{page:across;width:297mm;height:209mm}}
`;

/**
 * A page that holds copies and needs nothing else: its own program and style, told apart by their sums, may run in it,
 * and nothing may be asked of any host.
 */
export async function makeCopyPage(data: CopyPageData, program: string): Promise<string> {
	// No text of the program may end its element early; within a text or an expression the stroke changes nothing.
	const script = program.replaceAll('</script', '<\\/script');
	const policy = [
		"default-src 'none'",
		`script-src '${await sourceOf(script)}'`,
		`style-src '${await sourceOf(STYLE)}'`,
		"base-uri 'none'",
		"form-action 'none'"
	].join('; ');
	// In JSON `<` stands in texts alone, and may be written so.
	const json = JSON.stringify(data).replaceAll('<', '\\u003c');
	const { lang, words } = data;
	return [
		`<!doctype html><html lang="${escape(lang)}"><head><meta charset="utf-8">`,
		`<meta http-equiv="Content-Security-Policy" content="${policy}">`,
		'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">',
		`<title>${escape(words.title)}</title><style>${STYLE}</style></head><body>`,
		`<noscript>${escape(words.cannot)}</noscript>`,
		`<script type="application/json" id="copy">${json}</script><script>${script}</script></body></html>`
	].join('');
}

async function sourceOf(text: string): Promise<string> {
	const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
	return `sha256-${btoa(String.fromCharCode(...sum))}`;
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
}
