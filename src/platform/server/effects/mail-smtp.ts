import { createTransport } from 'nodemailer';
import type { Carrier, Delivery, MailEffect } from './effect.ts';
import { mailMessage } from './mail-message.ts';

const CONNECT_LIMIT = 10 * 1000; // 10 seconds
const SILENCE_LIMIT = 20 * 1000; // 20 seconds

/** Hands mails to the mail server at an smtp: or smtps: address, which may hold a user name and a password. */
export function mailToServer(smtpUrl: string, from: string): Carrier<MailEffect> {
	const transport = createTransport({
		url: smtpUrl,
		connectionTimeout: CONNECT_LIMIT,
		greetingTimeout: CONNECT_LIMIT,
		socketTimeout: SILENCE_LIMIT
	});
	return {
		// A mail server may get it twice after a cut, but with the same Message-ID; a lost mail would be worse.
		repeatable: true,
		async deliver(id, effect) {
			try {
				await transport.sendMail(mailMessage(id, effect, from));
				return { outcome: 'delivered' };
			} catch (error) {
				return judge(error);
			}
		}
	};
}

/** 5xx about the sender, the receiver or the message is final; everything about the connection or the sign-in is not. */
function judge(error: unknown): Delivery {
	const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
	if (code === 'EAUTH') return { outcome: 'again', error: 'sign-in-refused' };
	if (typeof responseCode !== 'number') return { outcome: 'again', error: 'no-connection' };
	const aboutMessage = code === 'EENVELOPE' || code === 'EMESSAGE';
	return responseCode >= 500 && aboutMessage
		? { outcome: 'failed', error: 'refused' }
		: { outcome: 'again', error: 'busy' };
}
