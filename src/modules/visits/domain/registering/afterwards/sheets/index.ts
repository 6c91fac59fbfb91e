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
