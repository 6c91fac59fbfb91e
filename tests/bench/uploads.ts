import { newId } from '#core/id';
import { newDeviceKey, publicJwk } from '#core/device-key';
import { HybridClock } from '#core/clock';
import { signCommand } from '#core/command';
import { DEMO_PASSWORD, demoId } from '#server/demo/accounts';
import { ServerProcess } from '../support/server-process.ts';
import { picturesBench } from './pictures.ts';
import type { BenchRow } from './sync-throughput.ts';

const ORDER = demoId('order 40');

/** Twenty pictures at once against the whole server, while somebody else asks for the sign-in page. */
export async function uploadsBench(): Promise<BenchRow[]> {
	const server = await ServerProcess.create();
	try {
		const device = await signIn(server.origin);
		return await picturesBench({
			baseUrl: server.origin,
			cookie: device.cookie,
			pid: server.pid,
			probePath: '/logga-in',
			finish: ({ id, sha256 }) => attach(server.origin, device, id, sha256)
		});
	} finally {
		await server.remove();
	}
}

type SignedIn = Awaited<ReturnType<typeof signIn>>;

async function signIn(origin: string) {
	const key = await newDeviceKey();
	const id = newId();
	const device = { id, label: 'Mätning', publicKey: await publicJwk(key) };
	const response = await fetch(`${origin}/api/sign-in`, {
		method: 'POST',
		headers: { origin, 'content-type': 'application/json' },
		body: JSON.stringify({ username: 'amir@soderror.example', password: DEMO_PASSWORD, device })
	});
	const { member } = (await response.json()) as { member: string };
	const cookie = response.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
	return { key, id, member, cookie, clock: new HybridClock({ now: Date.now }, id) };
}

async function attach(origin: string, device: SignedIn, upload: string, sha256: string): Promise<void> {
	const command = await signCommand(
		{
			v: 1,
			id: newId(),
			kind: 'work-orders.attach',
			about: ORDER,
			payload: { upload, sha256, name: 'bild.jpg' },
			author: device.member,
			device: device.id,
			at: device.clock.next()
		},
		device.key
	);
	const response = await fetch(`${origin}/api/commands`, {
		method: 'POST',
		headers: { origin, cookie: device.cookie, 'content-type': 'application/json' },
		body: JSON.stringify([command])
	});
	const [answer] = (await response.json()) as { status: string }[];
	if (answer?.status !== 'accepted') throw new Error(`The picture was not attached: ${JSON.stringify(answer)}`);
}
