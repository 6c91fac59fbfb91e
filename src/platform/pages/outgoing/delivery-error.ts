import { t } from '#words/office';

const errors: Readonly<Record<string, string>> = t.outgoing.errors;

/** Why a message has not arrived, in a sentence. */
export function deliveryError(code: string | null): string {
	return errors[code ?? ''] ?? t.outgoing.errors.other;
}
