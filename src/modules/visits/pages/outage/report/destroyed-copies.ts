import { type Result, ok } from '#core/result';
import type { LoggedCopy } from '#modules/visits/domain/outage/index.ts';
import type { RequestRefusal } from '#device/api.ts';
import { getCopies } from '#modules/visits/device/copies/copies-api.ts';

/** The copies of a team that somebody has noted as destroyed, as the server's log has them: the latest 300 of all teams. */
export async function destroyedCopies(team: { id: string }): Promise<Result<LoggedCopy[], RequestRefusal>> {
	const answer = await getCopies('gone');
	if (!answer.ok) return answer;
	const own = answer.value.copies.filter(({ teamId, how }) => teamId === team.id && how === 'person');
	return ok(
		own.map(({ id, number, what, from, to, madeAt, destroyedAt }) => ({
			id,
			number,
			what,
			from,
			to,
			madeAt: Date.parse(madeAt),
			goneAt: Date.parse(destroyedAt ?? madeAt)
		}))
	);
}
