export { CHANGE_TEAM, policies } from './access.ts';
export { type Stretch, contestedCarers, freeStretches, visitsByCarer } from './carer-days.ts';
export {
	type Known,
	type OutageDay,
	type OutageSummary,
	type PlanChange,
	changesSince,
	isPlanning,
	isWithin,
	knownNow,
	summariseOutage,
	unregisteredVisits
} from './changes.ts';
export { type ChangedMeanwhile, changedMeanwhile } from './changed-meanwhile.ts';
export { type VisitChange, changeVisit, markAway, releasable } from './change-visit.ts';
export { type Flag, type FlagKind, type FlagReason, SOURCE, type Side, openFlags, visitFlags } from './conflicts.ts';
export { CONTINUITY_DAYS, type Continuity, continuityOf, continuityPlans, continuityWith } from './continuity.ts';
export { derivedId } from './derived-id.ts';
export {
	type Move,
	type NewVisit,
	type Place,
	USUAL_VISIT,
	acknowledge,
	addNote,
	addVisit,
	assign,
	cancelVisit,
	changeLength,
	moveVisit,
	pinVisit,
	restoreVisit,
	setAbsence,
	setNeed,
	setTask,
	splitVisit,
	swap,
	unpinVisit
} from './edit.ts';
export {
	type Carer,
	type FactsMaps,
	type KnownAbsence,
	type Position,
	type Recipient,
	type RecurringShift,
	type Shift,
	type Team,
	type TeamFacts,
	atTeam,
	carersByName,
	readTeam,
	shiftsOf
} from './facts.ts';
export { TEAM_INDEX_KIND, TEAM_KIND, teamDocument, teamIndexDocument } from './team-documents.ts';
export { type Finding, type FindingCode, type Severity } from './finding.ts';
export { type Surroundings, aboutOf, findingsOf } from './findings.ts';
export { awayOf } from './findings-of-shifts.ts';
export { lackOf, needsTwo } from './findings-of-visits.ts';
export { COLUMN_NAMES, type Column } from './import-columns.ts';
export {
	type ChosenColumns,
	type Heading,
	headingsKey,
	headingsOf,
	isEnough,
	knownColumns,
	readChosenColumns,
	withColumns
} from './chosen-columns.ts';
export {
	type DayPreview,
	type ImportPreview,
	type RowFault,
	type RowFaultCode,
	type UnknownPeople,
	importDay,
	missingFrom,
	previewDay,
	readImport,
	unknownPeople
} from './import-plan.ts';
export {
	type Absence,
	DETAIL_FIELDS,
	type DetailField,
	type Field,
	type FieldName,
	type Minute,
	type Note,
	OUTCOMES,
	type Outcome,
	type PlanDay,
	type PlanField,
	type PlanVisit,
	type Registration,
	SLOTS,
	type Setting,
	type Slot,
	type SourceVisit,
	type Task,
	type TimeWindow,
	VISIT_KINDS,
	type VisitKind,
	type VisitStatus,
	carersOf,
	endOf,
	takesPlace
} from './model.ts';
export { type Author, BY_PERSON, type Edit, type EditRefusal } from './plan-act.ts';
export {
	type ClientLine,
	type OverviewRow,
	type WeekCell,
	type WeekRow,
	clientList,
	overviewRows,
	steadyRows,
	travelOf,
	unassignedVisits,
	weekView
} from './queries.ts';
export {
	type DayMove,
	type PlanOfDay,
	daysOfGroup,
	idOnDay,
	keptOnItsDay,
	leaveOtherDays,
	moveToDay,
	otherDaysOf,
	undoEverywhere
} from './move-day.ts';
export { movedTo } from './moved-to.ts';
export { type FlagElsewhere, daysMovedFrom, flagsElsewhere, settleBetweenDays } from './moved-conflicts.ts';
export { type MovePreview, type Neighbour, previewMove } from './move-preview.ts';
export { readPlan } from './read-plan.ts';
export { readVisit, standing } from './read-visit.ts';
export {
	type Recurrence,
	type SplitRecurrence,
	type Weekday,
	addMissingRecurring,
	followRecurring,
	mondayOf,
	planRecurring,
	recurringId,
	recurringVisits,
	splitRecurrence,
	takesPlaceOn,
	weekdayOf
} from './recurring.ts';
export { type NewRegistration, correctRegistration, registerAsPlanned, registerVisit } from './register-visit.ts';
export { REST_RULES, type RestRules, restRulesAt } from './rest-rules-data.ts';
export { type RestReason, type RestSetting, type WorkBlock, knownDays, restReasons } from './rest-rules.ts';
export { BOTH, settle } from './settle.ts';
export {
	type DecidedEntry,
	KEPT_ROOTS,
	type KeptEntries,
	type KeptRoot,
	MOST_CHANGES,
	type TeamChange,
	type TeamChangeRefusal,
	decideTeamChange,
	readTeamChanges,
	teamChange,
	teamChangeSchema,
	withTeamChanges
} from './team-change.ts';
export { holdsCode } from './team-schemas.ts';
export { type Travel, type TravelSettings, USUAL_TRAVEL, metresBetween, travelByDistance } from './travel.ts';
export { type LeftAlone, type Undone, lastGroup, leftByUndo, undo } from './undo.ts';
export { clockTime, momentOf } from './wall-time.ts';
export { type CellVisits, cellVisits, slotOf } from './week-cell.ts';
export { restOfDays } from './week-rest.ts';
export { PLAN_KIND, planDocument } from './workspace.ts';
export { type Onlooker, type Onlookers, type PlanPlace, formatPlanPlace, initialsOf, onlookersOf } from './places.ts';
export { TEAM_PRESENCE_KIND, teamPresenceDocument } from './team-presence.ts';
export { BY_SOURCE, type SourceChanges, withdrawFromSource, writeSource } from './write-source.ts';
export { PLAN_DAYS, type PlanEntry, heldDays, isDayHeld, isPlanKept, planDays } from './kept-days.ts';
