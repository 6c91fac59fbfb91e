import type { SendMailOptions } from 'nodemailer';
import type { MailEffect } from './effect.ts';

/**
 * A mail effect as nodemailer wants it. The Message-ID follows from the effect's id, so that mail servers and readers
 * can recognise a second arrival; `from` is an address such as avbrottsfri@example.se.
 */
export function mailMessage(id: string, { to, subject, text }: MailEffect, from: string): SendMailOptions {
	const domain = from.slice(from.lastIndexOf('@') + 1) || 'localhost';
	return {
		from: { name: 'Avbrottsfri', address: from },
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
