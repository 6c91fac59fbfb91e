import type { ContactKind, SupportNumber } from './support-numbers.ts';

/** An answer, and when it was given: milliseconds since 1970. */
export interface Answer<Value> {
	value: Value;
	at: number;
}

/** What the device and its person know of why something does not work. Null for what nobody has answered. */
export interface Answers {
	/** Whether the device has any network at all, as its system says. */
	network: Answer<boolean> | null;
	/** Whether our server answers at its address: somebody else may, such as a hotel's sign-in page. */
	server: Answer<'ours' | 'cannot-store' | 'stranger' | 'silent'> | null;
	/** Whether the line is open over which plans are exchanged. */
	line: Answer<boolean> | null;
	/** Whether the server lets this person in; `nobody` when nobody is signed in here. */
	account: Answer<'in' | 'out' | 'nobody'> | null;
	/** What a person says: other pages open, another device gets in, phones can call. */
	otherPages: Answer<boolean> | null;
	otherDevice: Answer<boolean> | null;
	phones: Answer<boolean> | null;
}

/** What is wrong, as far as it can be told. `unreachable`: the server or the network, a person's answer decides. */
export type Fault =
	| 'checking'
	| 'none'
	| 'no-network'
	| 'captive'
	| 'unreachable'
	| 'server'
	| 'this-device'
	| 'cannot-store'
	| 'account'
	| 'line';

/** What a person said is asked again after so long: networks come and go. */
export const PERSON_ANSWER_HOLDS = 30 * 60 * 1000; // 30 minutes

/** Nothing answered yet. */
export const NO_ANSWERS: Answers = {
	network: null,
	server: null,
	line: null,
	account: null,
	otherPages: null,
	otherDevice: null,
	phones: null
};

/** What is wrong at `now` (milliseconds), the nearest cause first: without a network nothing else can be told. */
export function faultOf(answers: Answers, now: number): Fault {
	const { network, server } = answers;
	if (network?.value === false) return 'no-network';
	if (!server) return 'checking';
	switch (server.value) {
		case 'stranger':
			return 'captive';
		case 'silent':
			return silentFault(answers, now);
		case 'cannot-store':
			return 'cannot-store';
		case 'ours':
			return reachedFault(answers);
	}
}

/** True when a person has said that nobody can call; null while nobody has said anything lately. */
export function phonesDown({ phones }: Answers, now: number): boolean | null {
	const answer = holding(phones, now);
	return answer === null ? null : !answer;
}

/** What a person answered, as long as it holds. */
export function holding(answer: Answer<boolean> | null, now: number): boolean | null {
	return answer && now - answer.at < PERSON_ANSWER_HOLDS ? answer.value : null;
}

/** The routine: first another computer, then other pages (the manual's order). */
function silentFault({ otherPages, otherDevice }: Answers, now: number): Fault {
	if (holding(otherDevice, now) === true) return 'this-device';
	const pages = holding(otherPages, now);
	if (pages === null) return 'unreachable';
	return pages ? 'server' : 'no-network';
}

function reachedFault({ account, line }: Answers): Fault {
	if (account && account.value !== 'in') return 'account';
	return line?.value === false ? 'line' : 'none';
}

const CALLED: Readonly<Record<Fault | 'phones', readonly ContactKind[]>> = {
	checking: [],
	none: [],
	'no-network': ['it-service'],
	captive: ['it-service'],
	unreachable: ['it-service', 'supplier'],
	server: ['supplier', 'it-service'],
	'this-device': ['it-service'],
	'cannot-store': ['supplier', 'it-service'],
	account: ['administrator', 'supplier'],
	line: ['it-service', 'supplier'],
	phones: ['telephony', 'it-service']
};

/** Whom to call about a fault, the first one first, then who coordinates; all numbers where none fits. */
export function whomToCall(fault: Fault | 'phones', numbers: readonly SupportNumber[]): SupportNumber[] {
	const wanted = CALLED[fault];
	if (wanted.length === 0) return [];
	const about = (kind: ContactKind) => numbers.filter((number) => number.about === kind);
	const fitting = wanted.flatMap(about);
	return fitting.length > 0 ? [...fitting, ...about('coordinator')] : [...numbers];
}
