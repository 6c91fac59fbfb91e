import { visitsOnServer } from '#modules/visits/module.server.ts';
import { workOrdersOnServer } from '#modules/work-orders/module.server.ts';
import type { ServerModule } from '#server/module';

/** The modules' server halves. */
export const serverModules: readonly ServerModule[] = [workOrdersOnServer, visitsOnServer];
