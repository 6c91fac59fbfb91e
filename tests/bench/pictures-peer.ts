/** The usual way, for comparison: a server that shrinks what it gets with sharp in its own process, as it comes. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';

const server = createServer((request, response) => {
	if (request.method !== 'POST') {
		response.end('{"status":"up"}');
		return;
	}
	void buffer(request)
		.then(async (bytes) => {
			const full = await sharp(bytes)
				.autoOrient()
				.resize(2048, 2048, { fit: 'inside' })
				.webp({ quality: 75 })
				.toBuffer();
			const thumbnail = await sharp(bytes)
				.autoOrient()
				.resize(320, 320, { fit: 'cover' })
				.webp({ quality: 70 })
				.toBuffer();
			return full.length + thumbnail.length;
		})
		.then(
			(bytes) => response.end(String(bytes)),
			() => response.writeHead(500).end()
		);
});
server.listen(0, '127.0.0.1', () => {
	process.stdout.write(String((server.address() as AddressInfo).port));
});
