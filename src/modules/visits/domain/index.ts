export { CHANGE_TEAM, policies } from './plan/access.ts';
export { type Stretch, contestedCarers, freeStretches, visitsByCarer } from './plan/carer-days.ts';
export {
	type OutageDay,
	type OutageSummary,
	type PlanChange,
	changesSince,
	isWithin,
	summariseOutage,
	unregisteredVisits
} from './plan/changes.ts';
export { type ChangedMeanwhile, changedMeanwhile } from './plan/changed-meanwhile.ts';
export { type VisitChange, changeVisit, markAway, releasable } from './plan/change-visit.ts';
export {
	type Flag,
	type FlagKind,
	type FlagReason,
	SOURCE,
	type Side,
	openFlags,
	visitFlags
} from './plan/conflicts.ts';
export { CONTINUITY_DAYS, type Continuity, continuityOf, continuityPlans, continuityWith } from './plan/continuity.ts';
export { derivedId } from './plan/derived-id.ts';
export {
	type Move,
	type NewVisit,
	type Place,
	USUAL_VISIT,
	acknowledge,
	addVisit,
	assign,
	cancelVisit,
	moveVisit,
	pinVisit,
	restoreVisit,
	setAbsence,
	splitVisit,
	swap,
	unpinVisit
} from './plan/edit.ts';
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
} from './team/facts.ts';
export {
	AGAIN_ROOT,
	BRING_TEAM_AGAIN,
	KEPT_ROOTS,
	TEAM_INDEX_KIND,
	TEAM_KIND,
	teamDocument,
	teamIndexDocument
} from './team/team-documents.ts';
export {
	type Again,
	MOST_AGAIN,
	type TeamAgain,
	lackingEntries,
	readAgain,
	teamAgainSchema
} from './team/bring-again.ts';
export { type Finding, type FindingCode, type Severity } from './plan/finding.ts';
export { type Surroundings, aboutOf, findingsOf } from './plan/findings.ts';
export { awayOf } from './plan/findings-of-shifts.ts';
export { lackOf, needsTwo } from './plan/findings-of-visits.ts';
export { COLUMN_NAMES, type Column } from './import/import-columns.ts';
export {
	type ChosenColumns,
	type Heading,
	headingsKey,
	headingsOf,
	isEnough,
	knownColumns,
	readChosenColumns,
	withColumns
} from './import/chosen-columns.ts';
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
} from './import/import-plan.ts';
export {
	type Absence,
	DETAIL_FIELDS,
	type DetailField,
	type Field,
	type FieldName,
	type Minute,
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
} from './plan/model.ts';
export { type Author, BY_PERSON, type Edit, type EditRefusal } from './plan/plan-act.ts';
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
} from './plan/queries.ts';
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
} from './week/move-day.ts';
export { movedTo } from './week/moved-to.ts';
export { type FlagElsewhere, daysMovedFrom, flagsElsewhere, settleBetweenDays } from './week/moved-conflicts.ts';
export { type MovePreview, type Neighbour, previewMove } from './plan/move-preview.ts';
export { readPlan } from './plan/read-plan.ts';
export { readVisit, standing } from './plan/read-visit.ts';
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
} from './team/recurring.ts';
export { dayWorkedOn } from './team/worked-day.ts';
export { type AtTheDoor, doorAct, doorSlip, endVisit, startVisit, takeBackAtDoor } from './registering/at-the-door.ts';
export { type NewRegistration, registerVisit, registrationOf, whoRegisters } from './registering/register-visit.ts';
export { REST_RULES, type RestRules, restRulesAt } from './week/rest-rules-data.ts';
export { type RestReason, type RestSetting, type WorkBlock, restReasons } from './week/rest-rules.ts';
export { BOTH, settle } from './plan/settle.ts';
export {
	type DecidedEntry,
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
} from './team/team-change.ts';
export { holdsCode } from './team/team-schemas.ts';
export { type Travel, type TravelSettings, USUAL_TRAVEL, metresBetween, travelByDistance } from './plan/travel.ts';
export { type LeftAlone, type Undone, lastGroup, leftByUndo, undo } from './plan/undo.ts';
export { clockTime, momentOf, nearPlanned, timesNearPlanned, windowBetween } from './plan/wall-time.ts';
export { type CellVisits, cellVisits, slotOf } from './week/week-cell.ts';
export { restOfDays } from './week/week-rest.ts';
export { PLAN_KIND, planDocument } from './plan/workspace.ts';
export {
	type Onlooker,
	type Onlookers,
	type PlanPlace,
	formatPlanPlace,
	initialsOf,
	onlookersOf
} from './plan/places.ts';
export { TEAM_PRESENCE_KIND, teamPresenceDocument } from './team/team-presence.ts';
export { BY_SOURCE, type SourceChanges, withdrawFromSource, writeSource } from './plan/write-source.ts';
export { PLAN_DAYS, type PlanEntry, heldDays, isDayHeld, isPlanKept, planDays } from './plan/kept-days.ts';
