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

/** What the same pages use goes into one file, small ones together. */
const MERGED = { minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 12_000 };

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
		// What the spreadsheet library packs with; see the file for why it is our own.
		alias: [
			{
				find: /^fflate$/,
				replacement: fileURLToPath(new URL('./src/lib/offline/spreadsheet/pack.ts', import.meta.url))
			}
		]
	},
	build: {
		rolldownOptions: {
			output: {
				codeSplitting: {
					// Fewer and larger files: at a cold start on a slow phone each one costs some milliseconds, even from the cache.
					// A layer at a time, each on what lies beneath: files that are merged across layers come to need each other.
					groups: [
						{ name: 'vendor', test: /node_modules/, priority: 3, ...MERGED },
						{ name: 'base', test: /src\/lib\/(core|domain)\//, priority: 2, ...MERGED },
						{ name: 'shared', ...MERGED }
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
