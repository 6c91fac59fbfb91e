import { createTransport } from 'nodemailer';
import type { Carrier, MailEffect } from './effect.ts';
import { mailMessage } from './mail-message.ts';
import { writeOnce } from './write-once.ts';

/** Puts mails as .eml files into a folder: for installations without a mail server, demonstrations and tests. */
export function mailToFolder(folder: string, from: string): Carrier<MailEffect> {
	const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
	return {
		repeatable: true,
		async deliver(id, effect) {
			const { message } = await composer.sendMail(mailMessage(id, effect, from));
			if (!Buffer.isBuffer(message)) return { outcome: 'failed', error: 'bad-payload' };
			try {
				await writeOnce(folder, `${id}.eml`, message);
				return { outcome: 'delivered' };
			} catch {
				return { outcome: 'again', error: 'disk' };
			}
		}
	};
}
