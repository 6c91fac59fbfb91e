import type { SendMailOptions } from 'nodemailer';
import type { MailEffect } from './effect.ts';

/**
 * A mail effect as nodemailer wants it. The Message-ID follows from the effect's id, so that mail servers and readers
 * can recognise a second arrival; `from` is an address, with or without a name: `Avbrottsfri <noreply@example.se>`.
 */
export function mailMessage(id: string, { to, subject, text }: MailEffect, from: string): SendMailOptions {
	const domain = /@([A-Za-z0-9.-]+)>?$/.exec(from)?.[1] ?? 'localhost';
	return {
		from,
		to: { name: '', address: to },
		subject,
		text,
		messageId: `<${id}@${domain}>`,
		headers: { 'Auto-Submitted': 'auto-generated' },
		// A text is a text: nothing in it may make this server read a file or fetch an address.
		disableFileAccess: true,
		disableUrlAccess: true
	};
}
