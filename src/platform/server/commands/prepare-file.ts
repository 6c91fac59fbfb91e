import type { Result } from '#core/result';
import type { Member } from '../auth/members.ts';

/** A file that has reached the file store and waits to be named by what it belongs to. */
export interface ArrivedFile {
	id: string;
	mediaType: string;
	bytes: number;
	picture: boolean;
}

/** Why a file that was uploaded is not taken; `upload-missing` and the like mean that it is still under way. */
export type FinishUpload = (asked: {
	uploadId: string;
	member: string;
	organisation: string;
	sha256: string;
}) => Promise<Result<ArrivedFile, string>>;

/** Codes of FinishUpload that mean: not yet. The command waits; all others decide against the file. */
const STILL_COMING: ReadonlySet<string> = new Set(['upload-missing', 'upload-incomplete', 'wrong-hash', 'storage']);

/** Turns the upload that a command names into a stored file; `value` is null when it is not taken. Repeatable. */
export async function prepareFile(
	finishUpload: FinishUpload,
	{ upload: uploadId, sha256 }: { upload: string; sha256: string },
	{ actor: { member, organisation } }: Pick<Member, 'actor'>
): Promise<{ postpone: null; value: ArrivedFile | null } | { postpone: string }> {
	const finished = await finishUpload({ uploadId, member, organisation, sha256 });
	if (finished.ok) return { postpone: null, value: finished.value };
	return STILL_COMING.has(finished.code) ? { postpone: finished.code } : { postpone: null, value: null };
}
