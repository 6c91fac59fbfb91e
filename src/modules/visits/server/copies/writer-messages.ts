/** Why copies could not be written: see CODES in writer-process.ts for what each stands for. */
export type WriteRefusal = 'away' | 'full' | 'denied' | 'slow' | 'failed';

/** A document as the log keeps it. */
export interface StoredPlan {
	day: string;
	snapshot: Uint8Array | null;
	rows: Uint8Array[];
}

/** Asks whether the folder is there. A folder that was written in before has to hold its marker. */
export interface CheckFolder {
	job: 'check';
	root: string;
	/** The organisation's folder within the root. */
	folder: string;
	mayCreate: boolean;
	isKnown: boolean;
	marker: string;
}

/** Makes the PDFs of a team's day beside their places. */
export interface MakeDay {
	job: 'day';
	folder: string;
	team: string;
	/** Entries of the team's facts, by root and key. */
	facts: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
	plan: StoredPlan;
	/** Which state of the plan it is, as it stands on the sheets. */
	state: string;
	madeAt: number;
	passphrase: string | null;
	files: readonly { what: 'client-list' | 'overview'; file: string; number: string; title: string }[];
}

/** Makes the file of a team's plans that the app reads back in, beside its place. */
export interface MakePlanFile {
	job: 'plan';
	folder: string;
	team: string;
	plans: readonly StoredPlan[];
	madeAt: number;
	passphrase: string;
	file: string;
}

/** Puts what was made in its place, and removes what is not wanted any more. */
export interface Commit {
	job: 'commit';
	folder: string;
	moves: readonly { temporary: string; file: string }[];
	removed: readonly string[];
}

/** Which of these files are there as they were written. */
export interface Inspect {
	job: 'inspect';
	folder: string;
	files: readonly { id: string; file: string; sha256: string }[];
}

export type WriterJob = CheckFolder | MakeDay | MakePlanFile | Commit | Inspect;

/** A file that lies beside its place. */
export interface MadeFile {
	file: string;
	temporary: string;
	sha256: string;
}

/** What the writing process answers; `memory` is what it uses, in bytes. */
export type WriterAnswer = { memory: number } & (
	{ ok: true; made: readonly MadeFile[]; missing: readonly string[] } | { ok: false; code: WriteRefusal }
);
