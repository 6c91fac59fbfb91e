export { CHANGE_OUTAGE_SETTINGS, policies } from './access.ts';
export {
	type Begun,
	type CheckedItem,
	type ChecklistItem,
	type Claim,
	type Outage,
	type OutageCopy,
	type OutageDevice,
	type OutageNote,
	ROUTINE_ITEMS,
	type Signature,
	type TimelineEntry
} from './model.ts';
export {
	type Author,
	type CopyOfOutage,
	type OutageRefusal,
	addOutageNote,
	copyGone,
	endOutage,
	handCopy,
	markReached,
	nameCoordinator,
	sayCopy,
	sayHeld,
	startOutage,
	tickItem
} from './outage-act.ts';
export { type MadeCopy, type ReminderQuestion, shouldPrint } from './print-reminder.ts';
export { readOutages, runningOutage } from './read-outages.ts';
export {
	LATE_AFTER,
	type LateVisit,
	type MissedVisit,
	type OutageReport,
	type LoggedCopy,
	type ReportedCopy,
	type ReportedVisit,
	outageReport,
	registeredAfterwards
} from './report.ts';
export { type ReportSection, type ReportText, reportAsCsv, reportAsPage } from './report-files.ts';
export {
	type OutageSettings,
	type OutageSettingsChange,
	SETTINGS_KEY,
	USUAL_OUTAGE_SETTINGS,
	changeOutageSettings,
	itemsOf,
	outageSettingsChangeSchema,
	readOutageSettings
} from './settings.ts';
export { OUTAGE_KIND, outageDocument } from './workspace.ts';
