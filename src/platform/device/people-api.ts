import type { ApiKey, Outgoing, People } from '#core/answers';
import type { Result } from '#core/result';
import { type RequestRefusal, request, send } from './api.ts';

// None of this is kept on the device: who may sign in is the server's to know, and to change, at once.

/** Whom somebody invites. */
export interface Invitee {
	name: string;
	email: string;
	mobile: string;
}

/** An invitation: the start password is shown this once. */
export interface Invited {
	id: string;
	startPassword: string;
	expiresAt: string;
	/** No mail server is set: the mail becomes a file, and somebody has to hand the password over. */
	mailToFiles: boolean;
}

/** A contractor of the landlord. */
export interface Contractor {
	id: string;
	name: string;
	organisationNumber: string;
	areas: readonly string[];
	people: number;
	openOrders: number;
}

type Answer<Value = unknown> = Promise<Result<Value, RequestRefusal>>;

/** The people of a contractor. */
export const getPeople = (company: string): Answer<People> => request(`/api/companies/${company}/people`);

/** The landlord's own people. */
export const getOrderers = (): Answer<People> => request('/api/orderers');

/** Invites somebody to a contractor. */
export const postPerson = (company: string, person: Invitee): Answer<Invited> =>
	send('POST', `/api/companies/${company}/people`, person);

/** Invites an orderer. */
export const postOrderer = (person: Invitee): Answer<Invited> => send('POST', '/api/orderers', person);

/** Gives somebody a new start password. */
export const postInvitation = (person: string): Answer<Invited> => send('POST', `/api/people/${person}/invitation`, {});

/** Removes somebody. */
export const deletePerson = (person: string): Answer => send('DELETE', `/api/people/${person}`, {});

/** Makes an orderer an administrator, or takes it back. */
export const putAdministrator = (person: string, administrator: boolean): Answer =>
	send('PUT', `/api/orderers/${person}`, { administrator });

/** The landlord's contractors. */
export const getContractors = (): Answer<{ contractors: readonly Contractor[] }> => request('/api/companies');

/** Adds a contractor with its own account. */
export const postContractor = (contractor: {
	name: string;
	organisationNumber: string;
	email: string;
	areas: readonly string[];
}): Answer<Invited> => send('POST', '/api/companies', contractor);

/** Changes a contractor's name and areas. */
export const putContractor = (id: string, change: { name: string; areas: readonly string[] }): Answer =>
	send('PUT', `/api/companies/${id}`, change);

/** Removes a contractor. */
export const deleteContractor = (id: string): Answer => send('DELETE', `/api/companies/${id}`, {});

/** The property system's keys. */
export const getKeys = (): Answer<{ keys: readonly ApiKey[] }> => request('/api/keys');

/** Makes a key; it is shown this once. */
export const postKey = (name: string): Answer<{ key: string }> => send('POST', '/api/keys', { name });

/** Revokes a key. */
export const deleteKey = (id: string): Answer => send('DELETE', `/api/keys/${id}`, {});

/** What waits to be sent, and what is stuck. */
export const getOutgoing = (): Answer<Outgoing> => request('/api/outgoing');

/** Says what became of a message that is stuck. */
export const postDecision = (id: string, decision: 'send-again' | 'was-delivered'): Answer =>
	send('POST', `/api/outgoing/${id}`, { decision });
