export { policies } from './access.ts';
export { type WholeOrder, applyChanges } from './changes.ts';
export { type Act, type ActWithPayload, COMMAND_PREFIX, type Payload, readAct } from './commands.ts';
export {
	type ArrivedFile,
	type Author,
	type Change,
	type Moment,
	type OrderState,
	type Refusal,
	type Verdict,
	decide
} from './decide.ts';
export type { Effect } from './effects.ts';
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
	type LogEntry,
	type LogType,
	NOTE_PHRASES,
	type NewOrder,
	type NewOrderInput,
	ORDER_TYPES,
	type OrderFile,
	type OrderType,
	PRIORITIES,
	type Priority,
	QUESTION_PHRASE,
	STATUSES,
	type Status,
	type WorkOrder,
	bundleNumber,
	invoiceReference,
	newOrderSchema,
	tenantPhone
} from './model.ts';
export {
	type ListName,
	type Matrix,
	type OrderView,
	compareForWork,
	countMatrix,
	doneAtOf,
	isListed,
	prepareSearch,
	searchOrders,
	withWaiting
} from './queries.ts';
export { type Registration, registerOrder } from './register-order.ts';
export {
	ORDER_TEXTS_KIND,
	PRESENCE_KIND,
	actionRoot,
	actionText,
	orderTextsDocument,
	presenceDocument
} from './workspace.ts';
