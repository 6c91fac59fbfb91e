import type { Result } from '#core/result';
import type { OrderEntries, OrderSearch } from '#modules/work-orders/domain/index.ts';
import { type RequestRefusal, request, send } from '#device/api.ts';

/** Orders that the server finds, as facts entries: also those that this device does not hold. */
export function searchOnServer(search: OrderSearch): Promise<Result<{ orders: OrderEntries[] }, RequestRefusal>> {
	return send('POST', '/api/orders/search', { ...search, sort: undefined, order: undefined, list: undefined });
}

/** What became of a file: all rows good or not, and what a person is told, line by line. */
export interface ImportAnswer {
	isGood: boolean;
	lines: string[];
}

/** Reads a CSV file in; `dryRun` checks every row and writes nothing. */
export function importFile(file: Blob, dryRun: boolean): Promise<Result<ImportAnswer, RequestRefusal>> {
	const init = { method: 'POST', headers: { 'content-type': 'text/csv' }, body: file };
	return request(dryRun ? '/api/orders/import?dry-run=1' : '/api/orders/import', init);
}
