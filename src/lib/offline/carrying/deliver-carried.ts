import { type CarriedAnswer, type CarriedUpdate, toCarried } from '#core/carrying/signed-update';
import type { Command } from '#core/command';
import type { Result } from '#core/result';
import type { Answer, RequestRefusal } from '../api.ts';
import type { CarriedRow } from '../storage.ts';
import type { Carried } from './carried.ts';

/** The ways to the server. */
export interface CarriedPost {
	/** `POST /api/carried`: the answers come in the same order. */
	updates(rows: readonly CarriedUpdate[]): Promise<Result<CarriedAnswer[], RequestRefusal>>;
	/** `POST /api/commands`: it takes them from whoever carries them. */
	commands(commands: readonly Command[]): Promise<Result<Answer[], RequestRefusal>>;
}

const AT_ONCE = 100;

/**
 * Hands what is carried to the server; gives why it ended early, or null. To be done before a document's own exchange
 * begins: that would bring the same work under the carrier's name, and the author could not bring it any more.
 */
export async function deliverCarried(carried: Carried, post: CarriedPost): Promise<RequestRefusal | null> {
	const waiting = await carried.waiting();
	const updates = waiting.flatMap((row) => (row.what === 'update' ? [row] : []));
	const commands = waiting.flatMap((row) => (row.what === 'command' ? [row] : []));
	for (const part of parts(updates)) {
		const answers = await post.updates(part.map(({ update }) => toCarried(update)));
		if (!answers.ok) return answers.code;
		for (const { id, status, code } of answers.value) {
			if (status === 'stored') await carried.delivered([id]);
			else await carried.mark(id, status, code);
		}
	}
	for (const part of parts(commands)) {
		const answers = await post.commands(part.map(({ command }) => command));
		if (!answers.ok) return answers.code;
		for (const answer of answers.value) await settle(carried, answer);
	}
	return null;
}

/** A decided command is done with here, whichever way it was decided: its author hears of it. */
async function settle(carried: Carried, answer: Answer): Promise<void> {
	if (answer.command === null) return;
	if (answer.status === 'accepted' || answer.status === 'refused') await carried.delivered([answer.command]);
	else await carried.mark(answer.command, answer.status === 'postponed' ? 'waiting' : 'refused', answer.code);
}

function parts<Row extends CarriedRow>(rows: readonly Row[]): Row[][] {
	return Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_unused, at) =>
		rows.slice(at * AT_ONCE, (at + 1) * AT_ONCE)
	);
}
