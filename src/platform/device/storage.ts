import { type DBSchema, type IDBPDatabase, deleteDB, openDB } from 'idb';
import type { DeviceCard } from '#carrying/device-card';
import type { SignedUpdate } from '#carrying/signed-update';
import type { Command, Receipt } from '#core/command';
import type { KeyPair } from '#core/web-crypto';
import { type Change, KeptRows } from './kept-rows.ts';

/** An update of a workspace that the server has not confirmed. The key is never a time: two tabs write at once. */
export interface UpdateRow {
	doc: string;
	tab: string;
	n: number;
	bytes: Uint8Array;
	/** Why the server did not take it; null while it waits. */
	refused: string | null;
	/** Version and encryption of the row, for later migrations. */
	v: 1;
	enc: null;
}

/**
 * A command on its way: `waiting` until the server has answered. Refused ones stay until the person has seen why;
 * accepted ones are `kept` for a while after, out of sight, for a server that is restored from a backup.
 */
export interface CommandRow {
	id: string;
	command: Command;
	/** The file that must reach the server first. */
	blob: string | null;
	state: 'waiting' | 'accepted' | 'kept' | 'refused' | 'rejected';
	/** Refusal code, or why it still waits. */
	code: string | null;
	detail: string | null;
	receipt: Receipt | null;
	madeAt: number; // milliseconds since 1970
	/** They are sent in this order, whatever the clock did; left out by older versions, whose rows come first. */
	n?: number;
	/** By how many milliseconds the device's clock was put right then; left out when it was not. */
	off?: number;
	/** True for what the person did not do knowingly, such as reading: it is sent along, and nobody is told of it. */
	quiet?: boolean;
	/** True when a server had accepted it that has been restored from a backup since. */
	again?: boolean;
	v: 1;
	enc: null;
}

/** True for a command that the server said no to, and whose refusal nobody has seen yet. */
export function isRefused({ state }: Pick<CommandRow, 'state'>): boolean {
	return state === 'refused' || state === 'rejected';
}

/** A picture or file on its way to the file store. */
export interface BlobRow {
	id: string;
	about: string;
	name: string;
	blob: Blob;
	sha256: string;
	sent: number; // bytes
	state: 'waiting' | 'arrived' | 'refused';
	code: string | null;
	v: 1;
	enc: null;
}

/** Somebody else's work that was handed over without the server: kept until the server has it, and handed on. */
export type CarriedRow = {
	/** idOfUpdate() of a row, or the id of a command. */
	id: string;
	/** The member whose work it is. */
	author: string;
	/** The device that gave it to this one, and when: milliseconds since 1970. */
	from: string;
	receivedAt: number;
	/** Why the server did not take it, or why it still waits. */
	state: 'waiting' | 'refused';
	code: string | null;
	/** Refused updates: true once the copy that they had spoilt was replaced. */
	replaced?: boolean;
	v: 1;
	enc: null;
} & ({ what: 'update'; doc: string; update: SignedUpdate } | { what: 'command'; command: Command });

/** What one member keeps on this device. */
export type MemberRows = KeptRows<MemberKinds>;
export type MemberChange = Change<MemberKinds>;
type MemberKinds = { updates: UpdateRow; commands: CommandRow; blobs: BlobRow; notes: unknown };

/**
 * What one member's device carries for others, and the cards of devices whose work was handed over, by device: a device
 * that shows another key later is not it.
 */
export type CarriedRows = KeptRows<CarriedKinds>;
type CarriedKinds = { carried: CarriedRow; cards: DeviceCard };

/** A device key pair, by a hash of the name that it was made for. */
export interface DeviceRow {
	owner: string;
	id: string;
	key: KeyPair;
}

/** What the device keeps before anyone has signed in. */
export interface DeviceSchema extends DBSchema {
	devices: { key: string; value: DeviceRow };
	session: { key: 'current'; value: unknown };
}

export type DeviceStorage = IDBPDatabase<DeviceSchema>;

const byId = ({ id }: { id: string }) => id;

/** The name of the database in which a member's unsent work lies. */
export const memberDatabase = (member: string) => `avbrottsfri-member-${member}`;

/** Opens the rows of one member. Everybody who uses this browser has their own. */
export function openMemberRows(member: string): Promise<MemberRows> {
	return KeptRows.open<MemberKinds>({
		open: () =>
			openDB(memberDatabase(member), 1, {
				upgrade(db) {
					db.createObjectStore('updates', { keyPath: ['doc', 'tab', 'n'] }).createIndex('doc', 'doc');
					db.createObjectStore('commands', { keyPath: 'id' }).createIndex('about', 'command.about');
					db.createObjectStore('blobs', { keyPath: 'id' });
					db.createObjectStore('notes');
				}
			}),
		keyOf: { updates: ({ doc, tab, n }) => [doc, tab, n], commands: byId, blobs: byId, notes: null }
	});
}

/**
 * Opens what a member's device carries for others. A database of its own: a higher version of the member's would have
 * to wait until every tab of the older app is closed, and a screen must not.
 */
export function openCarriedRows(member: string): Promise<CarriedRows> {
	return KeptRows.open<CarriedKinds>({
		open: () =>
			openDB(`avbrottsfri-carried-${member}`, 1, {
				upgrade(db) {
					db.createObjectStore('carried', { keyPath: 'id' }).createIndex('doc', 'doc');
					db.createObjectStore('cards', { keyPath: 'device' });
				}
			}),
		keyOf: { carried: byId, cards: ({ device }) => device }
	});
}

/** The name of the database in which a member's device holds keys and door codes for a while. */
export const keysDatabase = (member: string) => `avbrottsfri-keys-${member}`;

/** Throws away what a member's device holds of keys and door codes, with the lock that opens it. */
export function forgetKeys(member: string): Promise<void> {
	return deleteDB(keysDatabase(member));
}

/** Opens the store that all members of this browser share. */
export function openDeviceStorage(): Promise<DeviceStorage> {
	return openDB<DeviceSchema>('avbrottsfri-device', 1, {
		upgrade(db) {
			db.createObjectStore('devices', { keyPath: 'owner' });
			db.createObjectStore('session');
		}
	});
}
