/** A report as rows of text: sections with a heading, the names of their columns, and their rows. */
export interface ReportSection {
	heading: string;
	columns: readonly string[];
	rows: readonly (readonly string[])[];
}

/** A report as it becomes a file. */
export interface ReportText {
	lang: string;
	title: string;
	/** Facts about the whole: a name and its value. */
	facts: readonly (readonly [name: string, value: string])[];
	sections: readonly ReportSection[];
	/** What stands in a section without rows. */
	nothing: string;
}

/** The report as a table for spreadsheets: semicolons, as Swedish ones expect, and a byte order mark. */
export function reportAsCsv({ title, facts, sections }: ReportText): string {
	const lines = [
		[title],
		...facts.map(([name, value]) => [name, value]),
		...sections.flatMap(({ heading, columns, rows }) => [[], [heading], columns, ...rows])
	];
	return `\ufeff${lines.map((cells) => cells.map(csvCell).join(';')).join('\r\n')}\r\n`;
}

/** The report as a page of its own that needs nothing else: to be attached to a deviation report. */
export function reportAsPage({ lang, title, facts, sections, nothing }: ReportText): string {
	const about = facts.map(([name, value]) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`).join('');
	const parts = sections.map(
		({ heading, columns, rows }) =>
			`<h2>${escape(heading)}</h2>${rows.length > 0 ? table(columns, rows) : `<p>${escape(nothing)}</p>`}`
	);
	return `<!doctype html><html lang="${escape(lang)}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escape(title)}</title><style>${STYLE}</style></head><body><h1>${escape(title)}</h1><dl>${about}</dl>${parts.join('')}</body></html>`;
}

const STYLE =
	'body{font:11pt/1.45 "Segoe UI",Arial,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#000;background:#fff}' +
	'table{border-collapse:collapse;width:100%}th,td{border:1px solid #777;padding:4px 8px;text-align:left;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}' +
	'dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px}dd{margin:0}tr{break-inside:avoid}@page{size:A4;margin:12mm}';

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
	const head = columns.map((name) => `<th scope="col">${escape(name)}</th>`).join('');
	const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`);
	return `<table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function escape(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
}

/** What a spreadsheet would take for a formula is text (OWASP, CSV injection). */
function csvCell(text: string): string {
	const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
