import type { DeviceCard } from '#carrying/device-card';

import type { PublicJwk } from './web-crypto.ts';

// What the server's routes answer with and the device reads: each said once. Types alone.

/** What the server says of the signed-in member; kept on the device for starts without network. */
export interface SessionInfo {
	member: string;
	organisation: string;
	company: string | null;
	device: string;
	roles: readonly string[];
	name: string;
	companyName: string;
	organisationName: string;
	firstSignInDone: boolean;
	/** The teams that the member plans or visits with; `carer` is who the member is there. */
	teams: readonly { id: string; name: string; carer: string | null }[];
	/** Whether this member's side may register work orders, as far as the server has told. */
	mayRegister: boolean;
	contact: ContactDetails;
	/** What this device shows to colleagues without a server; missing until the server has told. */
	carrying?: Introduction | null;
	/** Which life of the installation answered, and whether it asks for what it has lost. */
	generation?: { id: string; recovering: boolean };
	/** What keys and codes are sealed for the server with; null for who has none to do with them. */
	keysKey?: PublicJwk | null;
}

/** What a device needs in order to exchange work with colleagues while there is no server. */
export interface Introduction {
	/** The server's word for whose the device is. */
	card: DeviceCard;
	/** What the server's word is checked with. */
	serverKey: PublicJwk;
	/** The keys of the member's teams, by team: 32 bytes as base64url. */
	teamKeys: Readonly<Record<string, string>>;
}

/** The contact details of a member. */
export interface ContactDetails {
	name: string;
	email: string;
	phone: string;
	mobile: string;
	otherPhone: string;
}

/** A browser that the member has signed in on. */
export interface DeviceInfo {
	id: string;
	label: string;
	createdAt: string;
	seenAt: string;
}

/** A person as those who keep the list see it. */
export interface Person {
	id: string;
	name: string;
	email: string;
	mobile: string;
	phone: string;
	roles: readonly string[];
	/** True for the account that a company signs in with by its organisation number. */
	isCompanyAccount: boolean;
	/** `invited`: has not signed in and chosen a password yet; `expired`: cannot any more, and needs a new invitation. */
	state: 'active' | 'invited' | 'expired';
	/** When one of the person's devices was last seen, to the hour. */
	seenAt: string | null;
}

/** The people of a company or of the landlord, and whether who asks may invite and remove them. */
export interface People {
	of: string;
	mayKeep: boolean;
	people: readonly Person[];
}

/** A key of the landlord's property system, as its administrators see it: never the key itself. */
export interface ApiKey {
	id: string;
	name: string;
	/** How it begins. */
	prefix: string;
	createdAt: string;
	createdBy: string;
	lastUsedAt: string | null;
	revokedAt: string | null;
}

/** A message that a person has to decide about. */
export interface Stuck {
	id: string;
	kind: 'mail' | 'sms';
	state: 'uncertain' | 'failed';
	/** When the last attempt ended. */
	at: string;
	error: string | null;
	/** The order that it was about; null for an invitation. */
	order: number | null;
	/** The address of a mail; of a tenant's number the last two digits. */
	to: string;
}

/** What is on its way out of the house, for a landlord. */
export interface Outgoing {
	/** No server is set for it: messages become files. */
	toFiles: { mail: boolean; sms: boolean };
	waiting: number;
	/** Of those that wait: how many have been tried, and what the last attempt said. */
	retrying: { count: number; error: string | null };
	/** Reminders whose day has not come. */
	reminders: number;
	stuck: readonly Stuck[];
}
