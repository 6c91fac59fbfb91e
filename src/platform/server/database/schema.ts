import type { ColumnType, Generated } from 'kysely';

// Times are ISO 8601 texts in UTC, truth values are 0 or 1, and `*_json` columns hold JSON text: alike on SQLite and PostgreSQL.

/** A customer of the installation: a landlord, a municipality, a certification body. */
export interface OrganisationTable {
	id: string;
	name: string;
	settings_json: string;
	/** How many times its work orders have been written: numbers the changes, in the order of their commits. */
	orders_changed: Generated<number>;
}

/** A contractor company. Its organisation number can be a person's number: it never leaves this table but masked. */
export interface CompanyTable {
	id: string;
	organisation_id: string;
	name: string;
	organisation_number: string;
	/** The areas (område) that it works in, as a list of names. */
	areas_json: Generated<string>;
	removed_at: string | null;
}

/** A person's or a company's account. */
export interface MemberTable {
	id: string;
	organisation_id: string;
	company_id: string | null;
	/** Ten digits of an organisation number, or an e-mail address in lower case. */
	username: string;
	password_hash: string;
	name: string;
	email: string;
	phone: string;
	mobile: string;
	other_phone: string;
	first_sign_in_done: number;
	/** Until when the password that it was invited with opens anything; null once the person has chosen one. */
	start_password_expires_at: string | null;
	removed_at: string | null;
}

/** A home-care team. */
export interface TeamTable {
	id: string;
	organisation_id: string;
	name: string;
}

/** A role that a member has for a scope, from one Swedish day to another, both included. */
export interface RoleGrantTable {
	id: string;
	member_id: string;
	/** `administrator`, or a role of a module. */
	role: string;
	scope_kind: string;
	scope_id: string;
	from_day: string | null;
	to_day: string | null;
}

/** Who of a team's carers a member is. That somebody belongs to a team, and for how long, is said by role grants. */
export interface TeamMemberTable {
	team_id: string;
	member_id: string;
	carer_id: string | null;
}

/** What the devices of a team's members lock their bundles with: 32 bytes as base64url. */
export interface TeamKeyTable {
	team_id: string;
	key: string;
	/** The members who have been told it. */
	told_json: string;
}

/** A signed-in session. The cookie's token is stored as its SHA-256 only. */
export interface SessionTable {
	id: string;
	public_id: string;
	member_id: string;
	device_id: string;
	created_at: string;
	expires_at: string;
}

/** A browser that a member has signed in on, with the public half of its key. */
export interface DeviceTable {
	id: string;
	member_id: string;
	public_key_json: string;
	label: string;
	created_at: string;
	seen_at: string;
	revoked_at: string | null;
	/** SHA-256 of the token by which a browser is known again after its session ended. */
	known_by: Generated<string | null>;
}

/** Tries at passwords, by the hash of what they are counted for. */
export interface PasswordTriesTable {
	gate: string;
	/** In milliseconds since 1970: when all tries are there again. */
	spent_until: ColumnType<number | string, number, number>; // PostgreSQL gives large numbers as texts
}

/** Every command that was decided, with its receipt: written in the same transaction as what it changed. */
export interface ReceiptTable {
	number: Generated<number>;
	command_id: string;
	kind: string;
	about: string;
	author_id: string;
	device_id: string;
	carrier_id: string;
	command_json: string;
	status: 'accepted' | 'refused';
	code: string | null;
	detail: string | null;
	decided_at: string;
}

/** A mail or an SMS that a decision asked for, delivered once by the worker. */
export interface EffectTable {
	id: string;
	command_id: string;
	kind: 'mail' | 'sms';
	payload_json: string;
	/** `withdrawn`: a reminder that is not wanted any more. */
	state: 'waiting' | 'sending' | 'delivered' | 'uncertain' | 'failed' | 'withdrawn';
	attempts: number;
	next_at: string;
	error: string | null;
	/** The order, or the invited person, that it is about. */
	about: string | null;
	/** 1 for what is withdrawn when the plan that it reminds of is gone. */
	reminder: number;
}

/** Work orders whose facts documents are behind the tables. */
export interface FactsDirtyTable {
	id: Generated<number>;
	about: string;
	/** Scopes that held the order before and may have to drop it. */
	scopes_json: string;
}

/** The documents that exist, and the epoch that counts. */
export interface DocumentTable {
	kind: string;
	scope: string;
	part: string;
	epoch: number;
}

/** A key for the landlord's property system; stored as its SHA-256. */
export interface ApiKeyTable {
	id: string;
	organisation_id: string;
	member_id: string;
	key_hash: string;
	/** How the key begins, to tell it by. */
	prefix: Generated<string>;
	name: string;
	created_at: string;
	/** To five minutes. */
	last_used_at: string | null;
	revoked_at: string | null;
}

/** A resumable upload and who may continue it. */
export interface UploadTable {
	id: string;
	member_id: string;
	organisation_id: string;
	created_at: string;
	/** When its content was refused for good. */
	refused_at: Generated<string | null>;
}

/** A file in the file store, after checking and re-encoding. */
export interface StoredFileTable {
	id: string;
	organisation_id: string;
	member_id: string;
	upload_id: string;
	/** SHA-256 of the bytes as they arrived: what the device compares with before it removes its own copy. */
	received_sha256: string;
	kind: 'picture' | 'document';
	media_type: string;
	bytes: number;
	width: number | null;
	height: number | null;
	created_at: string;
	/** When a command that was being decided named it again. */
	named_at: Generated<string | null>;
}

/** A file that no row names any more, until it has left the store. */
export interface RemovedFileTable {
	id: string;
	kind: 'picture' | 'document';
}

/** A key pair of the installation's own, with its private half. */
export interface InstallationKeyTable {
	name: 'devices' | 'readyz';
	key_json: string;
}

/** An update that somebody else than its author brought. */
export interface CarriedUpdateTable {
	/** With the tab and the place in its outbox, the row's name. */
	device_id: string;
	tab: string;
	/** PostgreSQL gives it as a text. */
	place: ColumnType<number | string, number, never>;
	doc: string;
	sha256: string;
	author_id: string;
	carrier_id: string;
	received_at: string;
}

/** When the installation was put back from a backup. */
export interface RestorationTable {
	generation: string;
	restored_at: string;
	backup_at: string | null;
}

/** The tables of the platform; modules add theirs by declaration merging, in their `server/tables.ts`. */
export interface Database {
	restorations: RestorationTable;
	teams: TeamTable;
	role_grants: RoleGrantTable;
	team_members: TeamMemberTable;
	installation_keys: InstallationKeyTable;
	team_keys: TeamKeyTable;
	carried_updates: CarriedUpdateTable;
	organisations: OrganisationTable;
	companies: CompanyTable;
	members: MemberTable;
	sessions: SessionTable;
	devices: DeviceTable;
	password_tries: PasswordTriesTable;
	receipts: ReceiptTable;
	effects: EffectTable;
	facts_dirty: FactsDirtyTable;
	documents: DocumentTable;
	api_keys: ApiKeyTable;
	uploads: UploadTable;
	stored_files: StoredFileTable;
	removed_files: RemovedFileTable;
}
