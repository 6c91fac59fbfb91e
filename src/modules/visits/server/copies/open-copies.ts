import type { Clock } from '#core/clock';
import type { Configuration } from '#server/configuration';
import type { Connection } from '#server/database/open';
import type { UpdateLog } from '#server/documents/update-log';
import type { Logger } from '#server/logger';
import { CopiesService } from './copies-service.ts';
import { type CopiesPauses, CopiesWorker } from './copies-worker.ts';
import { openSecretBox } from './secret-box.ts';

/** The copies for outages of a process. */
export interface Copies {
	worker: CopiesWorker;
	service: CopiesService;
}

/** Opens what writes copies. Nothing is written before the worker is started. */
export async function openCopies(on: {
	configuration: Pick<Configuration, 'dataDir' | 'copiesDir'>;
	db: Connection;
	log: UpdateLog;
	logger: Logger;
	clock: Clock;
	/** Calls back with the documents that something was stored of. */
	onStored(listener: (documents: readonly string[]) => void): void;
	pauses?: CopiesPauses;
}): Promise<Copies> {
	const { configuration, onStored, ...parts } = on;
	const box = await openSecretBox(configuration.dataDir, parts.db);
	const worker = new CopiesWorker({ ...parts, ...configuration, box });
	onStored((documents) => {
		worker.changed(documents);
	});
	return { worker, service: new CopiesService({ ...parts, box, worker }) };
}
