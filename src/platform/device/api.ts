import type { ContactDetails, DeviceInfo, SessionInfo } from '#core/answers';
import type { CarriedAnswer, CarriedUpdate } from '#carrying/signed-update';
import type { Command, Postponed, Receipt } from '#core/command';
import { type Result, ok, refuse } from '#core/result';
import type { PublicJwk } from '#core/web-crypto';
import { deviceClock } from './device-clock.svelte.ts';

/** The server's answer to one command. */
export type Answer = Receipt | Postponed | { command: string | null; status: 'rejected'; code: string };

/** Why a request has no result: no server in reach, signed out, or the server's own code. */
export type RequestRefusal = 'offline' | 'signed-out' | (string & {});

const TIME_LIMIT = 15_000; // milliseconds; a captive portal may never answer
const COPY_TIME_LIMIT = 60_000; // milliseconds: a large landlord's orders over a slow line

/** What is asked, besides where. */
type Asked = Parameters<typeof deviceClock.ask>[1];

/** How many seconds to wait before trying again, where a refusal says so; 0 where it does not. */
export function secondsToWait(refused: { ok: false }): number {
	return 'again' in refused ? Number(refused.again) : 0;
}

/** Asks the server; whatever is not an answer of our server is `offline`. */
export async function request<Value>(path: string, init: Asked = {}): Promise<Result<Value, RequestRefusal>> {
	let response: Response;
	try {
		response = await deviceClock.ask(path, { signal: AbortSignal.timeout(TIME_LIMIT), redirect: 'error', ...init });
	} catch {
		return refuse('offline');
	}
	const body: unknown = await response.json().catch(() => null);
	// An HTML page with status 200 is somebody's captive portal, not our server.
	if (body === null || typeof body !== 'object') return refuse('offline');
	if (response.ok) return ok(body as Value);
	return refusalIn(body, response.status);
}

/** A server that fails is like none; who has tried too often is told when to go on. */
function refusalIn(body: object, status: number): { ok: false; code: RequestRefusal } {
	if (status >= 500) return refuse('offline');
	const code = 'code' in body && typeof body.code === 'string' ? body.code : 'internal';
	if (status === 401 && code === 'signed-out') return refuse('signed-out');
	const again = 'seconds' in body ? Number(body.seconds) : 0;
	return again > 0 ? Object.assign(refuse(code), { again }) : refuse(code);
}

/** Sends something to the server as JSON. */
export function send<Value>(method: string, path: string, body: unknown): Promise<Result<Value, RequestRefusal>> {
	return request<Value>(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

/** Signs in on this device. */
export function postSignIn(
	username: string,
	password: string,
	device: { id: string; label: string; publicKey: PublicJwk }
): Promise<Result<SessionInfo, RequestRefusal>> {
	return send('POST', '/api/sign-in', { username, password, device });
}

/** Ends the session at the server. */
export function postSignOut(): Promise<Result<unknown, RequestRefusal>> {
	return send('POST', '/api/sign-out', {});
}

/** Who is signed in, as the server sees it. */
export function getSession(): Promise<Result<SessionInfo, RequestRefusal>> {
	return request('/api/session');
}

/** Saves contact details, and a new password where one is given. */
export function putContact(
	contact: ContactDetails & { currentPassword: string; newPassword: string }
): Promise<Result<unknown, RequestRefusal>> {
	return send('PUT', '/api/contact', contact);
}

/**
 * Hands commands over; the answers come in the same order. `again` names those that a server lost by a restore, `off` by
 * how many milliseconds the clock was wrong when they were stamped.
 */
export function postCommands(
	commands: readonly Command[],
	{ again = [], off = {} }: { again?: readonly string[]; off?: Readonly<Record<string, number>> } = {}
): Promise<Result<Answer[], RequestRefusal>> {
	return send('POST', '/api/commands', { commands, again, off });
}

/** Hands over updates of anybody, each signed by its author's device; the answers come in the same order. */
export function postCarried(rows: readonly CarriedUpdate[]): Promise<Result<CarriedAnswer[], RequestRefusal>> {
	return send('POST', '/api/carried', rows);
}

/** The devices that the member is signed in on. */
export function getDevices(): Promise<Result<{ current: string; devices: DeviceInfo[] }, RequestRefusal>> {
	return request('/api/devices');
}

/** Signs a device out for good. */
export function deleteDevice(id: string): Promise<Result<unknown, RequestRefusal>> {
	return send('DELETE', `/api/devices/${id}`, {});
}

/** An account of a demo installation. */
export interface DemoAccount {
	role: string;
	username: string;
	password: string;
	note: string;
}

/** The accounts to try with; refused where there is no demo data. */
export function getDemoAccounts(): Promise<Result<{ accounts: DemoAccount[] }, RequestRefusal>> {
	return request('/demo/accounts.json');
}

/** All facts documents of the member's scope as encodeCopies() writes them, or null when they cannot be had now. */
export async function getFirstCopy(): Promise<Uint8Array | null> {
	try {
		const response = await fetch('/api/copies', { redirect: 'error', signal: AbortSignal.timeout(COPY_TIME_LIMIT) });
		const isOurs = response.ok && response.headers.get('content-type') === 'application/octet-stream';
		return isOurs ? new Uint8Array(await response.arrayBuffer()) : null;
	} catch {
		return null;
	}
}
