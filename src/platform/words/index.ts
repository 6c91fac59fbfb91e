import { sv } from './sv/shared.ts';

/** Every text of the interface, by area. Other languages have to bring the same keys. */
export type Texts = typeof sv;

/** The languages that can be chosen, each by its own name. */
export const LANGUAGES = { sv: 'Svenska', en: 'English' } as const;
export type Language = keyof typeof LANGUAGES;

const STORED_AS = 'language';

function readLanguage(): Language {
	try {
		return localStorage.getItem(STORED_AS) === 'en' ? 'en' : 'sv';
	} catch {
		// Storage is blocked, or there is no browser: Swedish holds.
		return 'sv';
	}
}

/** The language in use. */
export const language: Language = readLanguage();

/** The texts of the language in use; nobody loads a language that is not read. */
export const t: Texts = language === 'en' ? (await import('./en/shared.ts')).en : sv;

/** Chooses a language; the page begins anew in it, so that no text of the other stays. */
export function chooseLanguage(chosen: Language): void {
	localStorage.setItem(STORED_AS, chosen);
	location.reload();
}
