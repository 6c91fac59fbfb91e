// What only work orders have: see the platform's schema.ts for how values are written.

/** A work order; the columns are what is searched by, the rest lies in body_json. */
export interface WorkOrderTable {
	id: string;
	organisation_id: string;
	contractor_id: string | null;
	number: number;
	bundle: string;
	status: string;
	month: string;
	external_id: string | null;
	/** The number of its last change within the organisation: what the property system follows. */
	changed: number;
	body_json: string;
}

/** The log of a work order: everything that has happened to it. */
export interface WorkOrderLogTable {
	order_id: string;
	seq: number;
	body_json: string;
}

/** A file attached to a work order. */
export interface WorkOrderFileTable {
	id: string;
	order_id: string;
	body_json: string;
}

declare module '#server/database/schema' {
	interface Database {
		work_orders: WorkOrderTable;
		work_order_log: WorkOrderLogTable;
		work_order_files: WorkOrderFileTable;
	}
}
