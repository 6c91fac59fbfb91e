import * as v from 'valibot';
import type { RefusalOf } from '#modules/work-orders/domain/commands.ts';
import { authorize } from '#modules/work-orders/domain/access.ts';
import { changeSettings, settingsChangeSchema } from '#modules/work-orders/domain/index.ts';
import { loadSettings, saveSettings } from './settings.ts';
import { ACCEPTED, type DecideCommand } from '#server/commands/decision';

/** Decides changes of a landlord's settings: by its administrators, on the version that counts. */
export function settingsDecider(): DecideCommand<RefusalOf<'work-order-settings.change'>> {
	return {
		async decide(trx, { command, author }) {
			const { actor } = author;
			const asked = v.safeParse(settingsChangeSchema, command.payload);
			if (!asked.success) return { status: 'refused', code: 'malformed', detail: null };
			const resource = { type: 'work-order-settings', organisation: command.about };
			if (!authorize(actor, 'write', resource)) return { status: 'refused', code: 'forbidden', detail: null };
			const settings = changeSettings(await loadSettings(trx, actor.organisation), asked.output);
			if (!settings) return { status: 'refused', code: 'settings-changed', detail: null };
			await saveSettings(trx, actor.organisation, settings);
			return ACCEPTED;
		}
	};
}
