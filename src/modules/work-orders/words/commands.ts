import type { WordsFor } from '#pages/module.ts';
import type { COMMANDS } from '../domain/commands.ts';
import { t as platform } from '#words/outbox';
import { t } from './index.ts';

const ofAct = (name: string) => ({ name, refused: t.refusal });

/** What the commands are called, and why they are refused, in the language in use. */
export const commandWords: WordsFor<typeof COMMANDS> = {
	'work-orders.accept': ofAct(t.acts.accept),
	'work-orders.decline': ofAct(t.acts.decline),
	'work-orders.note': ofAct(t.acts.note),
	'work-orders.message': ofAct(t.acts.message),
	'work-orders.answer': ofAct(t.acts.answer),
	'work-orders.done': ofAct(t.acts.done),
	'work-orders.wasted-trip': ofAct(t.acts['wasted-trip']),
	'work-orders.resume': ofAct(t.acts.resume),
	'work-orders.plan': ofAct(t.acts.plan),
	'work-orders.sequence': ofAct(t.acts.sequence),
	'work-orders.seen': ofAct(t.acts.seen),
	'work-orders.cancel': ofAct(t.acts.cancel),
	'work-orders.reopen': ofAct(t.acts.reopen),
	'work-orders.invoice': ofAct(t.acts.invoice),
	'work-orders.reassign': ofAct(t.acts.reassign),
	'work-orders.attach': ofAct(platform.outbox.picture),
	'work-orders.remove-file': ofAct(t.acts['remove-file']),
	'work-order-register.bundle': ofAct(t.commands.register),
	'work-order-settings.change': ofAct(t.commands.settings)
};
