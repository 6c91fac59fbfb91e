import type { Generated } from 'kysely';

// What only teams in home care have: see the platform's schema.ts for how values are written.

/** What a team's facts say: an entry of one of the roots of its facts document. */
export interface TeamEntryTable {
	team_id: string;
	root: 'team' | 'carers' | 'recipients' | 'shifts' | 'recurring';
	entry_key: string;
	body_json: string;
}

/** An entry of a team that a device has brought again since the server was restored. */
export interface TeamBroughtAgainTable {
	team_id: string;
	root: TeamEntryTable['root'];
	entry_key: string;
	/** Whose word it is, on which device. */
	member_id: string;
	device_id: string;
	brought_at: string;
}

/** An entry of a team that somebody has removed, and that was not written again since. */
export interface TeamRemovalTable {
	team_id: string;
	root: TeamEntryTable['root'];
	entry_key: string;
	removed_at: string;
}

/** How an organisation locks its copies for outages, and the last number that it has given one. */
export interface CopySettingsTable {
	organisation_id: string;
	/** Encrypted with the key in the data folder: the table alone opens no copy. */
	passphrase_sealed: string | null;
	passphrase_at: string | null;
	unprotected: Generated<number>;
	last_number: Generated<number>;
	/** A sum of the folder's path, once the folder has been written in. */
	known_folder: string | null;
}

/** Who has changed how copies are locked: rows are only added. */
export interface CopySettingsLogTable {
	id: string;
	organisation_id: string;
	member_id: string;
	at: string;
	change: 'passphrase' | 'unprotected' | 'protected';
}

/** Every copy that was made: a file or paper, its number, and when it was destroyed. */
export interface CopyTable {
	id: string;
	organisation_id: string;
	/** Digits, or a device's letters and digits. */
	number: string;
	team_id: string;
	what: 'client-list' | 'overview' | 'plan' | 'package';
	place: 'server-folder' | 'own-folder' | 'saved-file' | 'paper';
	day_from: string;
	day_to: string;
	/** Its name in the server's folder. */
	file: string | null;
	/** Which state of the plan, the facts and the lock it was made from. */
	source: string | null;
	made_at: string;
	/** A member's id, or `server`. */
	made_by: string;
	device_id: string | null;
	sha256: string | null;
	locked: number;
	destroyed_at: string | null;
	destroyed_by: string | null;
	destroyed_how: 'replaced' | 'expired' | 'person' | 'missing' | null;
}

/** Whether a team's copies could be written. */
export interface CopyStateTable {
	team_id: string;
	organisation_id: string;
	written_at: string | null;
	failing_since: string | null;
	code: 'away' | 'full' | 'denied' | 'slow' | 'failed' | null;
}

/** How to get into a recipient's home, as the vault keeps it. */
export interface KeyPlanTable {
	team_id: string;
	recipient_id: string;
	/** Null when it was taken away; the version goes on. */
	sealed: string | null;
	version: number;
	changed_by: string;
	changed_at: string;
	/** Since when the recipient is none of the team's, as the daily pass has seen it. */
	left_at: Generated<string | null>;
}

/** What a device is handed keys and codes with: the half of a pair whose other half a person's code opens there. */
export interface KeyDeviceTable {
	device_id: string;
	member_id: string;
	public_key_json: string;
	created_at: string;
}

/** Every look at a key or a code. The database refuses to change a row, and to remove one of the last 365 days. */
export interface KeyLookTable {
	/** The id of the command. */
	id: string;
	organisation_id: string;
	team_id: string;
	recipient_id: string;
	version: number;
	visit_id: string | null;
	day: string | null;
	member_id: string;
	device_id: string;
	/** When the person looked, and when the server heard of it. */
	looked_at: string;
	received_at: string;
	/** Why it had to be given a reason, as the server's plan says; null for a carer at the own visit. */
	unusual: 'no-visit' | 'not-own' | 'outside-time' | null;
	reason: string;
}

/** Which key and code was handed to which device, once for each version and time. Kept like the looks. */
export interface KeyHandoverTable {
	organisation_id: string;
	team_id: string;
	recipient_id: string;
	version: number;
	member_id: string;
	device_id: string;
	handed_at: string;
	/** When the device throws it away. */
	held_until: string;
}

/** The picture of a sheet that visits were registered from. */
export interface SheetPictureTable {
	file_id: string;
	organisation_id: string;
	team_id: string;
	day: string;
	/** The number of the copy, as it stands on the paper. */
	copy: string;
	page: number;
	pages: number;
	/** The lines of the sheet that were registered from it. */
	lines_json: string;
	kept_by: string;
	kept_at: string;
	/** When the picture itself was taken away; what it showed is known still. */
	removed_at: Generated<string | null>;
}

declare module '#server/database/schema' {
	interface Database {
		team_entries: TeamEntryTable;
		team_brought_again: TeamBroughtAgainTable;
		team_removals: TeamRemovalTable;
		copy_settings: CopySettingsTable;
		copy_settings_log: CopySettingsLogTable;
		copies: CopyTable;
		copy_states: CopyStateTable;
		key_plans: KeyPlanTable;
		key_devices: KeyDeviceTable;
		key_looks: KeyLookTable;
		key_handovers: KeyHandoverTable;
		sheet_pictures: SheetPictureTable;
	}
}
