/**
 * A worker in a process of its own that dies by SIGKILL at a given point of the first delivery of a mail. Arguments:
 * data folder, point (`before`, `within` or `after` the carrier's work), kind of carrier (`file` or an smtp: address).
 */
import { join } from 'node:path';
import { openDatabase } from '#app/installation';
import { createCarriers } from '#server/effects/carriers';
import type { Carrier, MailEffect } from '#server/effects/effect';
import { EffectsWorker } from '#server/effects/effects-worker';

const [dataDir = '', point = '', mail = 'file', lead = '0'] = process.argv.slice(2);
const connection = await openDatabase({ databaseUrl: null, dataDir });
const smtpUrl = mail === 'file' ? null : mail;
const carriers = createCarriers({ dataDir, smtpUrl, smsUrl: null, from: 'avbrottsfri@example.se' });
const die = () => process.kill(process.pid, 'SIGKILL');

const dying: Carrier<MailEffect> = {
	repeatable: carriers.mail.repeatable,
	async deliver(id, effect) {
		if (point === 'before') die();
		const work = carriers.mail.deliver(id, effect);
		if (point === 'within') die();
		const outcome = await work;
		if (point === 'after') die();
		return outcome;
	}
};
const silent = { info: () => null, warn: () => null, error: () => null };
const worker = new EffectsWorker({
	connection,
	carriers: { ...carriers, mail: dying },
	logger: silent,
	clock: { now: () => Date.now() + Number(lead) }
});
await worker.start();
process.stdout.write(join(dataDir, 'outbox'));
