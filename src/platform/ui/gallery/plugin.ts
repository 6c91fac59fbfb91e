import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

/** Where the page is in development. */
export const GALLERY = '/dev/ui';

/** Serves the page of all components in development. Nothing of it is built: no page of the app imports it. */
export const gallery: Plugin = {
	name: 'avbrottsfri-gallery',
	apply: 'serve',
	configureServer(vite) {
		const page = async (url: string) =>
			vite.transformIndexHtml(url, await readFile(new URL('gallery.html', import.meta.url), 'utf8'));
		vite.middlewares.use((request, response, next) => {
			const url = request.originalUrl ?? '';
			if (new URL(url, 'http://localhost').pathname !== GALLERY) next();
			else
				page(url).then((html) => {
					response.setHeader('content-type', 'text/html').end(html);
				}, next);
		});
	}
};
