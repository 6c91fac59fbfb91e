import { deviceClock } from '#device/device-clock.svelte.ts';
import { type Act, COMMAND_PREFIX, type OrderState, decide, readAct } from '#modules/work-orders/domain/index.ts';
import { t } from '#modules/work-orders/words/index.ts';

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
		textLabel: t.acts.messageText,
		confirm: t.acts.send
	},
	answer: { title: t.acts.answerTitle, textLabel: t.acts.answerText, confirm: t.acts.send },
	done: { title: t.acts.doneTitle, confirm: t.acts.doneConfirm },
	plan: { title: t.acts.planTitle, confirm: t.common.save },
	'wasted-trip': { title: t.acts.wastedTripTitle, help: t.acts.wastedTripHelp, textLabel: t.acts.reason },
	resume: { title: t.acts.resumeTitle, help: t.acts.resumeHelp, textLabel: t.acts.resumeText },
	reassign: { title: t.acts.reassignTitle, help: t.acts.reassignHelp },
	sequence: { title: t.acts.sequenceTitle, help: t.acts.sequenceHelp, confirm: t.common.save },
	reopen: { title: t.acts.reopenTitle, help: t.acts.reopenHelp, textLabel: t.acts.reopenText },
	cancel: { title: t.acts.cancelTitle, help: t.acts.cancelHelp, textLabel: t.acts.reason, stop: true }
};

/** The sentence that says why the rules refuse an act already here, or null when they do not. */
export function refusedHere(
	act: Act,
	payload: Record<string, unknown>,
	state: Pick<OrderState, 'order' | 'files' | 'author' | 'settings' | 'bundle'>
): string | null {
	const empty = emptyHere(act, payload, state);
	if (empty !== null) return empty;
	const asked = readAct(`${COMMAND_PREFIX}${act}`, payload);
	if (!asked) return t.refusal.malformed;
	const now = new Date(deviceClock.now()).toISOString();
	const verdict = decide(asked, { ...state, arrived: null, contractorEmail: null }, { command: '', at: now, now });
	return verdict.verdict === 'refused' ? t.refusal[verdict.code] : null;
}

/** What is not filled in and cannot be guessed. */
function emptyHere(act: Act, payload: Record<string, unknown>, { order }: Pick<OrderState, 'order'>): string | null {
	if (act === 'note' && payload['phrase'] === '' && String(payload['text']).trim() === '') return t.acts.noteEmpty;
	if (act === 'plan' && payload['planned'] === null && !order.planned) return t.acts.planDayMissing;
	if (act === 'reassign' && payload['contractor'] === '') return t.acts.reassignMissing;
	return act === 'wasted-trip' && String(payload['reason']).trim() === '' ? t.acts.reasonMissing : null;
}
