import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'docs/ARCHITECTURE.md', 'docs/GLOSSARY.md'];
const FOLDERS = 'docs,src,static,sync,tests';
/** Files and folders of the project, from its root. */
const there = globSync(['*.*', '.*', `{${FOLDERS}}/**`], { cwd: ROOT });
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** A path, or the name of a file; `[number]` and `(app)` are names of folders. Addresses and packages are neither. */
const PATH = new RegExp(
	`^(?:(?:${FOLDERS.replaceAll(',', '|')})(?:/[\\w.()[\\]…-]+)+|[\\w.-]+\\.(?:ts|svelte|md|cjs|js))$`
);

/** What a path stands for: NAME, SUBJECT, NNNN and … are for any name, and a file may be named without its folders. */
function patternOf(path: string): RegExp {
	const literal = path.replaceAll(/[.()[\]]/g, '\\$&').replaceAll(/NAME|SUBJECT|NNNN|…/g, '[^/]+');
	return new RegExp(path.includes('/') ? `^${literal}$` : `(^|/)${literal}$`);
}

/** The paths in backticks and in lines of a shell. */
function pathsIn(document: string): string[] {
	const quoted = [...read(document).matchAll(/`([^`\n]+)`/g)].map(([, text]) => text ?? '');
	const shells = [...read(document).matchAll(/```sh\n([^`]*)```/g)].map(([, text]) => text ?? '');
	return [...quoted, ...shells].flatMap((text) => text.split(/\s+/)).filter((word) => PATH.test(word));
}

describe('documents', () => {
	it.each(DOCUMENTS)('[AR21] every path of %s exists', (document) => {
		const paths = pathsIn(document);
		expect(paths.length).toBeGreaterThan(5);
		expect(paths.filter((path) => !there.some((file) => patternOf(path).test(file)))).toEqual([]);
	});

	it('[AR22] the glossary has every address, with the component that it shows', () => {
		const shown = globSync('src/routes/**/+page.svelte', { cwd: ROOT }).map((file) => {
			const [, folder = '', path] = /from '#(modules|pages)\/([^']+\.svelte)'/.exec(read(file)) ?? [];
			const address = file.slice('src/routes'.length, -'/+page.svelte'.length).replace('/(app)', '');
			const component = `\`src/${folder === 'pages' ? 'platform/pages' : folder}/${path ?? ''}\``;
			return [address, path === undefined ? '–' : component].join(' ');
		});
		const rows = [...read('docs/GLOSSARY.md').matchAll(/^\| `(\/[^`]*)` \|[^|]+\| ([^|]+) \|$/gm)];
		expect(rows.map(([, address, component]) => `${address ?? ''} ${component ?? ''}`).sort()).toEqual(shown.sort());
	});
});
