import { deviceClock } from '../device-clock.svelte.ts';
import { type CarriedAnswer, type CarriedUpdate, idOfUpdate, toCarried } from '#carrying/signed-update';
import { KEEP_BUNDLE } from '#carrying/bundle-content';
import type { Command } from '#core/command';
import type { Result } from '#core/result';
import type { Answer, RequestRefusal } from '../api.ts';
import type { Carried } from './carried.ts';

/** The ways to the server. */
export interface CarriedPost {
	/** `POST /api/carried`: the answers come in the same order. */
	updates(rows: readonly CarriedUpdate[]): Promise<Result<CarriedAnswer[], RequestRefusal>>;
	/** `POST /api/commands`: it takes them from whoever carries them. */
	commands(commands: readonly Command[]): Promise<Result<Answer[], RequestRefusal>>;
}

/** This device's own unsent rows of documents, for colleagues' rows that build on them. */
export interface OwnRows {
	/** The rows, signed. */
	of(documents: ReadonlySet<string>): Promise<CarriedUpdate[]>;
	/** The server has these: by idOfUpdate(). */
	stored(ids: ReadonlySet<string>): Promise<void>;
}

const AT_ONCE = 100;
/** Honest rows fit after two or three; a list that was put in the wrong order on purpose is gone on with later. */
const MOST_PASSES = 20;
/** The server takes 2 MiB at once. */
const MOST_CHARACTERS = 1024 * 1024;

/**
 * Hands what is carried to the server; gives why it ended early, or null. To be done before a document's own exchange
 * begins: that would bring the same work under the carrier's name, and the author could not bring it any more. Rows may
 * build on one another across authors, so that what waits is sent again as long as that helps.
 */
export async function deliverCarried(
	carried: Carried,
	post: CarriedPost,
	{ own = null, now = () => deviceClock.now() }: { own?: OwnRows | null; now?: () => number } = {}
): Promise<RequestRefusal | null> {
	const problem = await deliverUpdates(carried, post, own);
	if (problem) return problem;
	await giveUpOld(carried, now());
	const commands = (await carried.waiting()).flatMap((row) => (row.what === 'command' ? [row.command] : []));
	for (const part of parts(commands)) {
		const answers = await post.commands(part);
		if (!answers.ok) return answers.code;
		for (const answer of answers.value) await settle(carried, answer);
	}
	return null;
}

async function deliverUpdates(
	carried: Carried,
	post: CarriedPost,
	own: OwnRows | null
): Promise<RequestRefusal | null> {
	const rows = (await carried.waiting()).flatMap((row) => (row.what === 'update' ? [row.update] : []));
	const mine = (await own?.of(new Set(rows.map(({ doc }) => doc)))) ?? [];
	const ownIds = new Set(mine.map(idOfUpdate));
	let left = [...mine, ...rows.map(toCarried)].sort((a, b) => a.at - b.at || a.n - b.n);
	let before = left.length + 1;
	for (let pass = 0; pass < MOST_PASSES && left.length > 0 && left.length < before; pass += 1) {
		before = left.length;
		const waiting: CarriedUpdate[] = [];
		for (const part of parts(left)) {
			const answers = await post.updates(part);
			if (!answers.ok) return answers.code;
			await noteAnswers(carried, answers.value, { own, ownIds });
			const again = new Set(answers.value.filter(({ status }) => status === 'waiting').map(({ id }) => id));
			waiting.push(...part.filter((row) => again.has(idOfUpdate(row))));
		}
		left = waiting;
	}
	return null;
}

async function noteAnswers(
	carried: Carried,
	answers: readonly CarriedAnswer[],
	{ own, ownIds }: { own: OwnRows | null; ownIds: ReadonlySet<string> }
): Promise<void> {
	const stored = answers.filter(({ status }) => status === 'stored').map(({ id }) => id);
	await carried.delivered(stored.filter((id) => !ownIds.has(id)));
	const mine = new Set(stored.filter((id) => ownIds.has(id)));
	if (mine.size > 0) await own?.stored(mine);
	for (const { id, status, code } of answers) {
		if (status !== 'stored' && !ownIds.has(id)) await carried.mark(id, status, code);
	}
}

/**
 * What has built on something missing for longer than a bundle lasts will not fit any more from here: it must not keep
 * its document from being exchanged for ever. Its author still has it.
 */
async function giveUpOld(carried: Carried, now: number): Promise<void> {
	for (const row of await carried.waiting()) {
		const isOld = now - row.receivedAt > KEEP_BUNDLE;
		if (row.what === 'update' && row.code === 'gap' && isOld) await carried.mark(row.id, 'refused', 'gap');
	}
}

/** A decided command is done with here, whichever way it was decided: its author hears of it. */
async function settle(carried: Carried, answer: Answer): Promise<void> {
	if (answer.command === null) return;
	if (answer.status === 'accepted' || answer.status === 'refused') await carried.delivered([answer.command]);
	else await carried.mark(answer.command, answer.status === 'postponed' ? 'waiting' : 'refused', answer.code);
}

/** In order, so many at once that the server takes them. */
function parts<Item>(items: readonly Item[]): Item[][] {
	const all: Item[][] = [];
	let size = 0;
	for (const item of items) {
		const length = JSON.stringify(item).length;
		const last = all.at(-1);
		if (last && last.length < AT_ONCE && size + length <= MOST_CHARACTERS) {
			last.push(item);
			size += length;
		} else {
			all.push([item]);
			size = length;
		}
	}
	return all;
}
