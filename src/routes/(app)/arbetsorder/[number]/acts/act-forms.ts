import { type Act, type OrderView, COMMAND_PREFIX, decide, readAct } from '#domain/work-orders';
import { t } from '#text';
import { currentAuthor } from '../orders.svelte.ts';

interface ActForm {
	title: string;
	help?: string;
	textLabel?: string;
	confirm?: string;
	/** True for what cannot be taken back. */
	stop?: boolean;
}

/** How each act that asks for something is asked. */
export const ACT_FORMS: Partial<Record<Act, ActForm>> = {
	decline: { title: t.acts.declineTitle, help: t.acts.declineHelp, textLabel: t.acts.reason, stop: true },
	note: { title: t.acts.noteTitle, help: t.acts.noteHelp, textLabel: t.acts.noteText, confirm: t.common.save },
	message: {
		title: t.acts.messageTitle,
		help: t.acts.messageHelp,
		textLabel: t.acts.messageText,
		confirm: t.acts.send
	},
	answer: { title: t.acts.answerTitle, textLabel: t.acts.answerText, confirm: t.acts.send },
	done: { title: t.acts.doneTitle, confirm: t.acts.doneConfirm },
	'wasted-trip': { title: t.acts.wastedTripTitle, help: t.acts.wastedTripHelp, textLabel: t.acts.reason },
	cancel: { title: t.acts.cancelTitle, help: t.acts.cancelHelp, textLabel: t.acts.reason, stop: true }
};

interface Fields {
	text: string;
	phrase: string;
	note: string;
	serialNumber: string;
}

/** The payload of an act from what was filled in. */
export function buildPayload(act: Act, fields: Fields, action: string, replaces: boolean): Record<string, unknown> {
	switch (act) {
		case 'note':
			return { phrase: fields.phrase, text: fields.text };
		case 'done':
			return replaces
				? { action, newUnit: { note: fields.note, properties: '', serialNumber: fields.serialNumber } }
				: { action };
		case 'message':
		case 'answer':
			return { text: fields.text };
		default:
			return { reason: fields.text };
	}
}

/** The sentence that says why the rules refuse an act already here, or null when they do not. */
export function refusedHere(act: Act, payload: Record<string, unknown>, view: OrderView): string | null {
	if (act === 'note' && payload['phrase'] === '' && String(payload['text']).trim() === '') return t.acts.noteEmpty;
	const asked = readAct(`${COMMAND_PREFIX}${act}`, payload);
	if (!asked) return t.refusal.malformed;
	const now = new Date().toISOString();
	const state = { order: view.order, files: view.files, author: currentAuthor(), arrived: null };
	const verdict = decide(asked, state, { command: '', at: now, now });
	return verdict.verdict === 'refused' ? t.refusal[verdict.code] : null;
}
