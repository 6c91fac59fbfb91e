import type { Carrier, SmsEffect } from './effect.ts';
import { writeOnce } from './write-once.ts';

/** Puts SMS as JSON files into a folder: for installations without a provider, demonstrations and tests. */
export function smsToFolder(folder: string): Carrier<SmsEffect> {
	return {
		repeatable: true,
		async deliver(id, { to, text }) {
			try {
				await writeOnce(folder, `${id}.json`, `${JSON.stringify({ id, to, text }, null, '\t')}\n`);
				return { outcome: 'delivered' };
			} catch {
				return { outcome: 'again', error: 'disk' };
			}
		}
	};
}
