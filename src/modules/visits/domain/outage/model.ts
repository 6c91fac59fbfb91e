/** Something to tick off in an outage. `text` is null for an item of the routine, which the app has words for. */
export interface ChecklistItem {
	id: string;
	text: string | null;
}

/** The routine's own items, in the order in which they are done. */
export const ROUTINE_ITEMS = [
	'diagnose',
	'report',
	'coordinator',
	'tell',
	'print',
	'adjust',
	'share',
	'register'
] as const;

/** Who said something, when (milliseconds since 1970) and on which device. */
export interface Signature {
	by: string;
	at: number;
	device: string;
}

/** How an outage began, for one of those who began it. */
export interface Begun extends Signature {
	id: string;
	why: string;
}

/** How it ended, for one of those who ended it. */
export interface Ended extends Signature {
	key: string;
	words: string;
}

/** A value that somebody set, and what others set apart. */
export interface Claim extends Signature {
	value: string;
	others: readonly (Signature & { value: string })[];
}

/** An item of the checklist as it stands. */
export interface CheckedItem extends ChecklistItem {
	/** Who ticked it off, and when; null while it is not. */
	done: Signature | null;
}

/** What somebody wrote down. */
export interface OutageNote extends Signature {
	key: string;
	kind: 'note' | 'decision';
	text: string;
}

/** A numbered copy that was made during the outage. */
export interface OutageCopy extends Signature {
	id: string;
	number: string;
	what: string;
	place: string;
	from: string;
	to: string;
	/** Who has it, in people's words; null while nobody has said. */
	holder: Claim | null;
	/** When it was destroyed, and by whom; null while it is about. */
	gone: Signature | null;
}

/** A device that has said what it holds. */
export interface OutageDevice extends Signature {
	/** When the server last confirmed something to it; null when it does not know. */
	confirmedAt: number | null;
	/** When a colleague's work last came to it without the server; null for never. */
	exchangedAt: number | null;
	phone: boolean;
}

/** What happened, in order. */
export interface TimelineEntry extends Signature {
	key: string;
	kind:
		| 'started'
		| 'ended'
		| 'coordinator'
		| 'checked'
		| 'unchecked'
		| 'note'
		| 'decision'
		| 'reached'
		| 'not-reached'
		| 'copy'
		| 'handed'
		| 'destroyed';
	/** People's own words, a name, a copy's number, or an item's id. */
	text: string;
	/** What it is about: an item's, a person's or a copy's id; empty for the outage itself. */
	about: string;
}

/** An outage: one, whoever began it and however far apart. Immutable. */
export interface Outage {
	/** The id of its first beginning. */
	id: string;
	begun: readonly [Begun, ...Begun[]];
	startedAt: number;
	/** The last end; null while it lasts for anybody. */
	endedAt: number | null;
	ended: readonly Ended[];
	coordinator: Claim | null;
	phone: Claim | null;
	checklist: readonly CheckedItem[];
	/** By person: whether they were told. */
	reached: ReadonlyMap<string, Signature & { value: boolean }>;
	notes: readonly OutageNote[];
	copies: readonly OutageCopy[];
	/** What each device last said of itself, by who said it last. */
	devices: readonly OutageDevice[];
	timeline: readonly TimelineEntry[];
}
