import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail server that keeps what it gets, for tests. */
export interface TestMailServer {
	/** The address for SMTP_URL. */
	url: string;
	/** Everything that was accepted, parsed, in order of arrival. */
	mails: Email[];
	/** Set it to answer the next commands with this code: 451 is "come back later", 550 "never". */
	refuseWith: number | null;
	stop(): Promise<void>;
}

/** Starts a real mail server on a free port of this machine. It takes mail for everybody, without sign-in. */
export async function startMailServer(): Promise<TestMailServer> {
	const state: { mails: Email[]; refuseWith: number | null } = { mails: [], refuseWith: null };
	const refusal = () =>
		state.refuseWith === null ? null : Object.assign(new Error('no'), { responseCode: state.refuseWith });
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		onRcptTo: (_address, _session, callback) => {
			callback(refusal());
		},
		onData: (stream, _session, callback) => {
			void buffer(stream)
				.then((bytes) => PostalMime.parse(bytes))
				.then((mail) => {
					state.mails.push(mail);
					callback();
				});
		}
	});
	server.on('error', () => null); // a client that is killed in the middle
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.server.address() as AddressInfo;
	return Object.assign(state, {
		url: `smtp://127.0.0.1:${port}`,
		stop: () =>
			new Promise<void>((resolve) => {
				server.close(resolve);
			})
	});
}
