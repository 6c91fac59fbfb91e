import type { LogEntry, OrderFile, WorkOrder } from './model.ts';
import type { Change } from './verdict.ts';

/** An order with everything that belongs to it. */
export interface WholeOrder {
	order: WorkOrder;
	log: readonly LogEntry[];
	files: readonly OrderFile[];
}

/** The order after the changes of a decision; the given one is left as it is. */
export function applyChanges(whole: WholeOrder, changes: readonly Change[]): WholeOrder {
	return changes.reduce(applyChange, whole);
}

function applyChange(whole: WholeOrder, change: Change): WholeOrder {
	switch (change.type) {
		case 'order':
			return { ...whole, order: { ...whole.order, ...change.set } };
		case 'log':
			return { ...whole, log: [...whole.log, change.entry] };
		case 'file':
			return { ...whole, files: [...whole.files, change.file] };
		case 'file-removed':
			return {
				...whole,
				files: whole.files.map((file) => (file.id === change.file ? { ...file, removedAt: change.at } : file))
			};
	}
}
