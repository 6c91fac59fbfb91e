import * as Y from 'yjs';
import type { UpdateRefusal } from '#core/connection';
import { type Result, ok, refuse } from '#core/result';
import { type Author, UNKNOWN_AUTHOR, isUnknown } from '#server/documents/update-log';
import { type Findings, type GuardedKind, inspect } from './inspect.ts';
import type { Signature } from './contents.ts';
import { type ScannedUpdate, scanUpdate } from './scan.ts';

/** An update that the guard lets through. */
export interface AcceptedUpdate {
	bytes: Uint8Array;
	/** False when the document holds all of it: nothing to log. */
	news: boolean;
	/** Clients with new items, and the clock that each stands at once the update is applied. */
	ends: readonly (readonly [client: number, clock: number])[];
	/** Those that nobody had claimed before, or whose author nobody knew. */
	newClients: readonly number[];
	/** True for what the server had lost: the new clients are nobody's until their author comes. */
	broughtBack: boolean;
}

/** What an update is judged by. */
export interface GuardQuestion {
	document: Y.Doc;
	kind: GuardedKind;
	/** Whom the document's client ids belong to. */
	claims: ReadonlyMap<number, Author>;
	/** Who sends the update. */
	author: Author;
	/** The device answers what the restored server lacks: others' work may be in it. */
	bringsBack?: boolean;
}

/**
 * The whole judgement of an update: scan, limits, where it writes, and in whose name. Nothing is changed, neither the
 * document nor the claims.
 */
export function guardUpdate(bytes: Uint8Array, question: GuardQuestion): Result<AcceptedUpdate, UpdateRefusal> {
	const scanned = scanUpdate(bytes);
	if (!scanned.ok) return scanned;
	const found = inspect(scanned.value, question.document, question.kind);
	if (!found.ok) return found;
	const newClients = claimed(scanned.value, found.value, question);
	if (!newClients.ok) return newClients;
	if (found.value.signatures.some((signature) => isOthers(signature, question))) return refuse('author');
	const { bringsBack: broughtBack = false } = question;
	return ok({ bytes, ...found.value, newClients: newClients.value, broughtBack });
}

/** The client ids that the update binds to its owner; refused when it writes in somebody else's name. */
function claimed(
	{ clients }: ScannedUpdate,
	{ ends }: Findings,
	{ document, claims, author, bringsBack = false }: GuardQuestion
): Result<number[], UpdateRefusal> {
	const written = new Set(ends.map(([client]) => client));
	const newClients: number[] = [];
	for (const { client } of clients) {
		const owner = claims.get(client);
		const mayBind = owner && isUnknown(owner) && !bringsBack && !namesAnother(document, client, author);
		const isNew = owner ? mayBind : written.has(client);
		if (isNew) newClients.push(client);
		else if (owner && written.has(client) && !bringsBack && !isSame(owner, author)) return refuse('claim');
	}
	return ok(newClients);
}

/** Work that somebody brought back is bound to nobody whom it does not name, where it names anybody. */
function namesAnother(document: Y.Doc, client: number, { member }: Author): boolean {
	let named = false;
	for (const item of document.store.clients.get(client) ?? []) {
		if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentAny)) continue;
		for (const value of item.content.arr as ({ by?: unknown } | null | undefined)[]) {
			const by = value?.by;
			if (by === member) return false;
			if (by !== undefined) named = true;
		}
	}
	return named;
}

/** Whom an update that was let through binds its new clients to. */
export function ownerOf({ broughtBack }: AcceptedUpdate, { member, device }: Author): Author {
	return broughtBack ? UNKNOWN_AUTHOR : { member, device };
}

/**
 * A value says itself who wrote it and on which device. Its author is who sends it: another member is never taken, nor a
 * device that has written here for another one. A device that came back as a new one brings its earlier name along.
 */
function isOthers({ by, device }: Signature, { claims, author, bringsBack = false }: GuardQuestion): boolean {
	if (bringsBack) return false;
	if (by !== undefined && by !== author.member) return true;
	if (typeof device !== 'string' || device === author.device) return false;
	return [...claims.values()].some((owner) => owner.device === device && owner.member !== author.member);
}

function isSame(a: Author, b: Author): boolean {
	return a.member === b.member && a.device === b.device;
}
