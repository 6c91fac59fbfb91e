/** The orders on this device, for the areas that do not list them: areas do not reach into each other. */
export { provideOrders, useOrders } from './orders.svelte.ts';
