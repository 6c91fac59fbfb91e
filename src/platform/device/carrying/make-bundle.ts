import { writeBundle } from '#carrying/bundle';
import { KEEP_BUNDLE } from '#carrying/bundle-content';
import type { Secret } from '#carrying/seal';
import type { Command } from '#core/command';
import { type Result, ok } from '#core/result';
import type { CarriedRow, CommandRow } from '../storage.ts';
import { type GivenDocument, giveDocument, signOwn } from './bundled-documents.ts';
import { deviceOf } from './carried.ts';
import { type Carrying, type Peer, ownCard } from './carrying.ts';

/** What to give, and to whom. */
export interface BundleOrder {
	/** The team or company whose documents these are. */
	team: string;
	documents: readonly string[];
	secret: Secret;
	/** The colleague, when their bundle was read before; otherwise everything is given. */
	peer?: Peer | null;
}

/** A bundle, and what is in it. */
export interface MadeBundle {
	bytes: Uint8Array;
	/** By document, how many changes it brings that the server has not confirmed. */
	documents: readonly { name: string; changes: number }[];
	/** How many acts wait for the server. */
	commands: number;
	/** Documents that are too large to be given. */
	leftOut: readonly string[];
}

/**
 * What this device gives a colleague's: documents, the own unsent work signed row by row, and others' work that it
 * carries. It stays unsent here: that a colleague has it does not mean that the server does.
 */
export async function makeBundle(carrying: Carrying, order: BundleOrder): Promise<Result<MadeBundle, 'too-large'>> {
	const { own, outbox, carried, now } = carrying;
	const peer = order.peer ?? null;
	const documents: GivenDocument[] = [];
	for (const name of order.documents) {
		const given = await giveDocument(carrying, name, peer);
		if (given) documents.push(given);
	}
	const signed = await Promise.all(documents.map((given) => signOwn(carrying, given)));
	const updates = documents.flatMap((given, at) => [...(signed[at] ?? []), ...given.others]);
	const waiting = await carried.waiting();
	const given = {
		updates: updates.filter(({ device }) => device !== peer?.device),
		commands: commandsToGive(await outbox.commands(), waiting).filter(({ device }) => device !== peer?.device)
	};
	const madeAt = now();
	const written = await writeBundle(
		{
			team: order.team,
			sender: { member: own.member, name: own.name, device: own.device },
			madeAt,
			expiresAt: madeAt + KEEP_BUNDLE,
			documents: documents.map(({ name, changes, vector }) => ({ name, changes, vector })),
			cards: await cardsFor(carrying, [...given.updates, ...given.commands]),
			received: waiting.filter((row) => peer !== null && deviceOf(row) === peer.device).map(({ id }) => id),
			...given
		},
		order.secret
	);
	if (!written.ok) return written;
	const names = documents.map(({ name }) => name);
	return ok({
		bytes: written.value,
		documents: names.map((name) => ({ name, changes: given.updates.filter(({ doc }) => doc === name).length })),
		commands: given.commands.length,
		leftOut: order.documents.filter((name) => !names.includes(name))
	});
}

/** Acts that wait. One that brings a picture stays: it is decided when the picture has arrived, and that lies here. */
function commandsToGive(own: readonly CommandRow[], waiting: readonly CarriedRow[]): Command[] {
	const mine = own.filter(({ state, blob, quiet }) => state === 'waiting' && blob === null && !quiet);
	return [
		...mine.map(({ command }) => command),
		...waiting.flatMap((row) => (row.what === 'command' ? [row.command] : []))
	];
}

/** The own card, and those of everybody else whose signature is in the bundle. */
async function cardsFor({ own, carried }: Carrying, signed: readonly { device: string }[]) {
	const signers = new Set(signed.map(({ device }) => device));
	const known = [...(await carried.cards()).values()];
	return [await ownCard(own), ...known.filter(({ device }) => device !== own.device && signers.has(device))];
}
