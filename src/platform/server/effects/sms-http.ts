import type { Carrier, Delivery, SmsEffect } from './effect.ts';

const ANSWER_LIMIT = 15 * 1000; // 15 seconds

/** Errors that can only come before a request has left: the provider cannot have got anything. */
const BEFORE_SENDING = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'UND_ERR_CONNECT_TIMEOUT',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID'
]);

/** How an SMS provider is reached; `from` is the sender that phones show, at most 11 letters and digits. */
export interface SmsProvider {
	/** For example https://user:password@api.46elks.com/a1/sms */
	url: string;
	from?: string;
	/** Milliseconds. */
	answerLimit?: number;
}

/** Hands SMS to a provider by the form that 46elks takes. Providers know no idempotency key, hence EF5. */
export function smsToProvider({
	url,
	from = 'Avbrottsfri',
	answerLimit = ANSWER_LIMIT
}: SmsProvider): Carrier<SmsEffect> {
	const address = new URL(url);
	const account = `${decodeURIComponent(address.username)}:${decodeURIComponent(address.password)}`;
	address.username = '';
	address.password = ''; // fetch() refuses addresses with a password in them
	return {
		repeatable: false,
		async deliver(_id, { to, text }) {
			try {
				const answer = await fetch(address, {
					method: 'POST',
					headers: { authorization: `Basic ${Buffer.from(account).toString('base64')}` },
					body: new URLSearchParams({ from, to, message: text }),
					redirect: 'manual',
					signal: AbortSignal.timeout(answerLimit)
				});
				return judgeAnswer(answer.status, await answer.text());
			} catch (error) {
				return judgeError(error);
			}
		}
	};
}

function judgeAnswer(status: number, body: string): Delivery {
	if (status >= 200 && status < 300) return isReceipt(body) ? { outcome: 'delivered' } : unsure;
	if (status === 401 || status === 403) return { outcome: 'again', error: 'sign-in-refused' };
	if (status < 400 || status === 402 || status === 429 || status === 503) return { outcome: 'again', error: 'busy' };
	if (status < 500 && status !== 408) return { outcome: 'failed', error: 'refused' };
	return unsure; // the provider broke down while it had the message
}

const unsure: Delivery = { outcome: 'uncertain', error: 'no-answer' };

/** A sign-in page of some network also answers 200: only the provider's own id of the message counts. */
function isReceipt(body: string): boolean {
	try {
		const { id } = JSON.parse(body) as { id?: unknown };
		return typeof id === 'string' && id !== '';
	} catch {
		return false;
	}
}

function judgeError(error: unknown): Delivery {
	const { cause } = error as { cause?: unknown };
	const { code } = (cause ?? {}) as { code?: unknown };
	return typeof code === 'string' && BEFORE_SENDING.has(code) ? { outcome: 'again', error: 'no-connection' } : unsure;
}
