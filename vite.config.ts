import { fileURLToPath } from 'node:url';
import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { type Plugin, defineConfig } from 'vite';

/** Serves the API, uploads and sync beside the pages in development. */
const server: Plugin = {
	name: 'avbrottsfri-server',
	async configureServer(vite) {
		const { attachToDevServer } = await import('./sync/start.ts');
		await attachToDevServer(vite as unknown as Parameters<typeof attachToDevServer>[0]);
	}
};

/** What every page stands on: how the app begins, and what stands around its pages. */
const SHELL = /runtime\/client\/entry\.js$|client-optimized\/app\.js$|src\/routes\/(\(app\)\/)?\+layout\.svelte$/;

/** What the list of orders and the plan of the day need beyond the shell; else one would have to load the other. */
const BOTH_LISTS = new RegExp(
	[
		String.raw`src/lib/ui/(?!ActionBar|BarChart|CopyButton|Details|TextArea|Timeline)`,
		String.raw`src/routes/\(app\)/near-day\.ts$`,
		'node_modules/valibot/'
	].join('|')
);

/** The parts of the interface that pages with forms and details have, and the list of orders has not. */
const PARTS = /src\/lib\/ui\/(ActionBar|CopyButton|Details|TextArea|Timeline)\.svelte$/;

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

export default defineConfig({
	resolve: {
		alias: [
			{
				// What the spreadsheet library packs with; see the file for why it is our own.
				find: /^fflate$/,
				replacement: fileURLToPath(new URL('./src/lib/offline/spreadsheet/pack.ts', import.meta.url))
			},
			{
				// Yjs writes its rare warnings in colour; for that its browser version brings a description of the whole page.
				find: /^lib0\/logging$/,
				replacement: fileURLToPath(new URL('./node_modules/lib0/logging.node.js', import.meta.url))
			}
		]
	},
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
						{ name: 'care-texts', test: /src\/lib\/text\/care\.ts$/, priority: 7 },
						{ name: 'orders', test: /\(app\)\/arbetsorder\/\+page\.svelte$/, priority: 6 },
						{ name: 'plan', test: /\(app\)\/besok\/\+page\.svelte$/, priority: 5 }
					]
				}
			}
		}
	},
	plugins: [
		server,
		noCircularFiles,
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
				description: 'Arbetsorder som fungerar utan nät',
				lang: 'sv',
				dir: 'ltr',
				start_url: '/arbetsorder',
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
					{ name: 'Utkorg', url: '/utkorg' }
				]
			}
		})
	]
});
