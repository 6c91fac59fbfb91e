import type { RegisterValue } from '#core/register';

/**
 * Times of a plan are minutes since midnight of its Swedish calendar day, as the clock on the wall shows them: 07:30 is
 * 450, and a night visit at 02:00 the next morning is 1560. They stay what people wrote when clocks change; what has to
 * be counted in real time (rest, pay) is turned into moments first, by momentOf().
 */
export type Minute = number;

/** Where a visit comes from: read in from another system, made by hand, or from a recurring visit. */
export const ORIGINS = ['import', 'hand', 'recurring'] as const;
export type Origin = (typeof ORIGINS)[number];

/** What kind of visit it is: alarms and meals do not count for continuity, `outside` happens away from the home. */
export const VISIT_KINDS = ['ordinary', 'alarm', 'meal', 'extra', 'outside'] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];

/** The places of a visit for carers: `b` is the second one of double staffing. */
export const SLOTS = ['a', 'b'] as const;
export type Slot = (typeof SLOTS)[number];

/** What came of a visit, as carers register it. */
export const OUTCOMES = ['started', 'done', 'part-done', 'refused', 'not-home', 'wasted-trip'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Said of a registration of one's own that was a slip: it names those, and none of them counts any more. */
export const TAKEN_BACK = 'taken-back';

/** What a visit is: derived from its registrations and from whether it is cancelled, never stored. */
export type VisitStatus = 'planned' | 'cancelled' | Outcome;

/** The fields that people plan; each is a register. */
export const PLAN_FIELDS = ['start', 'length', 'a', 'b'] as const;
export type PlanField = (typeof PLAN_FIELDS)[number];

/** What a visit is, beside when and by whom: changed seldom, each a register too. */
export const DETAIL_FIELDS = ['kind', 'double', 'window', 'address', 'key', 'secondRecipient'] as const;
export type DetailField = (typeof DETAIL_FIELDS)[number];

/** Everything of a visit that is a register with one name. */
export const FIELD_NAMES = [...PLAN_FIELDS, 'cancel', 'pin', ...DETAIL_FIELDS] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** True for the name of a visit's register. */
export function isFieldName(name: string): name is FieldName {
	return (FIELD_NAMES as readonly string[]).includes(name);
}

/** True for the name of what a visit is, beside when and by whom. */
export function isDetail(name: FieldName): name is DetailField {
	return (DETAIL_FIELDS as readonly string[]).includes(name);
}

/** Who set a value, when and from where. */
export interface Setting<Value extends RegisterValue = RegisterValue> {
	/** The id of the operation. */
	op: string;
	value: Value;
	by: string;
	/** A stamp of the hybrid clock. */
	at: string;
	device: string | null;
	group: string | null;
	why: string | null;
	/** What the source said when it was set. */
	base: RegisterValue | undefined;
	seen: readonly string[];
	prev: readonly string[];
}

/** One field of a visit: what to show, who set it, and what others set side by side with it. */
export interface Field<Value extends RegisterValue> {
	value: Value;
	/** Null while nobody has changed what the source says. */
	set: Setting<Value> | null;
	/** Values that lost against the shown one and differ from it, latest first. */
	losers: readonly Setting<Value>[];
	/** Every setting that nobody has replaced, the shown one among them. */
	heads: readonly Setting<Value>[];
	source: Value;
}

/** When a visit may take place. */
export interface TimeWindow {
	from: Minute;
	to: Minute;
}

/** This visit comes after another one, for example the second half of a double visit in sequence. */
export interface Sequence {
	after: string;
	/** Minutes between the starts. */
	least: number;
	most: number;
}

/** What somebody registered about a visit. Corrected by another registration that names it, never changed. */
export interface Registration {
	/** `person/n`: with the visit's id its key. */
	key: string;
	/** Its key and those of others that say the same of the same line of a sheet: a sheet that was read twice. */
	keys: readonly string[];
	/** The line of a sheet that it was read from. */
	line: string | null;
	person: string;
	outcome: Outcome;
	/** The actual times; null when nobody knows. */
	start: Minute | null;
	end: Minute | null;
	/** Tasks that were not done. */
	left: readonly string[];
	documentation: string;
	/** When it happened, in milliseconds; null when only the minutes are known. */
	happened: number | null;
	/** A stamp: when it was registered. */
	at: string;
	by: string;
	device: string | null;
	/** How it was registered: at the visit, afterwards, or read from paper. */
	way: 'visit' | 'afterwards' | 'paper';
	corrects: readonly string[];
	seen: readonly string[];
}

/** Something to do at a visit. */
export interface Task {
	id: string;
	text: string;
}

/** A visit as it is written by its source. */
export interface SourceVisit {
	id: string;
	origin: Origin;
	kind: VisitKind;
	recipient: string;
	/** The other half of a couple who is helped at the same visit. */
	secondRecipient: string | null;
	start: Minute;
	length: number;
	a: string | null;
	b: string | null;
	/** True when two carers are needed. */
	double: boolean;
	window: TimeWindow | null;
	sequence: Sequence | null;
	tasks: readonly string[];
	/** Codes of skills, delegations, `licence` or `language-…` that the carer needs. */
	needs: readonly string[];
	/** Only when it is another place than the recipient's own. */
	address: string | null;
	/** True when a key is needed; which one is never written in a plan. */
	key: boolean;
	/** Why the source no longer has the visit; null while it has. */
	withdrawn: string | null;
	recurrence: string | null;
}

/** Who made a visit by hand, and with which act. */
export interface Creation {
	by: string;
	at: string;
	device: string | null;
	group: string | null;
	splitFrom: string | null;
	/** The day and the visit that it was moved here from. */
	movedFrom: { day: string; visit: string } | null;
}

/** A visit of a plan: what its source says, what people made of it, and what was registered. Immutable. */
export interface PlanVisit extends Omit<SourceVisit, 'start' | 'length' | 'a' | 'b' | 'tasks' | 'needs'> {
	start: Field<number>;
	length: Field<number>;
	a: Field<string | null>;
	b: Field<string | null>;
	/** The reason why it is cancelled; null when it takes place. */
	cancel: Field<string | null>;
	/** What is pinned: an operation's id or `source`; null when it may be moved. */
	pin: Field<string | null>;
	/** The registers behind kind, window and the like, whose values stand in the fields of these names. */
	details: Readonly<Record<DetailField, Field<RegisterValue>>>;
	/** When and by whom when it was pinned; null when it is not pinned. */
	pinned: Readonly<Record<PlanField, RegisterValue>> | null;
	tasks: readonly Task[];
	needs: readonly string[];
	/** What a person has looked at and let be, by code: the ids of what it was about. */
	acknowledged: ReadonlyMap<string, string>;
	created: Creation | null;
	registrations: readonly Registration[];
	status: VisitStatus;
}

/** Whether a person is away on the day, as people of the team have written it: `420-720`, or null for here after all. */
export interface Absence {
	carer: string;
	field: Field<string | null>;
	/** Between which minutes; null when the person is here after all. */
	away: TimeWindow | null;
}

/** A team's day. Unchanged visits are the same objects as in the reading before. */
export interface PlanDay {
	day: string;
	/** By start, then by id. */
	visits: readonly PlanVisit[];
	byId: ReadonlyMap<string, PlanVisit>;
	absences: readonly Absence[];
}

/** The register of a visit by its name. */
export function fieldOf(visit: PlanVisit, name: FieldName): Field<RegisterValue> {
	return isDetail(name) ? visit.details[name] : visit[name];
}

/** The minute at which a visit ends. */
export function endOf(visit: PlanVisit): Minute {
	return visit.start.value + visit.length.value;
}

/** True for visits that take place: those that count in rows, loads and findings. */
export function takesPlace(visit: PlanVisit): boolean {
	return visit.cancel.value === null;
}

/** The carers whom a visit is planned for, by slot, without empty ones. */
export function carersOf(visit: PlanVisit): string[] {
	return SLOTS.flatMap((slot) => visit[slot].value ?? []);
}
