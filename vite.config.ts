import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { type Plugin, defineConfig } from 'vite';
import { gallery } from './src/platform/ui/gallery/plugin.ts';

/** Fails the build when a built file holds parts of two modules: what one's pages need would be loaded with the other's. */
const oneModuleAFile: Plugin = {
	name: 'avbrottsfri-one-module-a-file',
	applyToEnvironment: ({ name }) => name === 'client',
	generateBundle(_options, bundle) {
		for (const file of Object.values(bundle)) {
			// The shell holds the light halves of all modules: what each hands to every page.
			if (file.type !== 'chunk' || file.name === 'shell') continue;
			const held = file.moduleIds.flatMap((id) => /\/src\/modules\/([^/]+)\//.exec(id)?.[1] ?? []);
			const modules = [...new Set(held)];
			if (modules.length > 1) this.error(`${file.fileName} holds parts of ${modules.join(' and ')}`);
		}
	}
};

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Serves the API, uploads and sync beside the pages in development. */
const server: Plugin = {
	name: 'avbrottsfri-server',
	apply: 'serve',
	config: () => ({
		// Another port would be another address than the one that sign-in and sync are told to answer.
		server: { strictPort: true, fs: { allow: [realpathSync(fromHere('node_modules'))] } },
		// Several checkouts may share their packages by a link; what is made of them is each one's own.
		cacheDir: '.svelte-kit/vite'
	}),
	async configureServer(vite) {
		// Not by its name alone: Vite packs what its settings import, here the whole server, and anew at each change.
		const start = new URL('./src/app/start.ts', import.meta.url).href;
		const { attachToDevServer } = (await import(start)) as typeof import('./src/app/start.ts');
		await attachToDevServer(vite);
	}
};

/** What every page stands on: how the app begins, and what stands around its pages. */
const SHELL = /runtime\/client\/entry\.js$|client-optimized\/app\.js$|src\/routes\/(\(app\)\/)?\+layout\.svelte$/;

/** What the list of orders and the plan of the day need beyond the shell; else one would have to load the other. */
const BOTH_LISTS = new RegExp(
	[
		String.raw`src/platform/ui/(?!ActionBar|BarChart|CopyButton|Details|InstallCard|TextArea|Timeline|UpdateBar)`,
		String.raw`src/platform/pages/parts/near-day\.ts$`,
		'node_modules/valibot/'
	].join('|')
);

/** The parts of the interface that pages with forms and details have, and the list of orders has not. */
const PARTS = /src\/platform\/ui\/(ActionBar|CopyButton|Details|TextArea|Timeline)\.svelte$/;

/** Fails the build when two of its files wait for each other: the app would stop before it has drawn anything. */
const noCircularFiles: Plugin = {
	name: 'avbrottsfri-no-circular-files',
	applyToEnvironment: ({ name }) => name === 'client',
	generateBundle(_options, bundle) {
		const done = new Set<string>();
		const visit = (file: string, path: readonly string[]) => {
			if (path.includes(file)) this.error(`Built files import each other: ${[...path, file].join(' > ')}`);
			if (done.has(file)) return;
			const found = bundle[file];
			if (found?.type === 'chunk') for (const imported of found.imports) visit(imported, [...path, file]);
			done.add(file);
		};
		for (const file of Object.keys(bundle)) visit(file, []);
	}
};

/** The groups of files that beginning the app needs nearly all of. */
const NEEDED_AT_ONCE = new Set(['shell', 'both', 'orders', 'plan']);

/**
 * Lets Chromium compile those files whole and beside the page's own work, where it would compile each function on its first
 * call, while the person waits. The hint must be the first thing in a file, so it is written after all others have.
 * https://v8.dev/blog/explicit-compile-hints
 */
const compiledAtOnce: Plugin = {
	name: 'avbrottsfri-compiled-at-once',
	applyToEnvironment: ({ name }) => name === 'client',
	generateBundle: {
		order: 'post',
		handler(_options, bundle) {
			for (const file of Object.values(bundle)) {
				if (file.type === 'chunk' && NEEDED_AT_ONCE.has(file.name)) {
					file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
				}
			}
		}
	}
};

/** The pages that people begin with, by their address. */
const BEGINNINGS: Readonly<Record<string, string>> = {
	'/arbetsorder': 'src/routes/(app)/arbetsorder/+page.svelte',
	'/besok': 'src/routes/(app)/besok/+page.svelte'
};

/** What stands around every page; the shell asks for its files by itself. */
const ROOT = 'src/routes/+layout.svelte';

/** Runs before the app: asks for the files of the page that is opened while the shell's own are being read. */
const ASK_FOR = `for (const href of FILES[location.pathname] ?? []) {
	const link = document.createElement('link');
	link.rel = 'modulepreload';
	link.href = href;
	document.head.append(link);
}
`;

/** Writes `first-files.js`: SvelteKit's shell knows its own files only, and a page's would be asked for one step later. */
const firstFiles: Plugin = {
	name: 'avbrottsfri-first-files',
	applyToEnvironment: ({ name }) => name === 'client',
	configureServer(vite) {
		// In development nothing is built: there is nothing to ask for.
		vite.middlewares.use('/first-files.js', (_request, response) => {
			response.setHeader('content-type', 'text/javascript').end();
		});
	},
	generateBundle(_options, bundle) {
		/** The files of pages and layouts, with all that they import. */
		const filesOf = (parts: readonly string[]) => {
			const files = new Set<string>();
			const add = (name: string) => {
				const file = bundle[name];
				if (file?.type !== 'chunk' || files.has(name)) return;
				files.add(name);
				file.imports.forEach(add);
			};
			const ids = parts.map(fromHere);
			for (const [name, file] of Object.entries(bundle)) {
				// SvelteKit makes a module of its own for each page and layout, which imports nothing else.
				const facade = file.type === 'chunk' ? file.facadeModuleId : null;
				const imported = facade?.includes('/nodes/') ? this.getModuleInfo(facade)?.importedIds : [];
				if (imported?.some((id) => ids.includes(id))) add(name);
			}
			if (files.size === 0) this.error(`No file holds ${parts.join(', ')}`);
			return files;
		};
		const layoutsOf = (page: string) =>
			page.split('/').map((_name, depth, names) => [...names.slice(0, depth), '+layout.svelte'].join('/'));
		const ofShell = filesOf([ROOT]);
		const filesOfPage = (page: string) =>
			[...filesOf([page, ...layoutsOf(page)]).difference(ofShell)].map((name) => `/${name}`);
		const files = Object.fromEntries(Object.entries(BEGINNINGS).map(([path, page]) => [path, filesOfPage(page)]));
		const script = `const FILES = ${JSON.stringify(files)};\n${ASK_FOR}`;
		this.emitFile({ type: 'asset', fileName: 'first-files.js', source: script });
	}
};

export default defineConfig({
	resolve: {
		alias: [
			{
				// What the spreadsheet library packs with; see the file for why it is our own.
				find: /^fflate$/,
				replacement: fromHere('src/platform/device/spreadsheet/pack.ts')
			},
			{
				// Yjs writes its rare warnings in colour; for that its browser version brings a description of the whole page.
				find: /^lib0\/logging$/,
				replacement: fromHere('node_modules/lib0/logging.node.js')
			}
		]
	},
	// How long each plugin takes says nothing to who builds the app to use it.
	build: { rolldownOptions: { checks: { bundlerTimings: false } } },
	environments: {
		// In files of their own, parts of these would be empty, and the adapter warns of each.
		ssr: {
			build: {
				rolldownOptions: {
					output: {
						codeSplitting: { groups: [{ name: 'framework', test: /node_modules\/svelte\/|__sveltekit\/env/ }] }
					}
				}
			}
		},
		client: {
			build: {
				rolldownOptions: {
					output: {
						codeSplitting: {
							// Few files, each with what its pages use and no more: at a cold start on a slow phone every file costs some
							// milliseconds, even from the cache, and every kilobyte is read before anything is drawn. A group takes along
							// what its files stand on, unless a group before it has that; so no file needs one that comes after it.
							groups: [
								{ name: 'shell', test: SHELL, priority: 9 },
								{ name: 'both', test: BOTH_LISTS, priority: 8 },
								{ name: 'parts', test: PARTS, priority: 7 },
								{ name: 'care-texts', test: /src\/modules\/visits\/words\/index\.ts$/, priority: 7 },
								{ name: 'orders', test: /\(app\)\/arbetsorder\/\+page\.svelte$/, priority: 6 },
								{ name: 'plan', test: /\(app\)\/besok\/\+page\.svelte$/, priority: 5 }
							]
						}
					}
				}
			}
		}
	},
	plugins: [
		gallery,
		server,
		noCircularFiles,
		oneModuleAFile,
		firstFiles,
		compiledAtOnce,
		sveltekit(),
		SvelteKitPWA({
			strategies: 'injectManifest',
			srcDir: 'src',
			filename: 'service-worker.ts',
			// A new version is offered, never forced: a plumber may be half-way through a sentence.
			registerType: 'prompt',
			// Registered by offline/service-worker.svelte.ts, since the plugin's own way breaks under Trusted Types.
			injectRegister: false,
			injectManifest: {
				globPatterns: ['client/**/*.{js,css,png,svg,woff2,webmanifest}', 'prerendered/**/*.html']
			},
			manifest: {
				id: '/',
				name: 'Avbrottsfri',
				short_name: 'Avbrottsfri',
				description: 'Arbetsorder och besök som fungerar utan nät',
				lang: 'sv',
				dir: 'ltr',
				start_url: '/',
				scope: '/',
				display: 'standalone',
				theme_color: '#f6f5f1',
				background_color: '#f6f5f1',
				categories: ['business', 'productivity'],
				launch_handler: { client_mode: 'focus-existing' },
				icons: [
					{ src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
					{ src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
					{ src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
					{ src: '/icons/monochrome-512.png', sizes: '512x512', type: 'image/png', purpose: 'monochrome' }
				],
				shortcuts: [
					{ name: 'Nya order', url: '/arbetsorder?lista=nya' },
					{ name: 'Pågående order', url: '/arbetsorder?lista=pagaende' },
					{ name: 'Dagens besök', url: '/besok' },
					{ name: 'Utkorg', url: '/utkorg' }
				]
			}
		})
	]
});
