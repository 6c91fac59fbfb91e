import { sveltekit } from '@sveltejs/kit/vite';
import { createServer } from 'vite';
import { GALLERY, gallery } from '#ui/gallery/plugin.ts';

/** The page of all components, served as in development, without the server of the app. */
export async function serveGallery(): Promise<{ url: string; close: () => Promise<void> }> {
	const vite = await createServer({
		configFile: false,
		// A development server that is running keeps its own.
		cacheDir: 'node_modules/.vite-gallery',
		logLevel: 'warn',
		plugins: [gallery, sveltekit()],
		server: { port: 0, hmr: false, watch: null }
	});
	await vite.listen();
	const origin = vite.resolvedUrls?.local[0];
	if (!origin) throw new Error('The page of components has no address');
	return { url: new URL(GALLERY, origin).href, close: () => vite.close() };
}
