import { visitsOnPages } from '#modules/visits/module.pages.ts';
import { workOrdersOnPages } from '#modules/work-orders/module.pages.ts';
import type { PagesModule } from '#pages/module.ts';

/** The modules' halves on the pages, in the order of the navigation; the first that is somebody's is where they begin. */
export const pagesModules: readonly PagesModule[] = [workOrdersOnPages, visitsOnPages];
