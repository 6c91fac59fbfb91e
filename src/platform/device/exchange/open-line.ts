import { deviceClock } from '../device-clock.svelte.ts';
import type { Actor } from '#core/access';
import type { SessionInfo } from '#core/answers';
import type { Catalogue } from '#core/catalogue';
import { LOST_FACTS } from '../notes.ts';
import type { Work } from '../work.ts';
import { Exchange } from './exchange.ts';
import { uploadFile } from './upload-file.ts';

/** What a line to the server is opened with, besides the member's work. */
interface LineOptions {
	catalogue: Catalogue;
	actor: Actor | null;
	/** The server's life, as this tab knows it now. */
	life(): SessionInfo['generation'];
	/** Puts a command into the outbox. */
	act(kind: string, about: string, payload: Record<string, unknown>, how: { quiet: boolean }): Promise<void>;
}

/**
 * Makes a member's line to the server: what it follows is what the modules say. It is not started. Whenever it is there,
 * what a restored server has lost of what it had told goes into the outbox.
 */
export function openLine(
	work: Pick<Work, 'identity' | 'carrying' | 'brought' | 'notes'>,
	{ catalogue, actor, life, act }: LineOptions
): Exchange {
	const { identity, carrying, brought, notes } = work;
	const exchange = new Exchange({
		member: identity.session.member,
		carrying,
		upload: uploadFile,
		recovering: () => life()?.recovering === true,
		indexes: actor ? catalogue.indexesOf(actor) : [],
		presence: actor ? catalogue.presenceOf(actor) : {},
		kept: catalogue.keptDocuments,
		brought: () => brought.names(deviceClock.now()),
		now: () => deviceClock.now()
	});
	let before = '';
	exchange.onState(({ connection }) => {
		if (connection === 'online' && before !== 'online') void bringLost();
		before = connection;
	});
	async function bringLost() {
		if (!(await notes.read(LOST_FACTS))) return;
		const { bringAgain } = await import('../lost-facts.ts');
		const quietly = (kind: string, about: string, payload: object) => act(kind, about, { ...payload }, { quiet: true });
		await bringAgain({ notes }, { findKind: catalogue.findKind, life: life(), act: quietly });
	}
	return exchange;
}
