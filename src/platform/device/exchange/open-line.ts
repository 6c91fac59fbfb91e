import { deviceClock } from '../device-clock.svelte.ts';
import type { Actor } from '#core/access';
import type { Catalogue } from '#core/catalogue';
import type { Work } from '../work.ts';
import { Exchange } from './exchange.ts';
import { uploadFile } from './upload-file.ts';

/** Makes a member's line to the server: what it follows is what the modules say. It is not started. */
export function openLine(
	{ identity, carrying, brought }: Pick<Work, 'identity' | 'carrying' | 'brought'>,
	{ catalogue, actor, recovering }: { catalogue: Catalogue; actor: Actor | null; recovering(): boolean }
): Exchange {
	return new Exchange({
		member: identity.session.member,
		carrying,
		upload: uploadFile,
		recovering,
		indexes: actor ? catalogue.indexesOf(actor) : [],
		presence: actor ? catalogue.presenceOf(actor) : {},
		kept: catalogue.keptDocuments,
		brought: () => brought.names(deviceClock.now()),
		now: () => deviceClock.now()
	});
}
