import { t } from '#words/office';

const errors: Readonly<Record<string, string>> = t.peopleErrors;

/** Why it was not done, in a sentence. */
export function peopleError(code: string): string {
	return errors[code] ?? t.peopleErrors.other;
}

/** An address as far as it can be judged before the server does. */
export const isEmail = (typed: string): boolean =>
	/^[^\s@,;:<>"()]+@[^\s@,;:<>"()]+\.[^\s@,;:<>"()]+$/.test(typed.trim());
