import type { onStatelessPayload } from '@hocuspocus/server';
import * as v from 'valibot';
import { type MarkAnswer, markSchema } from '#core/connection';
import type { SyncConnection } from '../context.ts';
import type { SyncExtension } from './safe-hooks.ts';

const MAX_MARK_LENGTH = 200; // characters
const frameSchema = v.pipe(v.string(), v.maxLength(MAX_MARK_LENGTH), v.parseJson(), markSchema);

/**
 * Answers marks. Frames of a document and socket are handled one by one, and a frame is done only when it is committed
 * and applied: a mark that is reached says that everything before it is stored for good, or was refused.
 */
export function acknowledgement(): SyncExtension {
	return {
		name: 'acknowledgement',
		onStateless({ connection, payload }: onStatelessPayload) {
			const mark = v.safeParse(frameSchema, payload);
			if (!mark.success) return;
			const { channel } = (connection as SyncConnection).context;
			const { n, sha256 } = mark.output;
			const answer: MarkAnswer =
				channel.refused === null ? { type: 'ack', n, sha256 } : { type: 'nack', n, sha256, code: channel.refused };
			channel.refused = null;
			connection.sendStateless(JSON.stringify(answer));
		}
	};
}
