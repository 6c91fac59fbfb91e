export { type CopiesState, copiesAlarm } from './alarm.ts';
export { copyPolicies } from './access.ts';
export { clientSheets, clientSheetsOfTeam } from './client-sheet.ts';
export {
	COPY_PLACES,
	COPY_WHATS,
	type CopyMade,
	type CopyWhat,
	copiesDestroyedSchema,
	copyMadeSchema,
	deviceNumber
} from './copy-commands.ts';
export { COPY_DAYS, COPY_KINDS, copyDays, destroyDay, shortDay } from './copy-days.ts';
export { type Area, BOX_CODES, type BoxCode, FORM, SHEET, boxesOfRow, digitsOfRow, topOfRow } from './geometry.ts';
export { overviewSheets } from './overview-sheet.ts';
export { type SheetStamp, type SheetTools } from './paper.ts';
export { type SheetCode, readSheetCode, sheetHint, writeSheetCode } from './sheet-code.ts';
export {
	KEEP_SHEET_PICTURE,
	type SheetPicture,
	type SheetPicturePayload,
	sheetPictureSchema
} from './sheet-pictures.ts';
export { type SheetDay, sheetDay } from './sheet-day.ts';
export { type SheetWords } from './words.ts';
