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
					groups: [{ name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 12_000 }]
				}
			}
		}
	},
	plugins: [
		server,
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
