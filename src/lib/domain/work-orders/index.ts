export { isOrderer, policies } from './access.ts';
export { awaitsAnswerToTrip, hasOpenQuestion, plannedSoon, stillWaitsFor } from './attention.ts';
export { type Replacement, type TakeBack, replacementIn, takeBack } from './take-back.ts';
export { bundleOf, bundlesOf, placeInBundle } from './bundles.ts';
export { type WholeOrder, applyChanges } from './changes.ts';
export { type Act, type ActWithPayload, COMMAND_PREFIX, type Payload, type payloads, readAct } from './commands.ts';
export { contractorsOf } from './contractors.ts';
export { decide } from './decide.ts';
export {
	type Audience,
	type FactsMaps,
	ORDER_INDEX_KIND,
	ORDERS_KIND,
	type OrderEntries,
	belongsTo,
	orderIndexDocument,
	ordersDocument,
	projectOrder,
	readOrders
} from './facts.ts';
export {
	type Figures,
	type FollowUp,
	type FollowUpRow,
	type Selection,
	followUp,
	lastTwelveMonths,
	selectOrders
} from './follow-up.ts';
export {
	ATTEMPTS,
	type Attempt,
	type LogEntry,
	type LogType,
	type OrderFile,
	type Planned,
	type Prerequisite,
	type Reading,
	STATUSES,
	type Status,
	type WastedTrip,
	type WorkOrder,
	bundleNumber,
	completeOrder,
	invoiceReference,
	tenantPhone
} from './model.ts';
export {
	type NewOrder,
	type NewOrderInput,
	ORDER_TYPES,
	type OrderType,
	PRIORITIES,
	type Priority,
	newOrderSchema
} from './new-order.ts';
export { type Fitted, fitText, linesOf, shareLines } from './print-fit.ts';
export {
	type ListName,
	type Matrix,
	type OrderView,
	type WaitingContext,
	compareForWork,
	countMatrix,
	doneAtOf,
	isListed,
	isPressing,
	withWaiting
} from './queries.ts';
export { mayAttach } from './act-files.ts';
export { samePlan } from './act-plan.ts';
export { isNewsForBundle, newsForWaiting } from './bundle-news.ts';
export { type Registration, registerOrder } from './register-order.ts';
export {
	REGISTER_KIND,
	type RegistrationInput,
	type RegistrationPayload,
	type RegistrationVerdict,
	decideRegistration,
	registrationSchema,
	waitingOrders
} from './registration.ts';
export {
	DAY_FIELDS,
	type DayField,
	type OrderSearch,
	type SearchField,
	WORD_FIELDS,
	type WordField,
	countSet,
	fieldsSet,
	filterOrders,
	prepareSearch,
	runSearch,
	searchOrders
} from './search.ts';
export {
	REPORT_COLUMNS,
	type ReportCell,
	type ReportKey,
	type ReportWords,
	reportFileName,
	reportRows
} from './report.ts';
export {
	DEFAULT_SETTINGS,
	NOTE_EVENTS,
	type NoteEvent,
	SMS_OCCASIONS,
	type Settings,
	type SettingsChange,
	type SmsOccasion,
	changeSettings,
	completeSettings,
	settingsChangeSchema
} from './settings.ts';
export { SORT_FIELDS, type SortField, type SortOrder, areasOf, sortOrders, usualOrder } from './sorting.ts';
export {
	ORDER_TEXTS_KIND,
	PRESENCE_KIND,
	actionRoot,
	actionText,
	orderTextsDocument,
	presenceDocument
} from './workspace.ts';
export {
	type ArrivedFile,
	type Author,
	type Change,
	type Effect,
	type Moment,
	type OrderState,
	type Refusal,
	type Verdict
} from './verdict.ts';
export { LANDLORD_KIND, landlordDocument } from './landlord-document.ts';
export { type LandlordContractor, readLandlord } from './landlord-facts.ts';
export { type KnownPlace, knownPlaces, openOrdersOn } from './known-places.ts';
export { type IndexEntry, KEPT_DAYS, keptDocuments } from './kept-documents.ts';
