export { authorize } from './access.ts';
export { CONTRACTOR, ORDERER } from './role-names.ts';
export { isOrderer, worksWithOrders } from './works-with-orders.ts';
export { awaitsAnswerToTrip, hasOpenQuestion, plannedSoon, stillWaitsFor } from './list/attention.ts';
export { type Replacement, type TakeBack, replacementIn, takeBack } from './order/take-back.ts';
export { bundleOf, bundlesOf, placeInBundle } from './list/bundles.ts';
export { type WholeOrder, applyChanges } from './order/changes.ts';
export {
	type Act,
	type ActWithPayload,
	COMMAND_PREFIX,
	type Payload,
	type payloads,
	readAct
} from './order/commands.ts';
export { contractorsOf } from './settings/contractors.ts';
export { decide } from './order/decide.ts';
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
} from './reports/follow-up.ts';
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
} from './order/model.ts';
export {
	type NewOrder,
	type NewOrderInput,
	ORDER_TYPES,
	type OrderType,
	PRIORITIES,
	type Priority,
	newOrderSchema
} from './registering/new-order.ts';
export { type Fitted, fitText, linesOf, shareLines } from './reports/print-fit.ts';
export {
	type ListName,
	type Matrix,
	type OrderView,
	compareForWork,
	countMatrix,
	isListed,
	isPressing
} from './list/queries.ts';
export { mayAttach } from './order/act-files.ts';
export { samePlan } from './order/act-plan.ts';
export { isNewsForBundle, newsForWaiting } from './list/bundle-news.ts';
export { type Registration, registerOrder } from './registering/register-order.ts';
export {
	REGISTER_KIND,
	type RegistrationInput,
	type RegistrationPayload,
	type RegistrationVerdict,
	decideRegistration,
	registrationSchema
} from './registering/registration.ts';
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
	searchOrders
} from './list/search.ts';
export {
	REPORT_COLUMNS,
	type ReportCell,
	type ReportKey,
	type ReportWords,
	reportFileName,
	reportRows
} from './reports/report.ts';
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
} from './settings/settings.ts';
export { SORT_FIELDS, type SortField, type SortOrder, areasOf, sortOrders, usualOrder } from './list/sorting.ts';
export { ORDER_TEXTS_KIND, PRESENCE_KIND, actionRoot, orderTextsDocument, presenceDocument } from './workspace.ts';
export {
	type ArrivedFile,
	type Author,
	type Change,
	type Effect,
	type Moment,
	type OrderState,
	REFUSALS,
	type Refusal,
	type Verdict
} from './order/verdict.ts';
export { LANDLORD_KIND, landlordDocument } from './settings/landlord-document.ts';
export { type LandlordContractor, readLandlord } from './settings/landlord-facts.ts';
export { type KnownPlace, knownPlaces, openOrdersOn } from './list/known-places.ts';
export { type IndexEntry, KEPT_DAYS, isMonthKept } from './list/kept-documents.ts';
