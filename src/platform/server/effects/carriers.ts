import { join } from 'node:path';
import type { Carriers } from './effect.ts';
import { mailToFolder } from './mail-file.ts';
import { mailToServer } from './mail-smtp.ts';
import { smsToFolder } from './sms-file.ts';
import { smsToProvider } from './sms-http.ts';

/** What decides how mails and SMS leave the house; `from` is the sender address of mails. */
export interface CarrierSettings {
	dataDir: string;
	smtpUrl: string | null;
	smsUrl: string | null;
	from: string;
}

/** The carriers of an installation: files in DATA_DIR/outbox until a mail server or an SMS provider is set. */
export function createCarriers({ dataDir, smtpUrl, smsUrl, from }: CarrierSettings): Carriers {
	const folder = join(dataDir, 'outbox');
	return {
		mail: smtpUrl === null ? mailToFolder(join(folder, 'mail'), from) : mailToServer(smtpUrl, from),
		sms: smsUrl === null ? smsToFolder(join(folder, 'sms')) : smsToProvider({ url: smsUrl })
	};
}
