import type { Rules } from '#core/rules';
import type { Catalogue } from '#core/catalogue';
import type { Connection } from '#server/database/open';
import type { Generation } from '#server/backup/generation';
import type { Sessions } from '#server/auth/sessions';
import type { ServerKey } from '#server/carrying/server-key';
import type { Configuration } from '#server/configuration';
import type { UpdateLog } from '#server/documents/update-log';
import { EffectsWorker } from '#server/effects/effects-worker';
import { Projector } from '#server/facts/projector';
import type { Files } from '#server/files/files';
import type { Logger } from '#server/logger';
import type { ServerClock } from '#server/server-clock';
import type { OpenModule, ServerModule } from '#server/module';
import type { SyncServer } from '#sync/server';

/** The modules that an application is made of. */
export interface Halves {
	catalogue: Catalogue;
	serverModules: readonly ServerModule[];
}

/** What is open before anything works. */
export interface Base extends Halves {
	configuration: Configuration;
	db: Connection;
	log: UpdateLog;
	logger: Logger;
	clock: ServerClock;
	sessions: Sessions;
	serverKey: ServerKey;
	generation: Generation;
	/** Who is told which documents something was stored of. */
	stored: Set<(documents: readonly string[]) => void>;
}

/** What works in one process. */
export interface Parts extends Base {
	rules: Rules;
	sync: SyncServer;
	files: Files;
	projector: Projector;
	effects: EffectsWorker;
	modules: readonly OpenModule[];
}
