import type { Settings, SettingsChange } from '#modules/work-orders/domain/index.ts';

/** The settings as they stand in the form: phrases one a line. */
export interface SettingsForm {
	information: string;
	question: string;
	contractorsMayRegister: boolean;
	sms: Settings['sms'];
}

/** The form filled with what holds. */
export function fillForm({ phrases, contractorsMayRegister, sms }: Settings): SettingsForm {
	return {
		information: phrases.information.join('\n'),
		question: phrases.question.join('\n'),
		contractorsMayRegister,
		sms: { ...sms }
	};
}

/** What the form sets. */
export function readForm({ information, question, contractorsMayRegister, sms }: SettingsForm): SettingsChange['set'] {
	return { phrases: { information: lines(information), question: lines(question) }, contractorsMayRegister, sms };
}

function lines(text: string): string[] {
	const phrases = text.split('\n').map((line) => line.trim().slice(0, 80));
	return [...new Set(phrases.filter(Boolean))].slice(0, 40);
}

const EXAMPLE: Readonly<Record<string, string>> = {
	adress: 'Montörsvägen 2',
	ao: '583214',
	dag: 'tisdag 24 november',
	tid: 'kl. 08:00-12:00'
};

/** The text as a tenant would read it. */
export function exampleOf(text: string): string {
	return text.replace(/\{(\p{L}+)\}/gu, (whole, name: string) => EXAMPLE[name] ?? whole);
}

/** GSM 03.38: 160 characters fit one SMS, 153 each of several. What is outside its alphabet halves that. */
export function segmentsOf(text: string): number {
	const filled = exampleOf(text);
	const isGsm = /^[\w \r\n@£$¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà]*$/u.test(filled);
	const [single, several] = isGsm ? [160, 153] : [70, 67];
	return filled.length <= single ? 1 : Math.ceil(filled.length / several);
}
