export { type AfterwardsLine, type LineState, afterwardsLines, nearPlanned, openLines } from './lines.ts';
export { type AfterwardsEntry, registerAfterwards } from './register-afterwards.ts';
export {
	type BoxReading,
	type ReadRow,
	type SheetRefusal,
	type SheetRow,
	type TickReading,
	confirmedEntry,
	isRegistered,
	proposeRow,
	rowsOfSheet
} from './read-sheet.ts';
