import type { Postponed } from '#core/command';
import type { Answer } from './api.ts';
import type { BlobRow, CommandRow } from './storage.ts';

/** The server no longer has the bytes it had, after a restore for example: they are sent anew. */
const SEND_AGAIN: ReadonlySet<string> = new Set(['upload-missing', 'upload-incomplete', 'wrong-hash']);

/** A picture reached a server that has lost it since, and is nowhere any more: waiting for it would be in vain. */
export function withoutFile(answer: Answer): Answer {
	return isLost(answer) ? { ...answer, status: 'rejected' } : answer;
}

/** True for an answer that says that the server no longer has the bytes of a file. */
export function isLost(answer: Answer): answer is Postponed {
	return answer.status === 'postponed' && SEND_AGAIN.has(answer.code);
}

/**
 * A command after its answer. A quiet one is done with when it is answered, whatever the answer: the person knows nothing
 * of it.
 */
export function settledCommand(row: CommandRow, answer: Answer): CommandRow | null {
	return row.quiet && answer.status !== 'postponed' ? null : answered(row, answer);
}

/** A file after its command's answer: a confirmed one is let go of; one that the server has lost is sent anew. */
export function settledBlob(blob: BlobRow, { accepted, again }: { accepted: boolean; again: boolean }): BlobRow | null {
	if (accepted) return null;
	return again ? { ...blob, state: 'waiting', sent: 0 } : blob;
}

function answered(row: CommandRow, answer: Answer): CommandRow {
	switch (answer.status) {
		case 'accepted':
			return { ...row, state: 'accepted', code: null, receipt: answer };
		case 'refused':
			return { ...row, state: 'refused', code: answer.code, detail: answer.detail, receipt: answer };
		case 'rejected':
			return { ...row, state: 'rejected', code: answer.code };
		case 'postponed':
			return { ...row, code: answer.code };
	}
}
