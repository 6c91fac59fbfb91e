import type { Module } from '#core/module';
import { visits } from '#modules/visits/module.ts';
import { workOrders } from '#modules/work-orders/module.ts';

/** The modules of the application, in the order in which the navigation shows them. */
export const modules: readonly Module[] = [visits, workOrders];
