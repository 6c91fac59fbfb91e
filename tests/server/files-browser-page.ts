import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { build } from 'vite';

const root = new URL('../../', import.meta.url).pathname;
const POLICY = [
	"default-src 'none'",
	"script-src 'self'",
	"worker-src 'self'",
	"connect-src 'self'",
	'img-src blob:',
	"require-trusted-types-for 'script'",
	'trusted-types app-worker'
].join('; ');

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html; charset=utf-8' };

/** A page with our picture code, built as it is for the app, under a policy like the app's. */
export interface PicturePage {
	answer(request: IncomingMessage, response: ServerResponse): void;
	remove(): Promise<void>;
}

/** Builds src/platform/device/pictures into a page that offers it as `window.pictures`. */
export async function buildPicturePage(): Promise<PicturePage> {
	const folder = await mkdtemp(join(tmpdir(), 'picture-page-'));
	const pictures = join(root, 'src/platform/device/pictures');
	await writeFile(
		join(folder, 'page.ts'),
		`import { shrinkPicture } from '${pictures}/shrink.ts';
		import { uploadBlob } from '${pictures}/upload.ts';
		window.violations = [];
		addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective));
		window.pictures = { shrinkPicture, uploadBlob };`
	);
	await build({
		root: folder,
		base: '/_app/',
		configFile: false,
		logLevel: 'silent',
		worker: { format: 'es' },
		build: {
			outDir: 'out',
			modulePreload: false,
			rolldownOptions: { input: 'page.ts', output: { entryFileNames: 'page.js' } }
		},
		oxc: { tsconfig: false } as never
	});
	const html = '<!doctype html><title>Bilder</title><script type="module" src="/_app/page.js"></script>';
	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		const path = normalize(request.url ?? '/');
		const body =
			path === '/' ? html : await readFile(join(folder, 'out', path.replace('/_app/', ''))).catch(() => null);
		const type = path === '/' ? '.html' : extname(path);
		response.setHeader('content-security-policy', POLICY);
		response.setHeader('content-type', TYPES[type] ?? 'application/octet-stream');
		response.writeHead(body === null ? 404 : 200).end(body);
	};
	return {
		answer: (request, response) => void answer(request, response),
		remove: () => rm(folder, { recursive: true, force: true })
	};
}
