import { sha256, utf8 } from '#core/bytes';
import { newDeviceKey, publicJwk } from '#core/device-key';
import { newId } from '#core/id';
import type { Result } from '#core/result';
import type { SessionInfo } from '#core/answers';
import { type RequestRefusal, postSignIn } from './api.ts';
import type { DeviceRow, DeviceStorage } from './storage.ts';

/** A signed-in member on this device, with the key that signs commands. */
export interface Identity {
	session: SessionInfo;
	device: DeviceRow;
}

interface StoredSession {
	session: SessionInfo;
	owner: string;
}

/** Signs in, making a key for this person on this device when there is none, and keeps who it is for offline starts. */
export async function signIn(
	storage: DeviceStorage,
	username: string,
	password: string
): Promise<Result<Identity, RequestRefusal>> {
	const owner = await ownerOf(username);
	const first = await tryDevice(storage, { owner, username, password }, await storage.get('devices', owner));
	// A device that was signed out from elsewhere stays so: the person gets a new one under the same name.
	if (!first.ok && first.code === 'device-taken') return tryDevice(storage, { owner, username, password }, undefined);
	return first;
}

async function tryDevice(
	storage: DeviceStorage,
	{ owner, username, password }: { owner: string; username: string; password: string },
	known: DeviceRow | undefined
): Promise<Result<Identity, RequestRefusal>> {
	const device = known ?? { owner, id: newId(), key: await newDeviceKey() };
	const publicKey = await publicJwk(device.key);
	const answer = await postSignIn(username, password, { id: device.id, label: deviceLabel(), publicKey });
	if (!answer.ok) return answer;
	await storage.put('devices', device);
	await keepSession(storage, answer.value, owner);
	return { ok: true, value: { session: answer.value, device } };
}

/** Who was signed in last on this device, without asking anybody. */
export async function rememberedIdentity(storage: DeviceStorage): Promise<Identity | null> {
	const stored = (await storage.get('session', 'current')) as StoredSession | undefined;
	const device = stored && (await storage.get('devices', stored.owner));
	return device ? { session: stored.session, device } : null;
}

/** Keeps what the server says of the member now. */
export async function refreshSession(storage: DeviceStorage, identity: Identity, session: SessionInfo): Promise<void> {
	await keepSession(storage, session, identity.device.owner);
}

/** Forgets who is signed in; the device's key stays, for the next time. */
export async function forgetSession(storage: DeviceStorage): Promise<void> {
	await storage.delete('session', 'current');
}

async function keepSession(storage: DeviceStorage, session: SessionInfo, owner: string): Promise<void> {
	await storage.put('session', { session, owner } satisfies StoredSession, 'current');
}

/** Names are personal data: what is kept under is a hash. */
async function ownerOf(username: string): Promise<string> {
	return sha256(utf8(username.trim().toLowerCase().replaceAll('-', '')));
}

/** How the device is called in the list of devices: kind and browser, nothing that singles it out. */
function deviceLabel(): string {
	const agent = navigator.userAgent;
	const kind = /Mobi|Android|iPhone|iPad/.test(agent) ? 'Telefon' : 'Dator';
	const browser = /Edg\//.exec(agent)
		? 'Edge'
		: /Firefox\//.exec(agent)
			? 'Firefox'
			: /Chrome\//.exec(agent)
				? 'Chrome'
				: 'Safari';
	return `${kind}, ${browser}`;
}

/** Whether what is open still is what the member works with: another team or role opens other documents. */
export function isSameWork(now: SessionInfo, before: SessionInfo): boolean {
	const work = ({ member, company, firstSignInDone, generation, roles, teams }: SessionInfo) =>
		JSON.stringify([member, company, firstSignInDone, generation?.id, roles, teams.map(({ id }) => id)]);
	return work(now) === work(before);
}
