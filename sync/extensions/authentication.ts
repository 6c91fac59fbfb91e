import type { onAuthenticatePayload } from '@hocuspocus/server';
import { type OpenRefusal, PROTOCOL_VERSION } from '#core/connection';
import type { DocumentKind } from '#core/document-kind';
import { type DocumentName, parseDocumentName, partsOf } from '#core/document-name';
import { type Result, ok, refuse } from '#core/result';
import { type SyncContext, newChannel } from '../context.ts';
import type { SyncDependencies, SyncSession } from '../dependencies.ts';
import { Refusal, type SyncExtension } from './safe-hooks.ts';

type Asked = Pick<SyncDependencies, 'findKind' | 'authorize' | 'currentEpoch'>;

/** A document that a session may open. */
export interface Grant {
	name: DocumentName;
	kind: DocumentKind;
	readOnly: boolean;
}

/**
 * Decides per document whether a socket may open it, and whether it may write. The token is the protocol version of
 * the app; who asks was settled by the cookie at the upgrade.
 */
export function authentication(dependencies: Asked): SyncExtension {
	return {
		name: 'authentication',
		async onAuthenticate(payload: onAuthenticatePayload<SyncContext>) {
			if (Number(payload.token) !== PROTOCOL_VERSION) throw new Refusal('too-old');
			const grant = await mayOpen(payload.documentName, payload.context.socket.session, dependencies);
			if (!grant.ok) throw new Refusal(grant.code);
			payload.connectionConfig.readOnly = grant.value.readOnly;
			return { channel: newChannel(grant.value.name, grant.value.kind) };
		}
	};
}

/** Whether a session may open a document. The name is checked before anything is looked up by it. */
export async function mayOpen(
	documentName: string,
	session: Pick<SyncSession, 'actor'>,
	dependencies: Asked
): Promise<Result<Grant, OpenRefusal>> {
	const name = parseDocumentName(documentName);
	if (!name.ok) return refuse('unknown-document');
	const kind = dependencies.findKind(name.value.kind);
	if (kind?.parts !== partsOf(name.value.partition)) return refuse('unknown-document');
	// First the epoch: looking it up tells the rules of access which organisation the scope belongs to.
	const epoch = await dependencies.currentEpoch(name.value.kind, name.value.scope, name.value.partition);
	const access = accessTo(name.value, kind, session, dependencies);
	if (access === 'none') return refuse('forbidden');
	if (epoch === null) return refuse('unknown-document');
	if (epoch !== name.value.epoch) return refuse('epoch-gone');
	return ok({ name: name.value, kind, readOnly: access === 'read' });
}

/** What a session may do with a document now. Facts and presence are never written by devices. */
export function accessTo(
	name: DocumentName,
	kind: DocumentKind,
	{ actor }: Pick<SyncSession, 'actor'>,
	{ authorize }: Pick<SyncDependencies, 'authorize'>
): 'none' | 'read' | 'write' {
	const resource = { type: name.kind, scope: name.scope };
	if (!authorize(actor, 'read', resource)) return 'none';
	return kind.form === 'workspace' && authorize(actor, 'write', resource) ? 'write' : 'read';
}
