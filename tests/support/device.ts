import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import * as v from 'valibot';
import type * as Y from 'yjs';
import {
	type CarriedAnswer,
	type CarriedUpdate,
	type UnsignedUpdate,
	signUpdate,
	toCarried
} from '#carrying/signed-update';
import { HybridClock } from '#core/clock';
import { type Command, type Receipt, signCommand } from '#core/command';
import { PROTOCOL_VERSION } from '#core/connection';
import { newDeviceKey, publicJwk } from '#core/device-key';
import { newId } from '#core/id';
import type { KeyPair } from '#core/web-crypto';
import { type SignInRequest, signInSchema } from '#server/auth/sign-in';
import type { Answer } from '#server/commands/receive';
import { DEMO_PASSWORD, demoId } from '#server/demo/accounts';
import { cookieName } from '#server/http/context';
import { freshDoc, until, webSocketWith } from '../sync/support/device.ts';
import { ORIGIN, type TestApplication } from './application.ts';

/** An answer over HTTP, read. */
export interface Read {
	status: number;
	headers: Headers;
	body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- tests compare it with toEqual()
}

/** A request to a running application, from our own page unless the headers say otherwise. */
export async function request(
	app: TestApplication,
	method: string,
	path: string,
	{ headers = {}, body }: { headers?: Record<string, string>; body?: unknown } = {}
): Promise<Read> {
	const response = await fetch(`${app.url}${path}`, {
		method,
		headers: { origin: ORIGIN, 'content-type': 'application/json', ...headers },
		...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) })
	});
	const text = await response.text();
	const isJson = response.headers.get('content-type')?.includes('json');
	return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** A document that a device has open over its socket. */
export interface OpenDocument {
	doc: Y.Doc;
	/** Why it was refused, and the codes with which its socket was closed. */
	refusals: string[];
	closes: number[];
	/** Resolves when the first exchange is done; rejects when it is refused. */
	synced(): Promise<void>;
	/** True when the server lets this device write. */
	mayWrite(): boolean;
	close(): void;
}

/** A browser as the server meets it: its own key, a cookie, requests with an Origin, a socket. */
export class TestDevice {
	readonly app: TestApplication;
	readonly id: string;
	readonly member: string;
	cookie: string;
	readonly #key: KeyPair;
	readonly #clock: HybridClock;
	readonly #open = new Set<OpenDocument>();

	private constructor(app: TestApplication, id: string, member: string, key: KeyPair, cookie: string) {
		this.app = app;
		this.id = id;
		this.member = member;
		this.cookie = cookie;
		this.#key = key;
		this.#clock = new HybridClock({ now: Date.now }, id);
	}

	/** Signs in over HTTP, as the sign-in page does. */
	static async signIn(app: TestApplication, username: string, password = DEMO_PASSWORD): Promise<TestDevice> {
		const { id, key, device } = await newBrowser();
		const answer = await request(app, 'POST', '/api/sign-in', { body: { username, password, device } });
		if (answer.status !== 200)
			throw new Error(`Sign-in of ${username}: ${answer.status} ${JSON.stringify(answer.body)}`);
		return new TestDevice(app, id, answer.body.member as string, key, cookieOf(answer));
	}

	/** A device with a session that was put into the database: saves the password, which takes a tenth of a second. */
	static async withSession(app: TestApplication, username: string): Promise<TestDevice> {
		const { id, key, device } = await newBrowser();
		const { db, sessions } = app.services;
		const at = new Date().toISOString();
		const about = {
			public_key_json: JSON.stringify(device.publicKey),
			label: device.label,
			created_at: at,
			seen_at: at
		};
		const member = demoId(username);
		await db
			.insertInto('devices')
			.values({ id, member_id: member, ...about, revoked_at: null })
			.execute();
		const { token } = await sessions.create(member, id);
		return new TestDevice(app, id, member, key, `${cookieName(ORIGIN)}=${token}`);
	}

	/** A request with this device's cookie. */
	request(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Read> {
		return request(this.app, method, path, { body, headers: { cookie: this.cookie, ...headers } });
	}

	/** A signed command; `changes` are made before signing. */
	sign(
		act: string,
		about: string,
		payload: Record<string, unknown> = {},
		changes: Partial<Command> = {}
	): Promise<Command> {
		const unsigned = { v: 1, id: newId(), kind: `work-orders.${act}`, about, payload } as const;
		const signed = { ...unsigned, author: this.member, device: this.id, at: this.#clock.next(), ...changes };
		return signCommand(signed, this.#key);
	}

	/** A row of this device's outbox as somebody else carries it; `changes` are made before signing. */
	async signRow(
		doc: string,
		n: number,
		bytes: Uint8Array,
		changes: Partial<UnsignedUpdate> = {}
	): Promise<CarriedUpdate> {
		const unsigned = {
			v: 1,
			doc,
			author: this.member,
			device: this.id,
			tab: this.id,
			n,
			at: Date.now(),
			bytes
		} as const;
		return toCarried(await signUpdate({ ...unsigned, ...changes }, this.#key));
	}

	/** Brings rows of anybody; gives the answers. */
	async carry(...rows: CarriedUpdate[]): Promise<CarriedAnswer[]> {
		const { status, body } = await this.request('POST', '/api/carried', rows);
		if (status !== 200) throw new Error(`Carried: ${status} ${JSON.stringify(body)}`);
		return body as CarriedAnswer[];
	}

	/** Posts commands as they are; gives the answers. */
	async post(...commands: unknown[]): Promise<Answer[]> {
		const { status, body } = await this.request('POST', '/api/commands', commands);
		if (status !== 200) throw new Error(`Commands: ${status} ${JSON.stringify(body)}`);
		return body as Answer[];
	}

	/** Signs and posts one act; gives its receipt. */
	async act(act: string, about: string, payload: Record<string, unknown> = {}): Promise<Receipt> {
		const [answer] = await this.post(await this.sign(act, about, payload));
		if (answer?.status !== 'accepted' && answer?.status !== 'refused') throw new Error(JSON.stringify(answer));
		return answer;
	}

	/** Opens a document over a socket of its own. */
	open(name: string): OpenDocument {
		const opened = openDocument(this, name);
		this.#open.add(opened);
		return opened;
	}

	/** Closes every document that is still open. */
	close(): void {
		for (const opened of this.#open) opened.close();
		this.#open.clear();
	}
}

/** A browser that nobody has signed in on: its id, its key, and what it sends to sign in. */
export async function newBrowser(): Promise<{
	id: string;
	key: KeyPair;
	device: SignInRequest['device'];
}> {
	const key = await newDeviceKey();
	const id = newId();
	const device = { id, label: 'Testtelefon', publicKey: await publicJwk(key) };
	return { id, key, device: v.parse(signInSchema.entries.device, device) };
}

/** The session's Set-Cookie header of an answer. */
export function sessionCookieOf(headers: Headers): string {
	return headers.getSetCookie().find((cookie) => /^(__Host-)?session=/.test(cookie)) ?? '';
}

/** The Cookie header that opens the session of this answer. */
export function cookieOf(answer: Read): string {
	return sessionCookieOf(answer.headers).split(';', 1)[0] ?? '';
}

function openDocument({ app, cookie }: TestDevice, name: string): OpenDocument {
	const refusals: string[] = [];
	const closes: number[] = [];
	const doc = freshDoc();
	const socket = new HocuspocusProviderWebsocket({
		url: `${app.url.replace('http', 'ws')}/sync`,
		WebSocketPolyfill: webSocketWith({ origin: ORIGIN, cookie }),
		delay: 20,
		minDelay: 20,
		maxDelay: 100,
		onClose: ({ event }) => closes.push(event.code)
	});
	const provider = new HocuspocusProvider({
		websocketProvider: socket,
		name,
		document: doc,
		awareness: null,
		token: String(PROTOCOL_VERSION),
		onAuthenticationFailed: ({ reason }) => refusals.push(reason)
	});
	provider.attach();
	return {
		doc,
		refusals,
		closes,
		async synced() {
			await until(`sync of ${name}`, () => provider.synced || refusals.length > 0);
			if (refusals.length > 0) throw new Error(`${name} was refused: ${refusals.join()}`);
		},
		mayWrite: () => provider.authorizedScope === 'read-write',
		close() {
			provider.destroy();
			socket.destroy();
			doc.destroy();
		}
	};
}
