import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import { parse } from 'hono/utils/cookie';
import type { Actor } from '#core/access';
import type { CarriedAnswer, CarriedUpdate } from '#carrying/signed-update';
import type { Rules } from '#core/rules';
import { type Member, findMember } from '../auth/members.ts';
import type { Session, Sessions } from '../auth/sessions.ts';
import type { PasswordTries } from '../auth/password-tries.ts';
import type { SignIn } from '../auth/sign-in.ts';
import type { Introduction } from '#core/answers';
import type { Answer, Circumstances } from '../commands/receive.ts';
import type { Configuration } from '../configuration.ts';
import type { Connection } from '../database/open.ts';
import type { DemoAccounts } from '../demo/fill.ts';
import type { Logger } from '../logger.ts';
import type { ServerClock } from '../server-clock.ts';
import type { ToldOfMember } from '../told.ts';

/** What HTTP asks of a module: its routes, and its files. */
export interface RoutedModule {
	/** Its routes, under `/api`. */
	routes(services: Services): Hono<Env>;
	/** A stored file that is the module's and that the actor may see, with the name to save it under; null otherwise. */
	findFile(actor: Actor, id: string): Promise<{ name: string } | null>;
}

/** What the HTTP routes stand on. */
export interface Services {
	configuration: Configuration;
	db: Connection;
	clock: ServerClock;
	logger: Logger;
	sessions: Sessions;
	signIn: SignIn;
	/** Whether an organisation's accounts and keys count for nothing: those of the demo, where there is to be none. */
	isClosed(organisation: string): boolean;
	/** Counts tries, for every route that checks a password. */
	tries: PasswordTries;
	/** Answers commands that a carrier has brought. */
	receive(carrier: Actor, commands: readonly unknown[], circumstances: Circumstances): Promise<Answer[]>;
	/** Which life of the installation this is, and whether devices bring again what it has lost. */
	generation(): { id: string; recovering: boolean };
	/** Answers updates of anybody that a carrier has brought. */
	receiveCarried(carrier: Actor, rows: readonly CarriedUpdate[]): Promise<CarriedAnswer[]>;
	/** What the device of a signed-in member shows to colleagues without a server; null before the first sign-in. */
	introduce(member: Member): Promise<Introduction | null>;
	/** The roles that an administrator has besides, or that a company's people are invited with. */
	rolesWith: Rules['rolesWith'];
	/** The modules at work in this process. */
	modules: readonly RoutedModule[];
	/** What the modules tell the device of a member. */
	tell(member: Member): Promise<Partial<ToldOfMember>>;
	/** The accounts of the demo data, where there is any. */
	demo(): Promise<DemoAccounts | null>;
	/** Told after something was written outside of commands. */
	changed(): void;
	/** Everything that a new device of a member has to know, gzipped: encodeCopies(). */
	firstCopy(reader: Actor): Promise<Uint8Array>;
	/** Closes the open sockets of sessions that no longer hold. */
	revoke(sessions: { member?: string; device?: string; session?: string }): void;
	/** A file from the file store as an answer, with the headers that files are served with; null when it is missing. */
	serveFile(fileId: string, size: 'full' | 'thumbnail', name: string): Promise<Response | null>;
	/** True when the database and the update log can store. */
	canStore(): Promise<boolean>;
	/** Metrics in the Prometheus text form. */
	metrics(): Promise<string>;
}

/** A signed-in request. */
export interface SignedInRequest {
	session: Session;
	member: Member;
}

/** The variables and bindings of our Hono app. */
export interface Env {
	Bindings: HttpBindings;
	Variables: { signedIn: SignedInRequest };
}

/** A request in our Hono app. */
export type RequestContext = Context<Env>;

/** Over https the cookie is bound to this host and to secure connections; plain http is for trying on one machine. */
export function cookieName(origin: string): string {
	return origin.startsWith('https:') ? '__Host-session' : 'session';
}

/** The cookie by which a browser that somebody has signed in on is known again: it opens nothing. */
export function knownCookieName(origin: string): string {
	return origin.startsWith('https:') ? '__Host-known' : 'known';
}

/** The session that a Cookie header belongs to, with its member; null when there is none. */
export async function sessionOf(
	{ configuration, db, sessions, clock }: Pick<Services, 'configuration' | 'db' | 'sessions' | 'clock'>,
	cookieHeader: string | null | undefined
): Promise<SignedInRequest | null> {
	if (!cookieHeader) return null;
	const name = cookieName(configuration.origin);
	const token = parse(cookieHeader, name)[name];
	const session = token ? await sessions.validate(token) : null;
	if (!session) return null;
	const member = await findMember(db, session.member, session.device, clock);
	return member ? { session, member } : null;
}

/**
 * The address that a request comes from, for counting tries. Anyone can send X-Forwarded-For: of it count only the last
 * entries, which our own proxies have added, and no more than there are such proxies.
 */
export function addressOf(
	request: { headers: IncomingHttpHeaders; socket: { remoteAddress?: string | undefined } },
	trustedProxies: number
): string {
	const header = request.headers['x-forwarded-for'] ?? '';
	const said = (Array.isArray(header) ? header.join(',') : header).split(',').reverse();
	let address = request.socket.remoteAddress ?? 'unknown';
	for (const entry of said.slice(0, trustedProxies)) {
		if (isIP(entry.trim()) === 0) break;
		address = entry.trim();
	}
	return address;
}
