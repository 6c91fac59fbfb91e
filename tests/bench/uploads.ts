import { demoId } from '#server/demo/accounts';
import { RemoteDevice } from '../support/remote-device.ts';
import { ServerProcess } from '../support/server-process.ts';
import { picturesBench } from './pictures.ts';
import type { BenchRow } from './sync-throughput.ts';

const ORDER = demoId('order 44');

/** Twenty pictures at once against the whole server, while somebody else asks for the sign-in page. */
export async function uploadsBench(): Promise<BenchRow[]> {
	const server = await ServerProcess.create();
	try {
		const device = await RemoteDevice.signIn(server.origin, 'amir@soderror.example');
		return await picturesBench({
			baseUrl: server.origin,
			cookie: device.cookie,
			pid: server.pid,
			probePath: '/logga-in',
			async finish({ id, sha256 }) {
				const command = await device.sign('attach', ORDER, { upload: id, sha256, name: 'bild.jpg' });
				const [answer] = await device.post([command]);
				if (answer?.status !== 'accepted') throw new Error(`Not attached: ${JSON.stringify(answer)}`);
			}
		});
	} finally {
		await server.remove();
	}
}
